import Agreements
import BusinessTime
import Desk

// The exclusions that moved a promise of the month (clause H), beside the credits.
extension StatementReport {
    static func json(_ note: ExclusionNote, names: [Int64: String]) -> JSONText {
        let excluded = note.excluded
        var members: [(String, JSONText)] = [
            ("ticket", .number(note.ticket.rawValue)), ("number", .number(Int64(excluded.what.number))),
            ("event", excluded.what.event.map { .text($0.title) } ?? .nothing),
            ("from", .number(excluded.what.span.from.seconds)),
            ("to", .number(excluded.what.span.to.seconds)), ("ground", .text(excluded.what.ground)),
            ("reason", .text(excluded.what.reason)),
            ("evidence", .list(excluded.what.evidence.map { json($0, names) })),
            ("proposedBy", name(excluded.proposedBy, names)),
            ("approvedBy", name(excluded.approvedBy, names)),
            ("approvedAt", time(excluded.approvedAt)),
            ("standing", .text(excluded.isReversed ? "taken-back" : "in-force")),
            ("moves", .list(note.moves.map(json))),
        ]
        if let dispute = excluded.dispute { members.append(("dispute", json(dispute))) }
        return .object(members)
    }

    private static func json(_ file: Evidence, _ names: [Int64: String]) -> JSONText {
        .object([
            ("name", .text(file.name)), ("sha256", .text(file.digest)), ("size", .number(file.size)),
            ("by", .text(names[file.by.rawValue] ?? "somebody")), ("at", .number(file.at.seconds)),
        ])
    }

    private static func json(_ move: ExclusionNote.Move) -> JSONText {
        .object([
            ("promise", .text(move.promise.rawValue)), ("deadlineWithout", time(move.before)),
            ("deadline", time(move.after)),
        ])
    }

    private static func json(_ dispute: Dispute) -> JSONText {
        var members: [(String, JSONText)] = [
            ("at", .number(dispute.at.seconds)), ("reason", .text(dispute.reason)),
        ]
        if let answer = dispute.answer {
            members += [
                ("answeredAt", .number(answer.at.seconds)), ("upheld", .truth(answer.upheld)),
                ("answer", .text(answer.reason)),
            ]
        }
        return .object(members)
    }

    private static func time(_ instant: Instant?) -> JSONText {
        instant.map { .number($0.seconds) } ?? .nothing
    }

    private static func name(_ actor: Actor?, _ names: [Int64: String]) -> JSONText {
        guard let actor else { return .nothing }
        return .text(actor.person.flatMap { names[$0.rawValue] } ?? "Duly")
    }

    /// A row beside the credits: its cause is "exclusion", its amounts are empty.
    static func cells(_ note: ExclusionNote) -> [String] {
        let what = note.excluded.what
        let files = what.evidence.map { "\($0.name) sha256:\($0.digest)" }.joined(separator: " ")
        let part = what.event.map { "\($0.title), " } ?? ""
        let shown = files.isEmpty ? "" : " (evidence: \(files))"
        return [
            "\(note.ticket)", note.moves.map(\.promise.rawValue).joined(separator: " "), "", "exclusion", "",
            note.excluded.approvedAt.map { "\($0)" } ?? "",
            note.moves.map { $0.after.map { "\($0)" } ?? "" }.joined(separator: " "), "",
            "\(what.span.from)/\(what.span.to) H", "", "", "", "", standing(note.excluded),
            "\(part)\(what.ground): \(what.reason)\(shown)",
        ]
    }

    static func standing(_ excluded: ExcludedSpan) -> String {
        let told = excluded.isReversed ? "taken back" : "in force"
        guard let dispute = excluded.dispute else { return told }
        guard let answer = dispute.answer else { return "\(told), disputed" }
        return "\(told), dispute \(answer.upheld ? "upheld" : "rejected")"
    }

    /// For a terminal.
    func line(_ note: ExclusionNote) -> String {
        let what = note.excluded.what
        let part = what.event.map { " (event \($0.title))" } ?? ""
        let files = what.evidence.map(\.name).joined(separator: ", ")
        let by = note.excluded.approvedBy?.person.flatMap { names[$0.rawValue] } ?? "Duly"
        return "  excluded: ticket \(note.ticket)  \(what.span.from) to \(what.span.to)  \(what.ground): "
            + "\(what.reason)\(part)  approved by \(by)  \(Self.standing(note.excluded))"
            + (files.isEmpty ? "" : "  evidence: \(files)")
    }
}
