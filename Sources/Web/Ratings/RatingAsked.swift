import Desk
import Operations

/// What a form that asks for a rating begins with.
struct RatingAsked: Sendable {
    var score: Int?
    var comment = ""

    static let effect =
        "The desk reads it, with your words. You can change it for "
        + "\(Ticket.ratingChangeableFor / 86_400) days."

    var fields: [FormField] {
        [
            FormField(
                scope: "rate", name: "score", label: "How was the resolution?",
                kind: .scale(
                    Ticket.scores.reversed().map {
                        FieldChoice(value: "\($0)", label: "\($0) \(Language.english.score($0))")
                    }), value: score.map { "\($0)" } ?? "", isRequired: true),
            FormField(
                scope: "rate", name: "comment", label: "Why? (if you like)", kind: .text(rows: 3),
                value: comment),
        ]
    }
}
