import Markup

/// One ticket in the queue.
struct QueueRow: View, Sendable {
    var id: String
    var href: String
    /// What the list is ordered by: the next instant at which a promise breaks, UTC seconds.
    var order: Int
    var severity: SeverityMark.Level
    var customer: String
    var subject: String
    /// Nil when nobody has it.
    var assignee: String?
    var channel: ChannelMark
    var received: Moment
    var acknowledgment: ClockBar
    var resolution: ClockBar
    /// What else must be said, for example "Waiting for Acme since Tuesday".
    var standing: String?
    /// When the customer wrote last, while nobody has answered.
    var replied: Moment?

    var body: some Content {
        Element(.li, class: "row", .id("row-\(id)"), .data("id", id), .data("order", order)) {
            Element(.label, class: "row-tick") {
                Element(
                    .input, .type("checkbox"), .name("ticket"), .value(id),
                    .named("form", fixed: QueueActBar.form), .aria("label", "Tick #\(id)"))
            }
            SeverityMark(level: severity)
            Element(.div, class: "what") {
                Element(.a, class: "subject", .href(href), .dir("auto")) { subject }
                Element(.p, class: "about") {
                    Element(.span, class: "customer") { customer }
                    channel
                    Element(.span, class: "number") { "#\(id)" }
                    received
                    if let replied {
                        Element(.span, class: "replied") {
                            "Customer replied "
                            replied
                        }
                    }
                    if let standing { Element(.span, class: "standing") { standing } }
                }
            }
            Element(.span, .class(assignee == nil ? "who nobody" : "who")) { assignee ?? "Unassigned" }
            acknowledgment
            resolution
        }
    }
}
