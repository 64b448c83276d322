import Agreements
import Documents
import Markup

/// The document as it will read: whole clauses as text, the others with what they lack.
struct DraftDocument: View, Sendable {
    struct Part: Sendable {
        var clause: String
        var heading: String
        /// nil while something is missing.
        var text: ClauseText?
        var lacks: [String]
    }

    var title: String
    var problems: ProblemList
    var parts: [Part]

    var body: some Content {
        Element(.div, .id("document")) {
            problems
            Element(.article, class: "agreement", .lang("en")) {
                Element(.h1) { title }
                Each(parts) { part in
                    if let text = part.text {
                        ClauseSection(text)
                    } else {
                        Element(.section, class: "unfinished", .id("clause-\(part.clause)")) {
                            Element(.h2) { part.heading }
                            Element(.p) {
                                part.lacks.isEmpty
                                    ? "This clause repeats what is still missing elsewhere." : "Not finished:"
                            }
                            Element(.ul) { Each(part.lacks) { words in Element(.li) { words } } }
                        }
                    }
                }
            }
        }
    }
}
