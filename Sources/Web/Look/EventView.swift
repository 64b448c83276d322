import Markup

/// One declared event in the list.
struct EventRow: View, Sendable {
    /// For example "E-3".
    var event: NavLink
    var what: String
    var span: String
    var ground: String
    var standing: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row")) {
                Element(.a, .href(event.href)) { event.label }
            }
            Element(.td, .data("label", fixed: "What happened"), .dir("auto")) { what }
            Element(.td, .data("label", fixed: "When")) { UnbrokenWords(span) }
            Element(.td, .data("label", fixed: "Ground")) { ground }
            Element(.td, .data("label", fixed: "Standing")) { standing }
        }
    }
}

/// All events that exclude time on many tickets.
struct EventsView: View, Sendable {
    var rows: [EventRow]
    /// Leads to the form; nil for those who may only look.
    var declare: NavLink?

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.div, class: "queue-head") {
                Element(.h1) { "Events" }
                Element(.p, class: "summary") {
                    "What happened outside the agreement to many tickets (clause H)"
                }
            }
            if let declare {
                Element(.p) { Element(.a, class: "button", .href(declare.href)) { declare.label } }
            }
            if rows.isEmpty {
                EmptyState(
                    what: "No event was declared.",
                    next: "When a carrier or a flood holds up many tickets, declare it once for all of them.")
            } else {
                LedgerTable(
                    label: "Events", heads: ["Event", "What happened", "When", "Ground", "Standing"],
                    isCards: true, endsInWords: true
                ) { rows }
            }
        }
    }
}

/// A group of ticks.
struct TickGroup: View, Sendable {
    var legend: String
    var hint: String
    var fields: [FormField]

    var body: some Content {
        Element(.fieldset, class: "ticks") {
            Element(.legend) { legend }
            Element(.p, class: "hint") { hint }
            fields
        }
    }
}

/// The form that declares an event.
struct DeclarationView: View, Sendable {
    var target: FormTarget
    var refusal: Refusal?
    /// When, why and on what ground.
    var fields: [FormField]
    var scope: [TickGroup]
    var picked: FormField
    var files: FormField

    var body: some Content {
        Element(.div, class: "ledger") {
            Element(.div) {
                Element(.p, class: "about") { Element(.a, .href("/events")) { "Events" } }
                Element(.h1) { "Declare an event" }
                Element(.p, class: "summary") {
                    """
                    Nothing changes until a manager other than you approves it. What it would change is \
                    shown before that, ticket by ticket. Each customer is then told once and may dispute it.
                    """
                }
            }
            refusal
            Element(
                .form, class: "whatif", .named("method", fixed: "post"), .action(target.action),
                .named("enctype", fixed: "multipart/form-data")
            ) {
                target
                ShownZone(fields)
                fields
                scope
                picked
                files
                Element(.button, class: "main", .type("submit")) { "Declare the event" }
            }
        }
    }
}

/// A file that an exclusion rests on.
struct EvidenceItem: View, Sendable {
    var file: AttachmentLink
    /// For example "Ana Lima, Tue 09:50".
    var given: String

    var body: some Content {
        Element(.li) {
            Element(.a, .href(file.href), .dir("auto")) { file.name }
            " "
            Element(.span, class: "detail") { "\(file.size), given by \(given)" }
        }
    }
}

/// How one ticket stands without an event and with it.
struct TouchedRow: View, Sendable {
    var ticket: NavLink
    var subject: String
    var customer: String
    /// Acknowledgment and resolution, each without and with the event.
    var promises: [(name: String, before: String, after: String)]
    /// What became of it on this ticket, for example "Disputed: it was yours".
    var standing: String

    var body: some Content {
        Element(.tr) {
            Element(.th, .named("scope", fixed: "row")) {
                Element(.a, .href(ticket.href)) { ticket.label }
                Element(.span, class: "detail under", .dir("auto")) { subject }
            }
            Element(.td, .data("label", fixed: "Customer"), .dir("auto")) { customer }
            Each(promises) { promise in
                Element(.td, .data("label", promise.name.capitalisedFirst)) {
                    if promise.before == promise.after {
                        UnbrokenWords(promise.before)
                        Element(.span, class: "detail under") { "unchanged" }
                    } else {
                        Element(.del) { UnbrokenWords(promise.before) }
                        Element(.span, class: "under") {
                            Element(.ins) { UnbrokenWords(promise.after) }
                        }
                    }
                }
            }
            Element(.td, .data("label", fixed: "Standing")) { standing }
        }
    }
}

/// One event: what happened, what shows it, and what it changes on each ticket.
struct EventView: View, Sendable {
    var title: String
    var standing: String
    /// Label and words, for example "When".
    var facts: [(String, String)]
    var evidence: [EvidenceItem]
    /// For example "Would change 12 tickets of 2 customers".
    var summary: String
    var rows: [TouchedRow]
    /// Lines about tickets that it leaves alone or that are not shown.
    var notes: [String]
    var acts: [ActForm]
    var refusal: Refusal?
    /// Mails about it that did not arrive.
    var undelivered: [String] = []

    var body: some Content {
        Element(.div, class: "ledger statement") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href("/events")) { "Events" } }
                Element(.h1, .dir("auto")) { title }
                Element(.p, class: "summary") { standing }
            }
            refusal
            Each(undelivered) { line in Element(.p, class: "told", .dir("auto")) { line } }
            Element(.dl, class: "facts sums") {
                Each(facts) { fact in
                    Element(.div) {
                        Element(.dt) { fact.0 }
                        Element(.dd, .dir("auto")) { fact.1 }
                    }
                }
            }
            Element(.section, .named("aria-labelledby", fixed: "evidence-title")) {
                Element(.h2, .id("evidence-title")) { "Evidence" }
                if evidence.isEmpty {
                    Element(.p, class: "detail") { "No file was given yet." }
                } else {
                    Element(.ul, class: "evidence") { evidence }
                }
            }
            tickets
            if !acts.isEmpty {
                Element(.section, class: "acts", .named("aria-labelledby", fixed: "acts-title")) {
                    Element(.h2, .id("acts-title")) { "What you can do" }
                    acts
                }
            }
        }
    }

    private var tickets: some Content {
        Element(.section, .named("aria-labelledby", fixed: "tickets-title")) {
            Element(.h2, .id("tickets-title")) { "Tickets" }
            Element(.p) { summary }
            if !rows.isEmpty {
                LedgerTable(
                    label: "Tickets, without the event and with it",
                    heads: ["Ticket", "Customer", "Acknowledgment", "Resolution", "Standing"],
                    isCards: true, endsInWords: true
                ) { rows }
            }
            Each(notes) { note in Element(.p, class: "detail") { note } }
        }
    }
}
