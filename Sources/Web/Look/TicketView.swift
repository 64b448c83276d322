import Markup

/// A ticket: its head, the timeline, the reply box, and on the side the clocks and what can be done.
struct TicketView: View, Sendable {
    var id: String
    /// Keys of what the reader sent and the desk has done, by which a page learns that it has arrived.
    var sent: [String] = []
    var subject: String
    var customer: String
    /// Their figures; nil where the reader may not see them.
    var customerHref: String?
    /// For example "Carla Diaz, carla@acme.example".
    var requester: String
    var severity: SeverityMark.Level
    /// For example "Open, waiting for Acme since Tuesday; the clock stands still".
    var standing: String
    var assignee: String?
    /// Why a group's rule gave it to them, or to nobody, for example "in turn".
    var assigning: String?
    /// Gives it to the reader; nil for who has it, or can't have it.
    var take: FormTarget?
    var channel: ChannelMark
    var received: Moment
    /// For example "Version 1 of 2 March 2026".
    var agreement: String
    var agreementHref: String?
    var timeline: TimelineView
    /// Where the page says that somebody looks at it.
    var presence: FormTarget?
    /// Nil where nothing can be written any more; `closed` then says why.
    var reply: ReplyBox?
    var closed: EmptyState?
    var clocks: ClocksView
    /// What the customer said of resolutions, and whether they were asked.
    var ratings: [MarkItem] = []
    var marks: [MarkItem] = []
    /// Accesses to the customer's systems.
    var accesses: [MarkItem] = []
    /// What the customer objects to and nobody has answered.
    var objections: [MarkItem] = []
    /// What the desk recorded late, and what counts of it.
    var late: [MarkItem] = []
    /// Special conditions that the program does not count.
    var byHand: [MarkItem] = []
    var holds: [MarkItem] = []
    var beside: BesideView?
    var held: HeldView
    var acts: [ActForm]
    /// Whether the customer is there to chat.
    var chat: ChatPresence?
    /// Pages that begin something about it, such as logging a call.
    var moreActs: [NavLink] = []
    /// Other tickets that it belongs with, by how.
    var related: [(String, [NavLink])] = []
    var followers: [String] = []
    var refusal: Refusal?
    var done: String?

    var body: some Content {
        Element(
            .div, class: "ticket", .data("ticket", id),
            .data("sent", sent.isEmpty ? nil : sent.joined(separator: " "))
        ) {
            Element(.header, class: "ticket-head", .id("ticket-head"), .data("part", fixed: "whole")) {
                Element(.p, class: "about") {
                    Element(.a, .href("/queue")) { "Queue" }
                    Element(.span, class: "number") { "#\(id)" }
                    if let customerHref {
                        Element(.a, class: "customer", .href(customerHref)) { customer }
                    } else {
                        Element(.span, class: "customer") { customer }
                    }
                    channel
                    received
                }
                Element(.h1, .dir("auto")) { subject }
                Element(.p, class: "standing") { standing }
            }
            NewsPill()
            if let done { Element(.p, class: "done", .role("status")) { done } }
            refusal
            Element(.div, class: "conversation") {
                Element(.h2, class: "unseen") { "Timeline" }
                timeline
                if let presence {
                    Element(
                        .p, class: "presence", .id("presence"), .role("status"),
                        .data("presence", presence.action), .data("csrf", presence.csrf))
                }
                chat
                held
                reply
                closed
            }
            Element(.aside, class: "side", .named("aria-label", fixed: "Clocks and facts")) {
                Element(.h2, class: "unseen") { "Clocks" }
                clocks
                Element(.div, .id("marks"), .data("part", fixed: "whole")) {
                    MarkList(heading: "Rating", id: "ratings-title", items: ratings)
                    MarkList(heading: "Legal hold", id: "holds-title", items: holds)
                    MarkList(heading: "Access", id: "accesses-title", items: accesses)
                    MarkList(heading: "Objection", id: "objections-title", items: objections)
                    MarkList(heading: "Handled by hand", id: "by-hand-title", items: byHand)
                    MarkList(heading: "Late facts", id: "late-title", items: late)
                    MarkList(heading: "Exclusions and scope", id: "marks-title", items: marks)
                }
                facts
                beside
            }
            Element(.section, class: "acts", .named("aria-labelledby", fixed: "acts-title")) {
                Element(.h2, .id("acts-title")) { "What you can do" }
                if !moreActs.isEmpty {
                    Element(.p, class: "more-acts", .id("more-acts"), .data("part", fixed: "whole")) {
                        Each(moreActs) { link in Element(.a, .href(link.href)) { link.label } }
                    }
                }
                Element(.div, .id("acts"), .data("part", fixed: "list")) { acts }
            }
        }
    }

    private func taking(_ target: FormTarget) -> some Content {
        Element(.form, class: "take", .named("method", fixed: "post"), .action(target.action)) {
            target
            Element(.button, class: "quiet", .type("submit"), .id("take"), .aria("keyshortcuts", "m")) {
                assignee == nil ? "Take it" : "Take it over"
            }
        }
    }

    private var facts: some Content {
        Element(.dl, class: "facts", .id("facts"), .data("part", fixed: "whole")) {
            Element(.div) {
                Element(.dt) { "Severity" }
                Element(.dd, .id("severity-now")) { SeverityMark(level: severity) }
            }
            Element(.div) {
                Element(.dt) { "Who has it" }
                Element(.dd, .class(assignee == nil ? "nobody" : ""), .id("holder")) {
                    assignee ?? "Unassigned"
                    if let assigning { Element(.span, class: "detail") { assigning } }
                    if let take { taking(take) }
                }
            }
            Element(.div) {
                Element(.dt) { "Asked by" }
                Element(.dd) { requester }
            }
            Element(.div) {
                Element(.dt) { "Agreement" }
                Element(.dd) {
                    if let agreementHref {
                        Element(.a, .href(agreementHref)) { agreement }
                    } else {
                        agreement
                    }
                }
            }
            Each(related) { row in
                Element(.div) {
                    Element(.dt) { row.0 }
                    Element(.dd) {
                        Each(row.1) { link in
                            Element(.a, .href(link.href)) { link.label }
                            " "
                        }
                    }
                }
            }
            if !followers.isEmpty {
                Element(.div) {
                    Element(.dt) { "Followers" }
                    Element(.dd, .dir("auto")) { followers.joined(separator: "; ") }
                }
            }
        }
    }
}
