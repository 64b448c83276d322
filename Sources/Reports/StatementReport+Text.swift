import Agreements
import BusinessTime
import Desk

extension StatementReport {
    /// For a terminal, a line for each credit.
    public var text: [String] {
        let title = "Service credits of \(agreement), \(statement.month)"
        let standing = isIssued ? "issued" : "as it stands now; due \(statement.month.statementDue)"
        let lines = statement.lines.map { line in
            "  ticket \(line.key.ticket)  \(line.key.promise.rawValue)  \(severity(line))  "
                + "\(line.gross)  cut \(line.cut)  payable \(line.payable)  \(Self.word(line.standing))"
        }
        return ["\(title) (\(standing))"] + (lines.isEmpty ? ["  none"] : lines) + [
            "  cap of the month \(statement.monthlyCap), of the year \(statement.yearlyCap), "
                + "used before \(statement.usedBefore)",
            "  total \(statement.total), net of tax",
        ]
    }

    private func severity(_ line: StatementLine) -> String {
        line.line?.entry.severity.rawValue ?? line.cause.rawValue
    }
}
