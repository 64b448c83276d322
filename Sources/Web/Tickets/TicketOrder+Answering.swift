import Agreements
import BusinessTime
import Desk
import Operations

// What the customer gets in an agent's own words.
extension TicketOrder {
    /// No agreement allows more; a figure beyond is a mistake.
    private static let hoursMax = 10_000

    static func answering(
        _ act: TicketAct, _ fields: Fields, _ files: [GivenFile]
    ) throws(Desk.Refusal) -> TicketOrder {
        let (text, reason) = (fields["text"], fields["reason"])
        let enclosure = try Enclosure(
            copies: fields["cc"], files: files, isForOthersToo: fields["cc-others"] == "yes")
        switch act {
        case .notes: return .answer(.note, text: text, enclosure)
        case .acknowledgment: return .answer(.acknowledge, text: text, enclosure)
        case .resolution: return .answer(.resolve(try resolution(fields)), text: text, enclosure)
        case .informationRequests: return .answer(request(fields), text: text, enclosure)
        case .extensions: return .answer(try lengthening(fields), text: reason, enclosure)
        case .outOfScope: return .answer(.outOfScope(reason: reason), text: reason, enclosure)
        default:
            let isNote = fields["visibility"] == "internal"
            if fields.resolves {
                if isNote { throw .noteResolvesNothing }
                return .answer(.resolve(try resolution(fields)), text: text, enclosure)
            }
            let isBare = enclosure.copies.isEmpty && enclosure.files.isEmpty
            if !isNote, isBare, !fields["key"].isEmpty { return .say(text, key: fields["key"]) }
            // The form keeps the field while a note is chosen; a note that names a copy by itself is refused.
            return .answer(isNote ? .note : .reply, text: text, isNote ? enclosure.withoutCopies : enclosure)
        }
    }

    private static func lengthening(_ fields: Fields) throws(Desk.Refusal) -> Answer {
        let hours = try number(fields, "hours")
        guard (1...hoursMax).contains(hours) else {
            throw Desk.Refusal(
                "hours-outside", clause: .resolution, field: "hours",
                "An extension adds 1 to \(hoursMax) hours of business time.",
                remedy: "Name fewer hours; the agreement bounds them further.")
        }
        return .extend(ground: fields["ground"], reason: fields["reason"], by: .hours(Int64(hours)))
    }

    /// Without a list of its own, each line of the text is something that is missing.
    private static func request(_ fields: Fields) -> Answer {
        let list = fields["missing"].isEmpty ? fields["text"] : fields["missing"]
        return .requestInformation(
            missing: list.split(whereSeparator: \.isNewline).map(String.init),
            access: fields["access"].isEmpty ? nil : fields["access"])
    }

    private static func resolution(_ fields: Fields) throws(Desk.Refusal) -> ResolutionKind {
        if fields["kind"].isEmpty { return .answer }
        guard let kind = ResolutionKind(rawValue: fields["kind"]) else {
            throw unknown("kind", fields, ResolutionKind.allCases.map(\.rawValue))
        }
        return kind
    }
}

extension Desk.Refusal {
    fileprivate static let noteResolvesNothing = Desk.Refusal(
        "note-resolves-nothing", clause: .resolution, field: "visibility",
        "A note reaches no customer, so it resolves nothing.",
        remedy: "Choose the reply, or keep the note without resolving.")
}
