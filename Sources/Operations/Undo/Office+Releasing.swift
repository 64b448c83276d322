import BusinessTime
import Desk
import Mail
import Storage

// Held answers whose undo time is over.
extension Office {
    /// Sends them as their writers; gives how many were due. One that is refused meanwhile comes back to its
    /// writer, with the reason.
    @discardableResult
    public func releaseHeld() async throws -> Int {
        let now = clock()
        let due = try await database.read { try $0.heldAnswers(dueBy: now) }
        for id in due {
            do {
                try await database.write { try self.release(id, now: now, $0) }
            } catch let refusal as Refusal {
                try await giveBack(id, "\(refusal.message) \(refusal.remedy)", now)
            } catch Access.Denial.forbidden(let why) {
                try await giveBack(id, why, now)
            } catch is Access.Denial {
                try await giveBack(id, "Its ticket is no longer one that you see.", now)
            } catch let problem as StoreProblem where !problem.passes {
                try await giveBack(id, "Something of it can't be read: \(problem)", now)
            }
        }
        return due.count
    }

    /// Wall seconds until the next goes out.
    public func nextReleaseIn(atMost seconds: Int64) async throws -> Int64 {
        guard let next = try await database.read({ try $0.earliestHeldAnswer() }) else { return seconds }
        return min(max(next.wallSeconds(since: clock()), 0), seconds)
    }

    /// The facts and the end of the waiting are one transaction: a stop in between sends nothing twice.
    private func release(_ id: Int64, now: Instant, _ writer: Writer) throws {
        // Taken back in the last moment.
        guard let held = try writer.heldAnswer(id), let due = held.due, due <= now else { return }
        guard let author = try writer.person(held.author), let way = Way(rawValue: held.way),
            let asker = try Access.Asker(author, Self.means(of: held), in: writer)
        else { throw Access.Denial.forbidden("The account that wrote it is closed.") }
        guard let kind = held.answer else { throw Refusal.unreadableAnswer }
        var turn = Turn(on: Ticket.ID(held.ticket), by: asker, way: way, at: now)
        turn.happened = held.created
        let enclosure = try Enclosure(
            copies: held.copies, files: try files(ofHeldAnswer: id, in: writer).map(\.file),
            isForOthersToo: held.isForOthersToo)
        try answer(kind, text: held.text, with: enclosure, turn, writer)
        try writer.remove(heldAnswer: id, at: now)
    }

    private static func means(of held: StoredHeldAnswer) -> Access.Asker.Means {
        held.program.isEmpty ? .session : .program(name: held.program, Set(Access.Scope.allCases))
    }

    /// It stands on the ticket for its writer, who is told by mail as well: they may have gone on.
    private func giveBack(_ id: Int64, _ why: String, _ now: Instant) async throws {
        try await database.write { writer in
            guard let held = try writer.heldAnswer(id), held.due != nil else { return }
            try writer.takeBack(heldAnswer: id, problem: String(why.prefix(1000)))
            self.publish(Ticket.ID(held.ticket), writer)
            guard let author = try writer.person(held.author), author.disabledAt == nil else { return }
            let text = """
                Your answer on ticket \(held.ticket) was not sent: \(why)

                The text waits for you: \(self.address(.ticket(Ticket.ID(held.ticket))))

                """
            try self.mail(
                [
                    Letter(
                        name: author.name, address: author.address,
                        subject: "Not sent: your answer on ticket \(held.ticket)", text: text)
                ], now: now, writer)
        }
    }
}

extension Refusal {
    fileprivate static let unreadableAnswer = Refusal(
        "unreadable-answer", "Another version of the program wrote this answer down.",
        remedy: "Send it again from the ticket's page.")
}
