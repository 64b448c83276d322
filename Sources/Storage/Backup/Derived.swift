import Crypto

/// What follows from the facts. Rebuilding it must give the same rows.
public enum DerivedTable: String, CaseIterable, Hashable, Sendable {
    case ticket, due, figures, rating, tiding
    /// Those that are to go out.
    case survey
    case access = "access_grant"
    /// Groups that see what another has.
    case keptView = "kept_view"
    case reckoned, evidence
    case separate = "separate_agreement"
    /// Where each version of an agreement stands, and from when until when it is in force.
    case agreement
    /// What approved exclusions took out, by ground.
    case grounds = "figures_ground"

    var order: String {
        switch self {
        case .ticket: "id"
        case .due: "kind, id"
        case .figures: "ticket"
        case .grounds: "ticket, ground"
        case .rating, .survey: "ticket, resolution"
        case .access: "ticket, number"
        case .tiding: "ticket, kind"
        case .keptView: "viewed, viewer"
        case .reckoned: "ticket"
        case .evidence: "stream_kind, stream_id, blob"
        case .separate: "ticket, agreement"
        case .agreement: "name, version"
        }
    }

    /// The rows' table, and which of its rows.
    var rows: String {
        switch self {
        case .due: "stream WHERE due IS NOT NULL"
        case .survey: "survey WHERE state = 'waiting'"
        default: rawValue
        }
    }

    /// What a person changes by looking, not by an act, is no part of the comparison.
    var columns: String {
        switch self {
        case .ticket: TicketRow.columns.replacing("is_unread, ", with: "")
        case .due: "kind, id, due"
        case .figures: StoredFigures.columns
        case .grounds: "ticket, ground, seconds"
        case .rating: StoredRating.columns
        case .survey: "ticket, resolution, due"
        case .access: StoredAccess.columns
        case .tiding: "ticket, kind, audience, number, sequence, recorded, actor"
        case .keptView: "viewed, viewer, active, due"
        // When it was reckoned is no part of it.
        case .reckoned: "ticket, agreement, mark, head, lines"
        case .evidence: "stream_kind, stream_id, blob"
        case .separate: "ticket, agreement"
        case .agreement: "name, version, status, in_force_from, in_force_until"
        }
    }
}

extension Reader {
    /// SHA-256 in hexadecimal over all rows of a table in their order: equal for equal content.
    public func digest(of table: DerivedTable) throws -> String {
        var hash = SHA256()
        try dump(table) { line in hash.update(data: Array((line + "\n").utf8)) }
        return hexadecimal(hash.finalize())
    }

    /// Each row as one line, in the order of the key: for comparing before and after, line by line.
    public func dump(_ table: DerivedTable, _ body: (String) throws -> Void) throws {
        let sql = "SELECT \(table.columns) FROM \(table.rows) ORDER BY \(table.order)"
        try connection.each(sql, []) { row in
            try body(row.values.map(\.dumped).joined(separator: "\t"))
            return true
        }
    }
}

extension Writer {
    /// Empties what is rebuilt; the same job fills it again.
    public func clear(_ table: DerivedTable) throws {
        switch table {
        case .ticket: try run("DELETE FROM ticket")
        case .due: try run("UPDATE stream SET due = NULL")
        case .figures, .grounds:
            // A ticket's row says whether its grounds are there.
            try run("DELETE FROM figures_column")
            try run("DELETE FROM figures_changed")
            try run("DELETE FROM figures")
            try run("DELETE FROM figures_ground")
        case .rating: try run("DELETE FROM rating")
        case .survey: try run("DELETE FROM survey WHERE state = 'waiting'")
        case .access, .keptView, .reckoned, .evidence, .separate, .tiding:
            try run("DELETE FROM \(table.rawValue)")
        // The rest of the row is the source of its terms. Versions from before there were facts of agreements
        // say themselves when they began; their end follows from what came later.
        case .agreement:
            try run(
                """
                UPDATE agreement SET in_force_until = NULL WHERE name IN (
                    SELECT agreement_name.name FROM agreement_name JOIN stream
                    ON stream.kind = 'agreement' AND stream.id = agreement_name.id)
                """)
        }
    }
}

extension SQLValue {
    fileprivate var dumped: String {
        switch self {
        case .null: "-"
        case .integer(let number): String(number)
        case .text(let text): "\"" + text.replacing("\t", with: "\\t").replacing("\n", with: "\\n") + "\""
        case .blob(let bytes): hexadecimal(bytes)
        }
    }
}
