import Markup

/// A date that is proposed, or a holiday already.
struct HolidayRow: View, Sendable {
    /// For example "2027-06-08".
    var date: String
    var label: String
    var isAgreed: Bool
    var isTicked: Bool = true

    var body: some Content {
        Element(.li) {
            if isAgreed {
                Element(.span, .dir("auto")) { label }
                Element(.span, class: "detail") { " · a holiday already" }
            } else {
                FormField(
                    scope: "review", name: "date-\(date)", label: label, kind: .tick,
                    value: isTicked ? "yes" : "")
            }
        }
    }
}

/// The dates of a feed with a tick for each.
struct HolidayReview: View, Sendable {
    var back: NavLink
    var title: String
    var summary: String
    var rows: [HolidayRow]
    /// nil when it was reviewed.
    var target: FormTarget?
    var password: FormField
    var refusal: Refusal?

    var body: some Content {
        Element(.div, class: "ledger change") {
            Element(.header) {
                Element(.p, class: "about") { Element(.a, .href(back.href)) { back.label } }
                Element(.h1) { title }
                Element(.p, class: "summary", .dir("auto")) { summary }
            }
            refusal
            if let target {
                Element(.form, class: "review", .named("method", fixed: "post"), .action(target.action)) {
                    target
                    Element(.ul, class: "holiday-rows") { rows }
                    Element(.p, class: "effect") {
                        """
                        What you tick is proposed to the customer by mail. Nothing changes before the \
                        answer; with no tick the proposal is put away.
                        """
                    }
                    password
                    Element(.button, class: "main", .type("submit")) { "Propose what is ticked" }
                }
            } else {
                Element(.p, class: "told") { "This proposal was reviewed." }
            }
        }
    }
}

extension ActForm {
    /// Sends `dates`.
    static func typeHolidays(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "type", title: "Type dates", clause: "D", target: target,
            effect: "You review them before anybody is asked.",
            fields: [
                FormField(
                    scope: "type", name: "dates", label: "A line for each date", kind: .text(rows: 5),
                    hint: "For example: 2027-06-08 Company day", isRequired: true)
            ], submit: "Review them")
    }

    /// Sends `file`.
    static func uploadHolidays(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "upload", title: "Upload a calendar", clause: "D", target: target,
            effect: "Of an iCalendar file, whole-day events of this year and the next two are taken.",
            fields: [
                FormField(
                    scope: "upload", name: "file", label: "The .ics file",
                    kind: .file(accept: ".ics,text/calendar"), hint: "At most 1 MB.", isRequired: true,
                    bound: FilesBound(each: 1 << 20))
            ], submit: "Review its dates")
    }

    /// Sends nothing.
    static func readFeedNow(_ target: FormTarget) -> ActForm {
        ActForm(
            id: "read", title: "Read the calendar now", clause: "D", target: target,
            effect: "You see what differs from what is agreed. What is new becomes a proposal to review.",
            submit: "Read it now")
    }

    /// Sends `address`.
    static func feedOfHolidays(_ target: FormTarget, address: String, standing: String) -> ActForm {
        ActForm(
            id: "feed", title: "Read a calendar's address every day", clause: "D", target: target,
            effect: """
                \(standing) What is new there becomes a proposal that you review, and managers are told by \
                mail; nothing changes by itself.
                """,
            fields: [
                FormField(
                    scope: "feed", name: "address", label: "Address", kind: .line, value: address,
                    hint: "Begins with https:// or http://. Leave it empty to stop reading.")
            ], submit: "Save the address")
    }
}
