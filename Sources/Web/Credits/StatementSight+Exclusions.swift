import Agreements
import BusinessTime
import Desk
import Operations

extension StatementSight {
    /// Exclusions that moved a promise of the month, with what they rest on.
    var exclusionItems: [MarkItem] { excluded.notes.prefix(Self.rowsMax).map(item) }

    private func item(_ note: ExclusionNote) -> MarkItem {
        let what = note.excluded.what
        let span = "\(words.short(what.span.from)) to \(words.short(what.span.to))"
        // Some move by seconds, for an acknowledgment between two minutes.
        let moves = note.moves.filter { time($0.after) != time($0.before) }.map { move in
            "\(move.promise.rawValue) due \(time(move.after)), not \(time(move.before))"
        }
        let approved = note.excluded.approvedAt.map { ", \(words.short($0))" } ?? ""
        return MarkItem(
            title: "Ticket \(note.ticket): \(what.ground), \(span)", clause: "H",
            standing: "\(note.excluded.words). \(moves.joined(separator: "; ").capitalisedFirst).",
            detail: what.reason,
            people: "Proposed by \(name(note.excluded.proposedBy)), approved by "
                + "\(name(note.excluded.approvedBy))\(approved)",
            evidence: what.evidence.map { file in
                EvidenceItem(
                    file: AttachmentLink(
                        name: Disposition.plain(file.name),
                        href: Page.evidence(note.ticket.rawValue, file.digest),
                        size: TicketSight.size(file.size)),
                    given: "\(excluded.names[file.by.rawValue] ?? "somebody"), \(words.short(file.at))")
            },
            link: what.event.map {
                NavLink(label: "Part of event \($0.title)", href: Page.event($0.rawValue))
            })
    }

    private func time(_ instant: Instant?) -> String { instant.map(words.short) ?? "out of reach" }

    private func name(_ actor: Actor?) -> String {
        actor?.person.flatMap { excluded.names[$0.rawValue] } ?? "Duly"
    }
}
