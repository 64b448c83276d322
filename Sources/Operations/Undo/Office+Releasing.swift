import Agreements
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
        try refuseOvertaken(held, writer)
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

    /// What its writer could not know when they sent it: it is for somebody else now, or who asked has
    /// written again.
    private func refuseOvertaken(_ held: StoredHeldAnswer, _ reader: Reader) throws {
        guard let ticket = try dossier(Ticket.ID(held.ticket), in: reader)?.ticket else {
            throw Refusal.noTicket
        }
        guard ticket.requester.rawValue == held.requester,
            ticket.organisation?.rawValue == held.organisation
        else { throw Refusal.forAnother }
        let news = try reader.messages(of: held.ticket, includingInternal: false).last {
            $0.id > held.seen && $0.direction == .incoming && !$0.isAutomatic && $0.author != held.author
        }
        guard let news else { return }
        let who = try news.author.flatMap { try reader.person($0)?.name } ?? news.address
        throw Refusal.writtenMeanwhile(who)
    }

    /// It stands on the ticket for its writer, who is told by mail as well: they may have gone on.
    private func giveBack(_ id: Int64, _ why: String, _ now: Instant) async throws {
        try await database.write { writer in
            guard let held = try writer.heldAnswer(id), held.due != nil else { return }
            try writer.takeBack(heldAnswer: id, problem: String(why.prefix(1000)))
            self.publish(Ticket.ID(held.ticket), writer)
            try self.mail(try self.lettersOfReturn(held, why, writer), now: now, writer)
        }
    }

    /// To the writer: with the text itself where the ticket is none that they see any more. Once the account
    /// is closed, to the managers.
    private func lettersOfReturn(
        _ held: StoredHeldAnswer, _ why: String, _ reader: Reader
    ) throws -> [Letter] {
        let place = address(.ticket(Ticket.ID(held.ticket)))
        let files = try reader.heldFiles(of: held.id).map(\.name).joined(separator: ", ")
        let words = held.text + (files.isEmpty ? "" : "\n\nFiles that were to go with it: \(files)")
        guard let author = try reader.person(held.author), author.disabledAt == nil else {
            let name = try reader.person(held.author)?.name ?? "somebody"
            let managers = try reader.agents().filter {
                $0.role == Role.manager.rawValue && $0.disabledAt == nil
            }
            return managers.map {
                Letter(
                    name: $0.name, address: $0.address,
                    subject: "Not sent: the answer of \(name) on ticket \(held.ticket)",
                    text: """
                        The answer of \(name) on ticket \(held.ticket) was not sent: \(why)

                        Somebody else has to answer: \(place)

                        What \(name) wrote:

                        \(words)

                        """)
            }
        }
        let sees =
            try Access.Asker(author, .session, in: reader).map {
                try reader.ticketRow(held.ticket, for: $0.visibility(in: reader)) != nil
            } ?? false
        return [
            Letter(
                name: author.name, address: author.address,
                subject: "Not sent: your answer on ticket \(held.ticket)",
                text: """
                    Your answer on ticket \(held.ticket) was not sent: \(why)

                    \(sees ? "The text waits for you: \(place)" : "What you wrote:\n\n\(words)")

                    """)
        ]
    }
}

extension Refusal {
    fileprivate static let unreadableAnswer = Refusal(
        "unreadable-answer", "Another version of the program wrote this answer down.",
        remedy: "Send it again from the ticket's page.")

    fileprivate static let forAnother = Refusal(
        "for-another", clause: .legal, "The ticket is somebody else's since you sent it.",
        remedy: "See who asks now, and send it again if it is meant for them.")

    fileprivate static func writtenMeanwhile(_ who: String) -> Refusal {
        Refusal(
            "written-meanwhile", "\(who) wrote after you sent it.",
            remedy: "Read what is new, and send it again if it still holds.")
    }
}
