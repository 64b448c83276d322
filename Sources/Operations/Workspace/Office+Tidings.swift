import BusinessTime
import Desk
import Storage

// What tickets have to tell whom: an index of the facts, written with them.
extension Office {
    /// In the index's words. A group that the desk does not have is everybody's, as the ticket is.
    func tidingRows(of desk: Dossier, group: Int64?) -> [StoredTiding] {
        desk.ticket.tidings(of: desk.facts).map { tiding in
            let audience =
                switch tiding.to {
                case .person(let id): NewsAudience.person(id.rawValue)
                case .group: NewsAudience.group(group ?? 0)
                case .managers: NewsAudience.managers
                }
            return StoredTiding(kind: tiding.kind.rawValue, audience: audience, fact: tiding.fact)
        }
    }

    /// Of a ticket that has nothing to tell, and had nothing, nothing is read. Else the index is compared and
    /// not the facts before: an older desk's facts were never told.
    func put(tidingsOf desk: Dossier, _ row: TicketRow, before: Dossier?, _ writer: Writer) throws {
        let rows = tidingRows(of: desk, group: row.group)
        let isFirst = desk.facts.count == 1
        if rows.isEmpty, isFirst || before.map({ tidingRows(of: $0, group: nil).isEmpty }) ?? false { return }
        try writer.put(tidings: rows, ofTicket: row.id)
    }

    /// The last that the customer wrote and nobody answered, here or on a ticket that was merged into it.
    func customerWrote(_ desk: Dossier, _ reader: Reader) throws -> Instant? {
        let joined = try desk.ticket.absorbed.compactMap {
            try dossier($0, in: reader)?.ticket.unanswered?.at
        }
        return (joined + [desk.ticket.unanswered?.at].compactMap(\.self)).max()
    }
}

/// The words under which the index of news keeps whom it tells.
enum NewsAudience {
    static let managers = "managers"

    static func person(_ id: Int64) -> String { "person \(id)" }

    /// 0 for tickets of no group that the desk has.
    static func group(_ id: Int64) -> String { "group \(id)" }
}

extension NewsListener {
    /// A manager stands in for a group that nobody is in, as with mails.
    init(_ asker: Access.Asker, _ reader: Reader) throws {
        let person = asker.person.rawValue
        var groups = [0] + (try reader.groups(of: person))
        var audiences: [String] = []
        if asker.role == .manager || asker.role == .admin {
            audiences = [NewsAudience.managers]
            groups += try reader.groupsOfNobody()
        }
        self.init(
            person: person, actor: FactForm.word(asker.actor),
            audiences: audiences + groups.map(NewsAudience.group))
    }
}
