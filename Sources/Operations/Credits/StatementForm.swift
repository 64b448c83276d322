import Agreements
import BusinessTime
import Desk

/// How an issued statement is written down: every line with what is needed to recompute it. Statements from
/// before that was kept have lines without basis and room.
struct StatementForm: Codable {
    struct Line: Codable {
        var key: BandKeyForm
        var cause: String
        var at: Int64
        /// nil where it is the statement's.
        var currency: String?
        var gross: Int64
        var allowed: Int64
        var standing: String
        var clause: String?
        var reason: String?
        var until: String?
        var basis: CreditLineForm?
        var room: RoomForm?
    }

    struct RoomForm: Codable {
        var monthlyCap: Int64
        var yearlyCap: Int64
        var leftInMonth: Int64
        var leftInYear: Int64
    }

    struct Unreadable: Error, CustomStringConvertible {
        let part: String
        var description: String { "An issued statement can't be read: its \(part) says nothing known." }
    }

    var month: String
    var currency: String
    var lines: [Line]
    var total: Int64

    init(_ statement: IssuedStatement) {
        month = statement.month.description
        currency = statement.currency.code
        total = statement.total
        lines = statement.lines.map { Line($0, of: statement.currency) }
    }

    var statement: IssuedStatement {
        get throws {
            guard let month = CalendarMonth(month) else { throw Unreadable(part: "month") }
            guard let currency = Currency(currency) else { throw Unreadable(part: "currency") }
            return IssuedStatement(
                month: month, currency: currency, lines: try lines.map { try $0.line(currency) }, total: total
            )
        }
    }
}

extension StatementForm.Line {
    init(_ line: IssuedStatement.Line, of statement: Currency) {
        key = BandKeyForm(line.key)
        cause = line.cause.rawValue
        at = line.at.seconds
        currency = line.currency == statement ? nil : line.currency.code
        gross = line.gross
        allowed = line.allowed
        basis = line.basis.map(CreditLineForm.init)
        room = line.room.map { room in
            StatementForm.RoomForm(
                monthlyCap: room.monthlyCap, yearlyCap: room.yearlyCap, leftInMonth: room.leftInMonth,
                leftInYear: room.leftInYear)
        }
        switch line.standing {
        case .proposed: standing = "proposed"
        case .approved: standing = "approved"
        case .refused(let clause, let why):
            standing = "refused"
            self.clause = clause.id
            reason = why
        case .unclaimed(let last):
            standing = "unclaimed"
            until = last.description
        case .lapsed(let on):
            standing = "lapsed"
            until = on.description
        }
    }

    func line(_ statement: Currency) throws -> IssuedStatement.Line {
        guard let cause = StatementLine.Cause(rawValue: cause) else {
            throw StatementForm.Unreadable(part: "cause of a line")
        }
        guard let currency = currency.map(Currency.init) ?? statement else {
            throw StatementForm.Unreadable(part: "currency of a line")
        }
        return IssuedStatement.Line(
            key: try key.key, cause: cause, at: Instant(seconds: at), gross: Money(gross, currency),
            allowed: Money(allowed, currency), standing: try stood, basis: try basis?.line(try key.key),
            room: room.map { room in
                StatementLine.Room(
                    monthlyCap: room.monthlyCap, yearlyCap: room.yearlyCap, leftInMonth: room.leftInMonth,
                    leftInYear: room.leftInYear)
            })
    }

    private var stood: StatementLine.Standing {
        get throws {
            switch standing {
            case "proposed": return .proposed
            case "approved": return .approved
            case "refused":
                if let clause { return .refused(clause: Clause(clause), reason: reason ?? "") }
            case "unclaimed":
                if let last = until.flatMap(LocalDate.init) { return .unclaimed(until: last) }
            case "lapsed":
                if let on = until.flatMap(LocalDate.init) { return .lapsed(on: on) }
            default: break
            }
            throw StatementForm.Unreadable(part: "standing of a line")
        }
    }
}
