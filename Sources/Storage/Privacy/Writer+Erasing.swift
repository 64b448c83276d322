public import BusinessTime
import Foundation

extension Reader {
    /// Tickets that a person asked on, wrote to or gave access for, in order of their numbers.
    public func tickets(of person: Int64) throws -> [Int64] {
        try rows(
            """
            SELECT ticket FROM message WHERE author = $1 AND ticket IS NOT NULL
            UNION SELECT id FROM ticket WHERE requester = $1
            UNION SELECT ticket FROM access_grant WHERE contact = $1 ORDER BY 1
            """, person
        ) { try $0.integer() }
    }

    /// Mails from an address as they arrived, those that became no message included. A notice of
    /// termination is not among them: it is the proof of a company's own act.
    public func inboxEntries(from address: String) throws -> [Int64] {
        try rows(
            """
            SELECT id FROM inbox
            WHERE (lower(envelope_from) = $1 OR id IN (SELECT inbox FROM unplaced_mail WHERE address = $1))
                AND NOT EXISTS
                (SELECT 1 FROM notice_mail WHERE inbox = inbox.id AND state <> 'inquiry')
            ORDER BY id
            """, address.lowercased()
        ) { try $0.integer() }
    }

    /// Copies of mails that went out about a ticket.
    public func outboxEntries(ofTicket ticket: Int64) throws -> [Int64] {
        try rows("SELECT id FROM outbox WHERE ticket = $1 ORDER BY id", ticket) { try $0.integer() }
    }

    public func outboxEntries(to address: String) throws -> [Int64] {
        try rows("SELECT id FROM outbox WHERE lower(envelope_to) = $1 ORDER BY id", address.lowercased()) {
            try $0.integer()
        }
    }

    /// Copies of what colleagues were told since an instant: they may repeat a ticket's subject.
    public func outboxEntriesToAgents(since: Instant) throws -> [Int64] {
        try rows(
            """
            SELECT outbox.id FROM outbox JOIN person ON person.address = lower(outbox.envelope_to)
            WHERE person.kind = 'agent' AND outbox.created >= $1 ORDER BY outbox.id
            """, since
        ) { try $0.integer() }
    }
}

extension Writer {
    /// Erases words, files and the names by which mail programs know it. Facts, chain and money stay.
    @discardableResult
    public func erase(message id: Int64, at now: Instant) throws -> Int {
        guard let message = try message(id), message.erasedAt == nil else { return 0 }
        try eraseMessage(id, at: now)
        try taintSearch()
        try run(
            """
            UPDATE message SET message_id = NULL, in_reply_to = NULL, references_ids = ''
            WHERE id = $1
            """, id)
        let files = try attachments(of: id)
        try run("DELETE FROM attachment WHERE message = $1", id)
        try run("DELETE FROM message_origin WHERE message = $1", id)
        try run("DELETE FROM message_copy WHERE message = $1", id)
        try run("DELETE FROM blind_copy WHERE message = $1", id)
        try run("DELETE FROM mention WHERE message = $1", id)
        try run("UPDATE phone_call SET number = '', caller = '' WHERE message = $1", id)
        for file in files { try release(file.blob, at: now) }
        return files.count
    }

    /// Puts other words in a message's place. What it carries as HTML is let go.
    public func rewrite(_ message: StoredMessage, subject: String, text: String) throws {
        guard var rewritten = try self.message(message.id) else { return }
        try removeFromSearch(rewritten)
        try taintSearch()
        try run(
            """
            UPDATE message SET subject = $2, text = $3, html = NULL, salt = $4, in_reply_to = NULL,
                references_ids = '' WHERE id = $1
            """, message.id, subject, text, [UInt8]())
        (rewritten.subject, rewritten.text) = (subject, text)
        try addToSearch(rewritten)
    }

    /// The mail as it arrived is let go; that it arrived, and when, stays.
    public func empty(inboxEntry id: Int64, at now: Instant) throws -> Bool {
        guard let entry = try inboxEntry(id), entry.blob != Blob.nothing.digest,
            try [nil, .inquiry].contains(noticeMail(id)?.state)
        else { return false }
        try keep(Blob.nothing)
        try run(
            "UPDATE inbox SET blob = $2, envelope_from = '', why = '' WHERE id = $1", id, Blob.nothing.digest)
        try run("UPDATE entrance SET peer = '', hello = '', findings = NULL WHERE inbox = $1", id)
        try run("UPDATE quarantine SET sender = NULL WHERE inbox = $1", id)
        try forget(unplacedMail: id)
        try release(entry.blob, at: now)
        return true
    }

    /// The copy is let go. To the person, whose address `to` stands for from then on, nothing that still
    /// waits is sent; what waits for others goes out, and keeps its copy.
    public func empty(outboxEntry id: Int64, to: String?, at now: Instant) throws -> Bool {
        guard let entry = try outboxEntry(id), entry.blob != Blob.nothing.digest else { return false }
        let isWaiting = [.waiting, .uncertain, .sending].contains(entry.state)
        if isWaiting, to == nil { return false }
        try keep(Blob.nothing)
        try run(
            """
            UPDATE outbox SET blob = $2, envelope_to = $3, answer = '', report = '', state = $4
            WHERE id = $1
            """, id, Blob.nothing.digest, to ?? entry.envelopeTo,
            (isWaiting ? OutboxEntry.State.cancelled : entry.state).rawValue)
        try release(entry.blob, at: now)
        return true
    }

    /// What else holds an address: participants, sessions, the count of automatic mails.
    public func forget(address: String, person: Int64) throws {
        // The search has their name as it was.
        try taintSearch()
        try run("DELETE FROM participant WHERE address = $1", address.lowercased())
        try run("DELETE FROM automatic_mail WHERE address = $1", address.lowercased())
        try run("DELETE FROM message_copy WHERE address = $1", address.lowercased())
        try run("DELETE FROM blind_copy WHERE address = $1", address.lowercased())
        try run("DELETE FROM asked_link WHERE address = $1", address.lowercased())
        for table in [
            "report_recipient", "left_list", "opening_word", "working_week", "absence", "assigning_turn",
            "mention",
        ] {
            try run("DELETE FROM \(table) WHERE person = $1", person)
        }
        try forgetCalls(of: person)
        try forgetChats(of: person)
        try forgetFollowing(of: person)
        try forgetArticleWords(of: person)
        try endSessions(of: person)
        try removeFactors(of: person)
    }

    public func forgetSubject(ofTicket id: Int64) throws {
        try run("UPDATE ticket SET subject = '' WHERE id = $1", id)
    }
}
