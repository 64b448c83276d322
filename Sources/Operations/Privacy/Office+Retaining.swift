import Agreements
public import BusinessTime
public import Desk
import Foundation
public import Storage

/// What the desk erased by itself in one run, because its time was over.
public struct RetentionReport: Codable, Sendable {
    public struct Part: Codable, Sendable {
        /// For example "acme v1", or "no promise".
        public let agreement: String
        public let months: Int
        public internal(set) var tickets: [Int64]
        var extent: ExtentForm

        public var done: Erasure.Extent { extent.extent }
    }

    public internal(set) var parts: [Part] = []
    /// Their time is over, and a legal hold keeps them.
    public internal(set) var held: [Int64] = []
}

extension Office {
    private static let ranOn = "retention-ran"
    /// One report a day at most: the stream lasts for 27 years.
    private static let retention = FactStream(kind: "retention", id: 1)

    /// Erases once a day what clause J keeps no longer, and reports it to the administrators.
    func retainWhenDue(at now: Instant) async throws {
        let day = "\(now.seconds / 86_400)"
        guard try await database.read({ try $0.setting(Self.ranOn) }) != day else { return }
        try await retain(at: now)
        try await database.write { try $0.set(day, for: Self.ranOn) }
    }

    /// Tickets a transaction.
    @discardableResult
    public func retain(at now: Instant) async throws -> RetentionReport {
        var report = RetentionReport()
        var last = Int64.min
        while true {
            let (after, before) = (last, report)
            let (page, next) = try await database.write { writer in
                var next = before
                // No period is shorter than a month.
                let page = try writer.endedTickets(
                    receivedBefore: now.advanced(by: -28 * 86_400), after: after)
                for id in page { try self.retain(Ticket.ID(id), at: now, &next, writer) }
                return (page, next)
            }
            report = next
            guard let end = page.last else { break }
            last = end
        }
        try await forgetUnplacedCalls(at: now)
        if !report.parts.isEmpty { try await file(report, at: now) }
        return report
    }

    /// Calls that became no message are kept as long as tickets without a promise.
    private func forgetUnplacedCalls(at now: Instant) async throws {
        let rules = try Self.utc()
        try await database.write { writer in
            let months =
                try writer.setting("retention-months").flatMap { Int($0) }
                ?? Retention.monthsWithoutPromise
            let date = rules.local(now).date
            let month = date.year * 12 + date.month - 1 - months
            guard let first = LocalDate(year: month / 12, month: month % 12 + 1, day: 1),
                let before = rules.instant(of: first, .midnight)
            else { return }
            try writer.forgetUnplacedCalls(before: before)
        }
    }

    private func retain(
        _ id: Ticket.ID, at now: Instant, _ report: inout RetentionReport, _ writer: Writer
    ) throws {
        guard let desk = try dossier(id, in: writer), let ended = desk.ticket.endedAt else { return }
        let setting = try writer.setting("retention-months").flatMap { Int($0) }
        let months = desk.terms?.terms.legal.retentionMonths ?? setting ?? Retention.monthsWithoutPromise
        let rules = try desk.terms?.calendar.rules ?? Self.utc()
        guard let end = Retention.ends(closedAt: ended, months: months, in: rules), end <= now else { return }
        if try hold(on: id, in: writer) != nil {
            report.held.append(id.rawValue)
            return
        }
        let extent = try eraseAll(of: desk, at: now, writer)
        let name = desk.terms.map { "\($0.version)" } ?? "no promise"
        if let index = report.parts.firstIndex(where: { $0.agreement == name && $0.months == months }) {
            report.parts[index].tickets.append(id.rawValue)
            report.parts[index].extent = ExtentForm(report.parts[index].done + extent)
        } else {
            report.parts.append(
                RetentionReport.Part(
                    agreement: name, months: months, tickets: [id.rawValue], extent: ExtentForm(extent)))
        }
    }

    private static func utc() throws -> ZoneRules {
        guard let utc = TimeZoneName("UTC") else { preconditionFailure("UTC is a zone") }
        return try ZoneFiles().rules(of: utc)
    }

    /// Every word of a ticket, whoever wrote it. What happened, and evidence of what money rests on, stays.
    private func eraseAll(of desk: Dossier, at now: Instant, _ writer: Writer) throws -> Erasure.Extent {
        let id = desk.ticket.id
        var extent = Erasure.Extent()
        extent.tickets = 1
        for message in try writer.messages(of: id.rawValue, includingInternal: true)
        where message.erasedAt == nil {
            extent.messages += 1
            extent.attachments += try writer.erase(message: message.id, at: now)
            if let entry = message.inbox, try writer.empty(inboxEntry: entry, at: now) { extent.mails += 1 }
        }
        for entry in try writer.unplacedMail(ofTicket: id.rawValue)
        where try writer.empty(inboxEntry: entry, at: now) {
            extent.mails += 1
        }
        for entry in try writer.outboxEntries(ofTicket: id.rawValue)
        where try writer.empty(outboxEntry: entry, to: "erased@erased.invalid", at: now) {
            extent.mails += 1
        }
        for words in try writer.words(of: .ticket(id.rawValue)) where !words.text.isEmpty {
            try writer.rewrite(words: words.digest, to: "")
            extent.reasons += 1
        }
        try writer.forgetParticipants(ofTicket: id.rawValue)
        try writer.removeHeldAnswers(ofTicket: id.rawValue, at: now)
        folded.forget(id)
        guard let fresh = try dossier(id, in: writer) else { return extent }
        let command = Command(.erase(fresh.ticket.requester), by: .desk, way: .rule)
        try append(command, to: fresh, id: id, now: now, writer)
        try writer.forgetSubject(ofTicket: id.rawValue)
        writer.afterCommit { [folded] in folded.forget(id) }
        return extent
    }

    /// Into the chain, and to the administrators.
    private func file(_ report: RetentionReport, at now: Instant) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let body = Array(try encoder.encode(report))
        try await database.write { writer in
            let head = try writer.head(of: Self.retention)
            let at = max(now, head?.recorded ?? now)
            let fact = StoredFact(
                kind: "erased", version: 1, happened: at, recorded: at, actor: FactForm.word(.desk),
                body: body)
            try writer.append([fact], to: Self.retention, following: head)
            let people = try writer.agents().filter {
                $0.role == Role.admin.rawValue && $0.disabledAt == nil
            }
            let text = report.words
            try self.mail(
                people.map {
                    Letter(
                        name: $0.name, address: $0.address,
                        subject: "What was erased because its time was over",
                        text: text)
                }, now: now, writer)
        }
    }

    /// Every run that erased something, the newest first.
    public func retentionReports(in reader: Reader) throws -> [(at: Instant, report: RetentionReport)] {
        try reader.facts(of: Self.retention).reversed().map {
            ($0.fact.recorded, try JSONDecoder().decode(RetentionReport.self, from: Data($0.fact.body)))
        }
    }
}

extension RetentionReport {
    /// For the mail.
    var words: String {
        let lines = parts.map { part in
            let done = part.done
            return """
                \(part.agreement), kept for \(part.months) months after closing (clause J):
                  \(done.tickets) tickets, \(done.messages) messages, \(done.attachments) files, \
                \(done.mails) mails, \(done.reasons) reasons

                """
        }
        let kept = held.isEmpty ? "" : "Kept by a legal hold: \(held.count) tickets.\n"
        return "The desk erased the words of tickets whose time was over:\n\n\(lines.joined())\(kept)"
    }
}
