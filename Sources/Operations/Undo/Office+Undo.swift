import BusinessTime
public import Desk
import Mail
public import Storage

// An answer waits a few seconds in which its writer can take it back. Until then it is no message and no
// fact: a row of its own that nothing else reads (docs/decisions/0010).
extension Office {
    /// Sends an answer as its writer meant it: after the undo time, or at once where it has none.
    public func send(
        _ kind: Answer, text: String, with enclosure: Enclosure = .nothing, _ turn: Turn, _ writer: Writer
    ) throws {
        guard let due = try holdEnd(kind, turn, writer) else {
            try answer(kind, text: text, with: enclosure, turn, writer)
            return
        }
        // What is refused is refused now, while its writer looks.
        try wouldSend(kind, text: text, with: enclosure, turn, writer)
        var held = StoredHeldAnswer(
            ticket: turn.ticket.rawValue, author: turn.asker.person.rawValue, way: turn.way.rawValue,
            kind: try AnswerForm.encode(kind), text: text.filter { $0 != "\0" }, created: turn.now, due: due)
        held.copies = enclosure.copies.map(\.description).joined(separator: " ")
        held.isForOthersToo = enclosure.isForOthersToo
        try address(&held, turn, writer)
        if case .program(let name, _) = turn.asker.means { held.program = name }
        let files = try enclosure.files.enumerated().map { index, file in
            let blob = try database.blobs.take(file.bytes)
            try writer.keep(blob)
            return StoredHeldFile(
                place: Int64(index + 1), blob: blob, name: file.name,
                mediaType: String(file.mediaType.prefix(150)))
        }
        try writer.add(held, files: files)
        publish(turn.ticket, writer)
    }

    /// To whom it is written and what was said until now: both are looked at again when it is to go.
    private func address(_ held: inout StoredHeldAnswer, _ turn: Turn, _ reader: Reader) throws {
        guard let ticket = try dossier(turn.ticket, in: reader)?.ticket else { throw Refusal.noTicket }
        held.requester = ticket.requester.rawValue
        held.organisation = ticket.organisation?.rawValue
        held.seen = try reader.messages(of: held.ticket, includingInternal: false).map(\.id).max() ?? 0
    }

    /// Until when it waits; nil for what stays at the desk, where no undo time is set, and so near to a
    /// deadline that waiting could cost the promise.
    private func holdEnd(_ kind: Answer, _ turn: Turn, _ reader: Reader) throws -> Instant? {
        guard kind.letter != nil, let desk = try dossier(turn.ticket, in: reader) else { return nil }
        let joined = try desk.ticket.absorbed.compactMap { try dossier($0, in: reader) }
        let open = ([desk] + joined).flatMap(\.clocks).filter { $0.doneAt == nil && $0.ended == nil }
        return UndoTime.end(
            from: turn.now, seconds: try Self.undoSeconds(reader), deadlines: open.compactMap(\.deadline))
    }

    private func wouldSend(
        _ kind: Answer, text: String, with enclosure: Enclosure, _ turn: Turn, _ reader: Reader
    ) throws {
        guard turn.asker.role != .contact else {
            throw Access.Denial.forbidden("A contact writes in the portal or by mail.")
        }
        guard text.contains(where: { !$0.isWhitespace && $0 != "\0" }) else { throw Self.textMissing }
        try wouldAnswer(kind, text: text, turn, reader)
        guard let desk = try dossier(turn.ticket, in: reader),
            let person = try reader.person(desk.ticket.requester.rawValue)
        else { return }
        _ = try copies(enclosure, on: desk.ticket, to: person, reader)
    }

    /// Gives it back to its writer, who alone may ask for it. Nothing was sent, and nothing has happened.
    public func recall(_ number: Int64, _ turn: Turn, _ writer: Writer) throws {
        let held = try own(number, turn, writer)
        if held.due == nil { return }
        try writer.takeBack(heldAnswer: held.id)
        publish(turn.ticket, writer)
    }

    /// Lets go of one that came back.
    public func discard(_ number: Int64, _ turn: Turn, _ writer: Writer) throws {
        let held = try own(number, turn, writer)
        guard held.due == nil else {
            throw Refusal(
                "still-going-out", field: "number", "This answer is on its way out.",
                remedy: "Take it back first.")
        }
        try writer.remove(heldAnswer: held.id, at: turn.now)
        publish(turn.ticket, writer)
    }

    /// What came back to this person for this ticket; nil where it was none of theirs, or is gone.
    public func returned(
        _ number: Int64, on ticket: Ticket.ID, to person: Person.ID, in reader: Reader
    ) throws -> StoredHeldAnswer? {
        guard let held = try reader.heldAnswer(number), held.ticket == ticket.rawValue,
            held.author == person.rawValue, held.due == nil
        else { return nil }
        return held
    }

    /// The files of what came back, by their places.
    public func files(ofHeldAnswer id: Int64, in reader: Reader) throws -> [(place: Int64, file: GivenFile)] {
        try reader.heldFiles(of: id).compactMap { kept in
            guard let blob = try reader.blob(kept.blob) else { return nil }
            let bytes = try database.blobs.bytes(of: blob)
            return (kept.place, GivenFile(name: kept.name, mediaType: kept.mediaType, bytes: bytes))
        }
    }

    private func own(_ number: Int64, _ turn: Turn, _ reader: Reader) throws -> StoredHeldAnswer {
        guard let held = try reader.heldAnswer(number), held.ticket == turn.ticket.rawValue,
            held.author == turn.asker.person.rawValue
        else {
            throw Refusal(
                "not-held", field: "number", "There is no such answer of yours to take back.",
                remedy: "If it was there, it has gone out: the timeline shows it.")
        }
        return held
    }

    /// That an answer waits or came back is the desk's alone.
    func publish(_ ticket: Ticket.ID, _ writer: Writer) {
        writer.afterCommit { [changes, wakeUp] in
            changes.publish(ticket, isForCustomers: false)
            wakeUp()
        }
    }

    static func undoSeconds(_ reader: Reader) throws -> Int64 {
        let own = try reader.setting(DeskSetting.undoSeconds.rawValue) ?? ""
        return Int64(own) ?? UndoTime.usual
    }
}
