import Markup

/// What is known of one thing: label and words, such as "Received" and its time.
struct FactSheet: View, Sendable {
    var facts: [(String, String)]

    var body: some Content {
        Element(.dl, class: "facts of-person") {
            Each(facts) { fact in
                Element(.div) {
                    Element(.dt) { fact.0 }
                    Element(.dd, .dir("auto")) { fact.1 }
                }
            }
        }
    }
}
