import Agreements
import BusinessTime
import Desk

/// How the lines of a ticket's credits are kept: numbers one after another, each in as few bytes as it needs.
/// A hundred thousand are read in a fraction of a second, which folding as many tickets takes a minute for.
enum ReckonedForm {
    /// Part of the mark: what another form or another way of reckoning kept is not read.
    static let version = 1

    /// nil where more belongs to it than numbers, and while it may grow by itself: such are reckoned anew.
    static func encode(_ reckoning: ReckonedCredits.Reckoning, of agreement: String) -> [UInt8]? {
        let credits = reckoning.credits
        guard reckoning.until == .latest, credits.reversed.isEmpty, credits.pending.isEmpty,
            credits.lines.allSatisfy({
                $0.entry.pauses.isEmpty && $0.entry.version.agreement == agreement
            })
        else { return nil }
        var numbers = NumberWriter()
        for line in credits.lines { write(line, to: &numbers) }
        return numbers.bytes
    }

    private static func write(_ line: CreditLine, to numbers: inout NumberWriter) {
        let entry = line.entry
        numbers.add(index(entry.key.promise), entry.key.band, index(entry.severity), entry.version.number)
        numbers.add(packed(entry.currency.code))
        numbers.add(entry.deadline.seconds, entry.after.count, entry.at.seconds - entry.deadline.seconds)
        write(entry.before, to: &numbers)
        write(entry.worth, to: &numbers)
        numbers.add(index(entry.perTicket), line.month.year, line.month.month)
        numbers.add(line.fee.full.minorUnits)
        numbers.add(line.fee.days, line.fee.length)
        numbers.add(line.gross.minorUnits)
    }

    private static func write(_ worth: CreditSchedule.Worth?, to numbers: inout NumberWriter) {
        switch worth {
        case nil: numbers.add(0)
        case .basisPoints(let points): numbers.add(1, points)
        case .amount(let money): numbers.add(2, money.minorUnits)
        }
    }

    /// nil where the bytes are not what `encode` writes.
    static func decode(_ bytes: [UInt8], ticket: Ticket.ID, agreement: String) -> [CreditLine]? {
        var numbers = NumberReader(bytes)
        var lines: [CreditLine] = []
        while !numbers.isAtEnd {
            guard let line = Self.line(&numbers, ticket, agreement) else { return nil }
            lines.append(line)
        }
        return lines
    }

    private static func line(
        _ numbers: inout NumberReader, _ ticket: Ticket.ID, _ agreement: String
    ) -> CreditLine? {
        guard let promise: Promise = one(&numbers), let band = numbers.small(),
            let severity: Severity = one(&numbers), let version = numbers.small(),
            let currency = numbers.next().flatMap(Self.currency), let deadline = numbers.next(),
            let after = numbers.next(), let passed = numbers.next(),
            let before = price(&numbers, currency), let worth = price(&numbers, currency)?.worth,
            let perTicket: CreditSchedule.PerTicket = one(&numbers), let year = numbers.small(),
            let number = numbers.small(), let month = CalendarMonth(year: year, month: number),
            let fee = numbers.next(), let days = numbers.small(), let length = numbers.small(),
            let gross = numbers.next()
        else { return nil }
        let entry = BandEntry(
            key: BandEntry.Key(ticket: ticket, promise: promise, band: band), severity: severity,
            version: AgreementVersion(agreement: agreement, number: version), currency: currency,
            deadline: Instant(seconds: deadline), after: BusinessSeconds(after),
            at: Instant(seconds: deadline + passed), before: before.worth, worth: worth, perTicket: perTicket,
            pauses: [])
        return CreditLine(
            entry: entry, month: month,
            fee: AgreementSpan.Fee(full: Money(fee, currency), days: days, length: length),
            gross: Money(gross, currency))
    }

    private static func price(
        _ numbers: inout NumberReader, _ currency: Currency
    ) -> (worth: CreditSchedule.Worth?, kind: Int)? {
        switch numbers.small() {
        case 0: (nil, 0)
        case 1: numbers.small().map { (.basisPoints($0), 1) }
        case 2: numbers.next().map { (.amount(Money($0, currency)), 2) }
        default: nil
        }
    }

    private static func index<Case: CaseIterable & Equatable>(_ one: Case) -> Int {
        Array(Case.allCases).firstIndex(of: one) ?? 0
    }

    private static func one<Case: CaseIterable>(_ numbers: inout NumberReader) -> Case? {
        let all = Array(Case.allCases)
        return numbers.small().flatMap { all.indices.contains($0) ? all[$0] : nil }
    }

    private static func packed(_ code: String) -> Int { code.utf8.reduce(0) { $0 << 8 | Int($1) } }

    private static func currency(_ packed: Int64) -> Currency? {
        let bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: packed >> Int64($0)) }
        return Currency(String(decoding: bytes, as: UTF8.self))
    }
}
