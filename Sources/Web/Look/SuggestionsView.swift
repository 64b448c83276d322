import Markup

/// Articles that may answer what somebody is about to ask: beside the form, where it is wide, else at the
/// foot of the window, so that nothing moves under who types.
struct SuggestionsView: View, Sendable {
    /// Where what is typed is looked up.
    var action: String
    var items: [NavLink]
    /// Whether somebody looked; then it says so too that there is none.
    var isAsked: Bool

    var body: some Content {
        Element(
            .aside, class: "suggested", .id("suggested"), .data("suggest", action),
            .named("aria-label", fixed: "Articles that may answer it"),
            .named("aria-live", fixed: "polite")
        ) {
            if !items.isEmpty {
                Element(.details, .flag("open", isAsked)) {
                    Element(.summary) {
                        items.count == 1
                            ? "1 article may answer it" : "\(items.count) articles may answer it"
                    }
                    Element(.ul) {
                        Each(items) { item in
                            Element(.li) {
                                Element(
                                    .a, .href(item.href), .dir("auto"), .named("target", fixed: "_blank")
                                ) {
                                    item.label
                                    Element(.span, class: "unseen") { " (opens beside this page)" }
                                }
                            }
                        }
                    }
                }
            } else if isAsked {
                Element(.p, class: "hint") { "No article seems to answer it. Send it; a person answers." }
            }
        }
    }
}
