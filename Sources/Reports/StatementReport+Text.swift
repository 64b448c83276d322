import Agreements
import BusinessTime
public import Desk

extension StatementReport {
    /// For a terminal, a line for each credit.
    public var text: [String] {
        let title = "Service credits of \(agreement), \(statement.month)"
        let standing = isIssued ? "issued" : "as it stands now; due \(statement.month.statementDue)"
        let lines = statement.lines.map { line in
            "  ticket \(line.key.ticket)  \(line.key.promise.rawValue)  \(severity(line))  "
                + "\(line.gross)  cut \(line.cut)  payable \(line.payable)  \(Self.word(line.standing))"
        }
        let notes = pending.map { line in
            "  pending: ticket \(line.entry.key.ticket)  \(line.entry.key.promise.rawValue)  \(line.gross), "
                + "if a dispute is upheld"
        }
        return ["\(title) (\(standing))"] + (lines.isEmpty ? ["  none"] : lines) + notes
            + exclusions.map(line)
            + byHand.map { "  not counted by the program, clause \($0.clause), by hand of \($0.by)" }
            + [
                "  cap of the month \(statement.monthlyCap), of the year \(statement.yearlyCap), "
                    + "used before \(statement.usedBefore)",
                "  total \(statement.totals), net of tax",
            ]
    }

    private func severity(_ line: StatementLine) -> String {
        let severity = line.basis?.entry.severity.rawValue ?? ""
        return line.cause == .entered ? severity : "\(severity) \(line.cause.rawValue)"
    }

    public static func word(_ standing: StatementLine.Standing) -> String {
        switch standing {
        case .proposed: "proposed"
        case .approved: "approved"
        case .refused: "refused"
        case .unclaimed: "unclaimed"
        case .lapsed: "lapsed"
        }
    }

    static func reason(_ standing: StatementLine.Standing) -> String? {
        switch standing {
        case .refused(let clause, let reason): "\(clause): \(reason)"
        case .unclaimed(let until): "until \(until)"
        case .lapsed(let on): "lapsed on \(on) (clause K)"
        case .proposed, .approved: nil
        }
    }

    static func word(_ ground: Pause.Ground) -> String {
        switch ground {
        case .waitingForCustomer: "waiting for the customer"
        case .excluded(_, let ground): ground
        case .resolved: "resolved"
        }
    }
}
