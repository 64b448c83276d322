import Agreements
import BusinessTime
import Desk
import Operations
import Storage

/// An event as its page shows it, read at one moment.
struct EventSight: Sendable {
    let file: Office.EventFile
    /// Those that the reader may see.
    let tickets: [Office.TouchedTicket]
    /// How many lie in groups that the reader does not see.
    let hidden: Int
    let rows: [Int64: TicketRow]
    let people: [Int64: String]
    let customers: [Int64: String]
    let words: DeskWords
    let undelivered: [String]

    /// Rows of a page.
    static let rowsMax = 200

    var event: ExclusionEvent { file.event }

    init(_ file: Office.EventFile, _ seat: Seat, office: Office, now: Instant, _ reader: Storage.Reader)
        throws
    {
        self.file = file
        var tickets: [Office.TouchedTicket] = []
        var rows: [Int64: TicketRow] = [:]
        var hidden = 0
        for touched in try office.tickets(of: file.event, now: now, in: reader) {
            let id = touched.desk.ticket.id.rawValue
            guard let row = try reader.ticketRow(id, for: seat.visibility) else {
                hidden += 1
                continue
            }
            tickets.append(touched)
            rows[id] = row
        }
        self.tickets = tickets
        self.hidden = hidden
        self.rows = rows
        people = try reader.names(of: Array(Set(file.facts.compactMap { $0.by.person?.rawValue })))
        customers = Dictionary(
            try reader.organisations().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        words = try DeskWords(for: seat, under: nil, reader, office, now: now)
        undelivered = try words.undelivered(.event(file.event.id.rawValue), reader)
    }

    func name(_ actor: Actor?) -> String {
        actor?.person.flatMap { people[$0.rawValue] } ?? "Somebody"
    }

    var title: String { "\(event.id.title): \(event.declared.reason)" }

    /// For the list and the head.
    static func standing(_ event: ExclusionEvent, _ words: DeskWords, by name: (Actor) -> String) -> String {
        switch event.outcome {
        case .approved(let by, let at): "Approved by \(name(by)), \(words.short(at))"
        case .refused(let by, let at, let why): "Refused by \(name(by)), \(words.short(at)): \(why)"
        case .withdrawn(let by, let at, let why): "Withdrawn by \(name(by)), \(words.short(at)): \(why)"
        case .takenBack(let by, let at, let why): "Taken back by \(name(by)), \(words.short(at)): \(why)"
        case nil: event.to == nil ? "Lasts: its end is open" : "Waits for another manager's approval"
        }
    }

    static func span(_ event: ExclusionEvent, _ words: DeskWords) -> String {
        "\(words.short(event.declared.from)) to \(event.to.map(words.short) ?? "now")"
    }

    var facts: [(String, String)] {
        let scope = event.declared.scope
        var facts = [
            ("When", "\(Self.span(event, words)), \(words.zone)"), ("Ground", event.declared.ground),
            ("Declared", "\(name(event.declaredBy)), \(words.short(event.declaredAt))"),
        ]
        if event.authors.count > 1, let proposed = event.proposedAt {
            facts.append(("End written down", "\(name(event.authors.last)), \(words.short(proposed))"))
        }
        if !scope.isPicked {
            let all = scope.agreements.isEmpty ? "All agreements" : scope.agreements.joined(separator: ", ")
            let kinds = scope.categories.isEmpty ? "" : "; only \(scope.categories.joined(separator: ", "))"
            facts.append(("Which tickets", all + kinds))
        }
        if !scope.tickets.isEmpty {
            facts.append(("Picked tickets", scope.tickets.map { "#\($0)" }.joined(separator: ", ")))
        }
        return facts
    }

    var evidence: [EvidenceItem] {
        event.evidence.map { file in
            EvidenceItem(
                file: AttachmentLink(
                    name: Disposition.plain(file.name),
                    href: Page.eventEvidence(event.id.rawValue, file.digest),
                    size: TicketSight.size(file.size)),
                given: "\(people[file.by.rawValue] ?? "somebody"), \(words.short(file.at))")
        }
    }

    /// What was taken back touches no ticket that it had not excluded.
    var touched: [Office.TouchedTicket] {
        tickets.filter { ticket in
            ticket.untouched == nil
                && (event.takenBack == nil
                    || ticket.desk.ticket.exclusions.contains { $0.what.event == event.id })
        }
    }

    var summary: String {
        let customers = Set(touched.map { $0.desk.ticket.organisation }).count
        let what =
            "\(touched.count) \(touched.count == 1 ? "ticket" : "tickets") of \(customers) "
            + (customers == 1 ? "customer" : "customers")
        switch event.outcome {
        case .approved: return "It is excluded on \(what)."
        case .takenBack: return "It was excluded on \(what), and is no longer: everything counts again."
        case .refused, .withdrawn: return "It changes nothing. It would have changed \(what)."
        case nil: return "If it were approved now, it would change \(what)."
        }
    }

    var notes: [String] {
        var notes: [String] = []
        let more = touched.count - Self.rowsMax
        if more > 0 { notes.append("And \(more) more tickets.") }
        if hidden > 0 { notes.append("And \(hidden) in groups that you do not see.") }
        let why: [(Ticket.Untouched, String)] = [
            (.groundNotAgreed, "whose agreement does not name this ground"),
            (.proposedLate, "for which it was proposed too late by their calendar"),
            (.nothingCounted, "whose clocks did not run in this time"),
            (.noPromise, "under no agreement"),
        ]
        for (reason, text) in why {
            let count = tickets.count { $0.untouched == reason }
            if count > 0 {
                notes.append("Not changed: \(count) \(count == 1 ? "ticket" : "tickets") \(text).")
            }
        }
        return notes
    }
}
