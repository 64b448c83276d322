import Markup

/// The whole text of a message, a part at a time where it is long.
struct MessageTextView: View, Sendable {
    var ticketHref: String
    /// For example "#7 The export stops".
    var ticketLabel: String
    /// For example "Message from Carla Reyes".
    var heading: String
    var at: Moment
    var text: String
    /// From 1.
    var part: Int
    var count: Int
    /// This page's address without the part.
    var address: String

    var body: some Content {
        Element(.div, class: "ledger message-text") {
            Element(.p, class: "about") {
                Element(.a, .href(ticketHref), .dir("auto")) { ticketLabel }
                at
            }
            Element(.h1, .dir("auto")) { heading }
            if count > 1 { Element(.p, class: "detail") { "Part \(part) of \(count)" } }
            Element(.div, class: "said", .dir("auto")) { text }
            if count > 1 {
                Element(.nav, class: "pages", .named("aria-label", fixed: "Parts")) {
                    if part > 1 {
                        Element(.a, .href("\(address)?part=\(part - 1)"), .named("rel", fixed: "prev")) {
                            "Part \(part - 1)"
                        }
                    }
                    if part < count {
                        Element(.a, .href("\(address)?part=\(part + 1)"), .named("rel", fixed: "next")) {
                            "Part \(part + 1)"
                        }
                    }
                }
            }
        }
    }
}
