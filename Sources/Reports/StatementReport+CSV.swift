import Agreements
import BusinessTime
import Desk

extension StatementReport {
    /// RFC 4180, with a line of heads. A cell that a spreadsheet would run as a formula is quoted by an
    /// apostrophe.
    public var csv: String {
        let heads = [
            "ticket", "promise", "band", "cause", "severity", "at", "deadline", "after_seconds", "pauses",
            "gross", "cut", "payable", "currency", "standing", "reason",
        ]
        let rows = statement.lines.map { Self.cells($0) } + exclusions.map { Self.cells($0) }
        return ([heads] + rows).map { $0.map(CSVCell.written).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func cells(_ line: StatementLine) -> [String] {
        let entry = line.basis?.entry
        return [
            "\(line.key.ticket)", line.key.promise.rawValue, "\(line.key.band + 1)", line.cause.rawValue,
            entry?.severity.rawValue ?? "", "\(line.at)", entry.map { "\($0.deadline)" } ?? "",
            entry.map { "\($0.after.count)" } ?? "",
            (entry?.pauses ?? []).map(pause).joined(separator: "; "), plain(line.gross), plain(line.cut),
            plain(line.payable), line.gross.currency.code, word(line.standing), reason(line.standing) ?? "",
        ]
    }

    /// "2026-11-23T09:00:00Z/2026-11-23T10:00:00Z H": an interval of ISO 8601 and the clause.
    private static func pause(_ pause: Pause) -> String {
        "\(pause.from)/\(pause.to.map { "\($0)" } ?? "..") \(pause.clause)"
    }

    /// An amount without its currency.
    private static func plain(_ money: Money) -> String {
        String(money.description.prefix { $0 != " " })
    }
}

/// One cell of a table for programs and spreadsheets.
public enum CSVCell {
    private static let formula: Set<Character> = ["=", "+", "@", "\t", "\r"]

    public static func written(_ text: String) -> String {
        var safe = text
        if let first = text.first,
            formula.contains(first) || (first == "-" && Int64(text.dropFirst().filter { $0 != "." }) == nil)
        {
            safe = "'" + text
        }
        guard safe.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
            return safe
        }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
