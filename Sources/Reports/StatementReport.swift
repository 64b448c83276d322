import Agreements
import BusinessTime
public import Desk

/// A statement for programs: every number needed to recompute it, as JSON or CSV. Deterministic: the same
/// statement gives the same bytes.
public struct StatementReport: Sendable {
    public let agreement: String
    public let statement: Statement
    /// Whether it went to the customer; otherwise it says how things stand now.
    public let isIssued: Bool

    public init(agreement: String, statement: Statement, isIssued: Bool) {
        self.agreement = agreement
        self.statement = statement
        self.isIssued = isIssued
    }

    public var json: String {
        let head = JSONText.object([
            ("agreement", .text(agreement)), ("month", .text(statement.month.description)),
            ("currency", .text(statement.currency.code)),
            ("decimals", .number(Int64(statement.currency.decimals))), ("issued", .truth(isIssued)),
            ("due", .text(statement.month.statementDue.description)),
            ("monthlyCap", .number(statement.monthlyCap.minorUnits)),
            ("yearlyCap", .number(statement.yearlyCap.minorUnits)),
            ("usedBefore", .number(statement.usedBefore.minorUnits)),
            ("cut", .number(statement.cut.minorUnits)), ("total", .number(statement.total.minorUnits)),
            ("lines", .list(statement.lines.map(Self.json))),
        ])
        return head.written + "\n"
    }

    private static func json(_ line: StatementLine) -> JSONText {
        var members: [(String, JSONText)] = [
            ("ticket", .number(line.key.ticket.rawValue)), ("promise", .text(line.key.promise.rawValue)),
            ("band", .number(Int64(line.key.band + 1))), ("cause", .text(line.cause.rawValue)),
            ("at", .number(line.at.seconds)),
        ]
        if let from = line.line { members += json(from) }
        members += [
            ("gross", .number(line.gross.minorUnits)), ("allowed", .number(line.allowed.minorUnits)),
            ("cut", .number(line.cut.minorUnits)), ("payable", .number(line.payable.minorUnits)),
            ("standing", .text(word(line.standing))), ("reason", reason(line.standing)),
        ]
        return .object(members)
    }

    private static func json(_ line: CreditLine) -> [(String, JSONText)] {
        let entry = line.entry
        return [
            ("severity", .text(entry.severity.rawValue)), ("version", .number(Int64(entry.version.number))),
            ("deadline", .number(entry.deadline.seconds)), ("after", .number(entry.after.count)),
            ("worthBefore", worth(entry.before)), ("worth", worth(entry.worth)),
            ("perTicket", .text(entry.perTicket.rawValue)), ("fee", .number(line.fee.full.minorUnits)),
            ("feeDays", .number(Int64(line.fee.days))), ("monthDays", .number(Int64(line.fee.length))),
        ]
    }

    private static func worth(_ worth: CreditSchedule.Worth?) -> JSONText {
        switch worth {
        case nil: .nothing
        case .basisPoints(let points): .object([("basisPoints", .number(Int64(points)))])
        case .amount(let money): .object([("amount", .number(money.minorUnits))])
        }
    }

    public static func word(_ standing: StatementLine.Standing) -> String {
        switch standing {
        case .proposed: "proposed"
        case .approved: "approved"
        case .refused: "refused"
        case .unclaimed: "unclaimed"
        }
    }

    private static func reason(_ standing: StatementLine.Standing) -> JSONText {
        switch standing {
        case .refused(let clause, let reason): .text("\(clause): \(reason)")
        case .unclaimed(let until): .text("until \(until)")
        case .proposed, .approved: .nothing
        }
    }

    /// RFC 4180, with a line of heads. A cell that a spreadsheet would run as a formula is quoted by an
    /// apostrophe.
    public var csv: String {
        let heads = [
            "ticket", "promise", "band", "cause", "severity", "at", "deadline", "after_seconds", "gross",
            "cut",
            "payable", "currency", "standing", "reason",
        ]
        let rows = statement.lines.map { line -> [String] in
            let entry = line.line?.entry
            let reason: String
            switch line.standing {
            case .refused(let clause, let why): reason = "\(clause): \(why)"
            case .unclaimed(let until): reason = "until \(until)"
            case .proposed, .approved: reason = ""
            }
            return [
                "\(line.key.ticket)", line.key.promise.rawValue, "\(line.key.band + 1)", line.cause.rawValue,
                entry?.severity.rawValue ?? "", "\(line.at)", entry.map { "\($0.deadline)" } ?? "",
                entry.map { "\($0.after.count)" } ?? "", Self.plain(line.gross), Self.plain(line.cut),
                Self.plain(line.payable), statement.currency.code, Self.word(line.standing), reason,
            ]
        }
        return ([heads] + rows).map { $0.map(CSVCell.written).joined(separator: ",") + "\r\n" }.joined()
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
        guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
