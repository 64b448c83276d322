import Markup

/// People that a note can name; read by the field where it is written.
struct ColleaguesView: View, Sendable {
    var people: [(name: String, handle: String)]

    var body: some Content {
        Element(.ul, .id("colleagues")) {
            Each(people) { person in
                Element(.li, .data("handle", person.handle)) { person.name }
            }
        }
    }
}
