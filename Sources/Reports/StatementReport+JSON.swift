import Agreements
import BusinessTime
import Desk

extension StatementReport {
    public var json: String {
        let head: [(String, JSONText)] = [
            ("agreement", .text(agreement)), ("month", .text(statement.month.description)),
            ("currency", .text(statement.currency.code)),
            ("decimals", .number(Int64(statement.currency.decimals))), ("issued", .truth(isIssued)),
            ("due", .text(statement.month.statementDue.description)),
            ("monthlyCap", .number(statement.monthlyCap.minorUnits)),
            ("yearlyCap", .number(statement.yearlyCap.minorUnits)),
            ("usedBefore", .number(statement.usedBefore.minorUnits)),
            ("cut", .number(statement.cut.minorUnits)), ("total", .number(statement.total.minorUnits)),
            ("otherTotals", .list(statement.others.map(Self.json))),
            ("settlement", settlement.map(Self.json) ?? .nothing),
            ("lines", .list(statement.lines.enumerated().map { json($1, number: $0 + 1) })),
            ("pending", .list(pending.map { .object(Self.pending($0)) })),
            ("exclusions", .list(exclusions.map { Self.json($0, names: names) })),
            ("handledByHand", .list(byHand.map(Self.json))),
        ]
        return JSONText.object(head).written + "\n"
    }

    private func json(_ line: StatementLine, number: Int) -> JSONText {
        var members: [(String, JSONText)] = [("number", .number(Int64(number)))] + Self.named(line.key)
        members += [("cause", .text(line.cause.rawValue)), ("at", .number(line.at.seconds))]
        if let basis = line.basis { members += Self.json(basis) }
        if let room = line.room { members += Self.json(room) }
        members += [
            ("gross", .number(line.gross.minorUnits)), ("allowed", .number(line.allowed.minorUnits)),
            ("cut", .number(line.cut.minorUnits)), ("payable", .number(line.payable.minorUnits)),
            ("standing", .text(Self.word(line.standing))),
            ("reason", Self.reason(line.standing).map(JSONText.text) ?? .nothing),
        ]
        if let dispute = disputes[line.key] { members.append(("dispute", Self.json(dispute))) }
        return .object(members)
    }

    /// The proof is found by ticket and promise.
    private static func named(_ key: BandEntry.Key) -> [(String, JSONText)] {
        [
            ("ticket", .number(key.ticket.rawValue)), ("promise", .text(key.promise.rawValue)),
            ("band", .number(Int64(key.band + 1))),
            ("proof", .text("/tickets/\(key.ticket)/proof/\(key.promise.rawValue)")),
        ]
    }

    private static func pending(_ line: CreditLine) -> [(String, JSONText)] {
        named(line.entry.key) + [("at", .number(line.entry.at.seconds))] + json(line)
            + [("gross", .number(line.gross.minorUnits))]
    }

    private static func json(_ line: CreditLine) -> [(String, JSONText)] {
        let entry = line.entry
        return [
            ("month", .text(line.month.description)),
            ("severity", .text(entry.severity.rawValue)), ("version", .number(Int64(entry.version.number))),
            ("currency", .text(entry.currency.code)),
            ("deadline", .number(entry.deadline.seconds)), ("after", .number(entry.after.count)),
            ("pauses", .list(entry.pauses.map(json))), ("worthBefore", json(entry.before)),
            ("worth", json(entry.worth)), ("perTicket", .text(entry.perTicket.rawValue)),
            ("fee", .number(line.fee.full.minorUnits)), ("feeDays", .number(Int64(line.fee.days))),
            ("monthDays", .number(Int64(line.fee.length))),
        ]
    }

    private static func json(_ room: StatementLine.Room) -> [(String, JSONText)] {
        [
            ("capOfMonth", .number(room.monthlyCap)), ("leftOfMonth", .number(room.leftInMonth)),
            ("capOfYear", .number(room.yearlyCap)), ("leftOfYear", .number(room.leftInYear)),
        ]
    }

    private static func json(_ pause: Pause) -> JSONText {
        .object([
            ("from", .number(pause.from.seconds)), ("to", pause.to.map { .number($0.seconds) } ?? .nothing),
            ("clause", .text(pause.clause.id)), ("ground", .text(word(pause.ground))),
        ])
    }

    private static func json(_ worth: CreditSchedule.Worth?) -> JSONText {
        switch worth {
        case nil: .nothing
        case .basisPoints(let points): .object([("basisPoints", .number(Int64(points)))])
        case .amount(let money): .object([("amount", .number(money.minorUnits))])
        }
    }

    private static func json(_ money: Money) -> JSONText {
        .object([("currency", .text(money.currency.code)), ("amount", .number(money.minorUnits))])
    }

    private static func json(_ settlement: Settlement) -> JSONText {
        switch settlement {
        case .open(let until):
            .object([("standing", .text("open")), ("until", .text(until.description))])
        case .payOut(let by): .object([("standing", .text("pay-out")), ("by", .text(by.description))])
        case .settled(let reference):
            .object([("standing", .text("settled")), ("reference", .text(reference))])
        case .expired(let last):
            .object([("standing", .text("expired")), ("until", .text(last.description))])
        }
    }

    private static func json(_ dispute: Ledger.Dispute) -> JSONText {
        var members: [(String, JSONText)] = [
            ("at", .number(dispute.at.seconds)), ("reason", .text(dispute.reason)),
        ]
        if let answer = dispute.answer {
            members += [
                ("answeredAt", .number(answer.at.seconds)), ("upheld", .truth(answer.isUpheld)),
                ("answer", .text(answer.reason)),
            ]
            members += answer.correction.map(json) ?? []
        }
        return .object(members)
    }

    private static func json(_ right: CorrectedCredit) -> [(String, JSONText)] {
        [("corrected", .number(right.gross))]
            + (right.severity.map { [("correctedSeverity", .text($0.rawValue))] } ?? [])
            + (right.late.map { [("correctedDelay", .number($0.count))] } ?? [])
    }

    private static func json(_ condition: ConditionByHand) -> JSONText {
        .object([
            ("clause", .text(condition.clause)), ("text", .text(condition.text)),
            ("by", .text(condition.by)),
        ])
    }
}
