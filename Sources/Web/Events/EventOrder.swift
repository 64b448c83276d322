import Agreements
import BusinessTime
import Desk
import Operations

/// A declaration as its form sends it.
struct EventOrder: Sendable {
    static let agreementPrefix = "agreement:"
    static let categoryPrefix = "category:"
    private static let ticketsMax = 1000

    let declaration: ExclusionEvent.Declaration

    init(_ fields: Fields, _ words: DeskWords) throws(Desk.Refusal) {
        let from = try words.instant(of: "from", in: fields)
        let to = fields["to"].isEmpty ? nil : try words.instant(of: "to", in: fields)
        declaration = ExclusionEvent.Declaration(
            from: from, to: to, ground: fields["ground"], reason: fields["reason"],
            scope: ExclusionEvent.Scope(
                agreements: Self.ticked(Self.agreementPrefix, fields),
                categories: Self.ticked(Self.categoryPrefix, fields),
                tickets: try Self.tickets(fields["tickets"])))
    }

    private static func ticked(_ prefix: String, _ fields: Fields) -> [String] {
        fields.all.filter { $0.key.hasPrefix(prefix) && $0.value == "yes" }
            .map { String($0.key.dropFirst(prefix.count)) }.sorted()
    }

    /// "17, 42" or "#17 #42".
    private static func tickets(_ text: String) throws(Desk.Refusal) -> [Ticket.ID] {
        let words = text.split { " ,;#\n\t".contains($0) }
        var numbers: [Ticket.ID] = []
        for word in words {
            guard let number = Int64(word), number > 0, numbers.count < ticketsMax else {
                throw Desk.Refusal(
                    "bad-number", clause: .exclusions, field: "tickets",
                    "\"\(word.prefix(64))\" is no ticket's number.",
                    remedy: "Write up to \(ticketsMax) numbers with commas between them, for example 17, 42.")
            }
            numbers.append(Ticket.ID(number))
        }
        return Array(Set(numbers)).sorted()
    }
}
