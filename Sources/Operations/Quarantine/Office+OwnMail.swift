import Agreements
import BusinessTime
import Desk
import Mail
public import Storage

// Mails that came in a colleague's name without proof: that colleague says whether they are theirs.
extension Office {
    /// It goes the way it would have gone, with its first receipt.
    public func confirmOwnMail(_ inbox: Int64, by asker: Access.Asker) async throws {
        let now = clock()
        try await database.write { writer in
            var mail = try self.claimed(inbox, by: asker, writer)
            try self.record(.released, of: inbox, by: asker.actor, now: now, writer)
            mail.state = .released
            try self.letGo(mail, writer)
        }
    }

    /// Somebody else wrote it. It stays in quarantine's list of what was discarded.
    public func disownMail(_ inbox: Int64, by asker: Access.Asker) async throws {
        let now = clock()
        try await database.write { writer in
            var mail = try self.claimed(inbox, by: asker, writer)
            let name = try writer.person(asker.person.rawValue)?.name ?? "The colleague"
            let reason = "\(name) says that somebody else wrote it."
            try self.record(.discarded(reason: reason), of: inbox, by: asker.actor, now: now, writer)
            mail.state = .discarded
            try writer.put(mail)
        }
    }

    /// Another's, or one that is decided already, looks like none.
    private func claimed(
        _ inbox: Int64, by asker: Access.Asker, _ reader: Reader
    ) throws -> StoredQuarantine {
        guard asker.means == .session, let mail = try reader.quarantine(inbox), mail.state == .waiting,
            mail.claimed == asker.person.rawValue
        else { throw Refusal.noQuarantine }
        return mail
    }

    /// Whether the colleague themself said that a mail is theirs.
    public func isConfirmed(_ inbox: Int64, by person: Int64, _ reader: Reader) throws -> Bool {
        try quarantineFacts(inbox, in: reader).contains {
            $0.what == .released && $0.by.person?.rawValue == person
        }
    }

    /// Wall seconds in which a colleague is told once: somebody may send a thousand in their name.
    static let claimToldEvery: Int64 = 3600

    func tellClaimed(_ person: StoredPerson, now: Instant, _ writer: Writer) throws {
        let since = now.advanced(by: -Self.claimToldEvery)
        guard try writer.automaticMailCount(to: person.address, since: since) == 0 else { return }
        try writer.noteAutomaticMail(to: person.address, at: now)
        let letter = Letter(
            name: person.name, address: person.address, subject: "Did you write this mail to the desk?",
            text: """
                Dear \(person.name),

                a mail in your name has reached the desk, and nothing proves that you sent it. It waits, and \
                nobody has got it.

                If it is yours, say so here and it goes on its way; if not, say that:
                \(address(.ownMail))

                """)
        try mail([letter], now: now, writer)
        writer.afterCommit(wakeUp)
    }
}
