import Agreements
import BusinessTime
import Desk
import Operations
import Storage

/// A call as a form or a program tells it.
struct CallOrder: Sendable {
    var wish: CallWish
    /// Of who is not known by number: the mail address that they gave.
    let address: String

    /// - Parameter words: in whose zone times without one are.
    init(_ fields: Fields, _ words: DeskWords, country: String) throws(Desk.Refusal) {
        let direction = try Self.word(fields, "direction", StoredCall.Direction.incoming)
        let kind = try Self.word(fields, "kind", StoredCall.Kind.conversation)
        let now = words.now
        let ended = try Self.time(fields, "ended", words) ?? now
        let started = try Self.time(fields, "started", words) ?? ended
        wish = CallWish(direction, kind, try Self.outcome(fields), started: started, ended: ended)
        wish.subject = fields["subject"]
        wish.caller = fields["caller"]
        wish.summary = fields["summary"]
        wish.category = fields["category"].isEmpty ? nil : fields["category"]
        if !fields["number"].isEmpty {
            wish.number = try PhoneNumber(fields["number"], country: country)
        }
        address = fields["address"]
    }

    private static func outcome(_ fields: Fields) throws(Desk.Refusal) -> CallWish.Outcome {
        let named = fields["ticket"].filter { $0 != "#" && !$0.isWhitespace }
        let word = named.isEmpty ? fields["outcome"] : named
        switch word {
        case "", "new": return .newTicket
        case "answered": return .answered(fields["answer"])
        default:
            guard let number = Int64(word) else {
                throw Desk.Refusal(
                    "bad-ticket", field: named.isEmpty ? "outcome" : "ticket",
                    "\"\(word.prefix(64))\" is no ticket number.",
                    remedy: "Choose a new ticket, answered at once, or the number of a ticket.")
            }
            return .onTicket(Ticket.ID(number))
        }
    }

    private static func word<T: RawRepresentable & CaseIterable>(
        _ fields: Fields, _ name: String, _ usual: T
    ) throws(Desk.Refusal) -> T where T.RawValue == String {
        if fields[name].isEmpty { return usual }
        guard let word = T(rawValue: fields[name]) else {
            throw TicketOrder.unknown(name, fields, T.allCases.map(\.rawValue))
        }
        return word
    }

    private static func time(
        _ fields: Fields, _ name: String, _ words: DeskWords
    ) throws(Desk.Refusal) -> Instant? {
        fields[name].isEmpty ? nil : try words.instant(of: name, in: fields, clause: .acknowledgment)
    }
}
