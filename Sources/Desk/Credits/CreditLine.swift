public import Agreements
import BusinessTime

/// What one band of one breach is worth in money, with everything needed to recompute it.
public struct CreditLine: Hashable, Sendable {
    public let entry: BandEntry
    public let month: CalendarMonth
    public let fee: AgreementSpan.Fee
    /// Before caps, rounded once.
    public let gross: Money

    public init(entry: BandEntry, month: CalendarMonth, fee: AgreementSpan.Fee, gross: Money) {
        self.entry = entry
        self.month = month
        self.fee = fee
        self.gross = gross
    }
}

extension AgreementSpan {
    /// The lines of one ticket's entries, in order. Where only the higher promise pays, a line is what the
    /// ticket's higher promise has grown by: when the second overtakes the first, only by how much it does.
    public func lines(_ entries: [BandEntry]) -> [CreditLine] {
        var inAll: [Promise: Money] = [:]
        return entries.compactMap { entry in
            guard let fee = fee(at: entry.at, in: entry.currency) else { return nil }
            let own = entry.difference(of: fee.amount)
            let zero = Money.zero(entry.currency)
            let before = Self.highest(inAll) ?? zero
            inAll[entry.key.promise] = (inAll[entry.key.promise] ?? zero) + own
            let gross: Money
            switch entry.perTicket {
            case .both: gross = own
            case .highest: gross = (Self.highest(inAll) ?? own) - before
            }
            guard gross.minorUnits > 0 else { return nil }
            return CreditLine(entry: entry, month: month(of: entry.at), fee: fee, gross: gross)
        }
    }

    private static func highest(_ amounts: [Promise: Money]) -> Money? {
        amounts.values.max { $0.minorUnits < $1.minorUnits }
    }
}

extension BandEntry {
    /// What the line adds: half up on the absolute value, once (clause K).
    func difference(of fee: Money) -> Money {
        switch (before, worth) {
        case (nil, _): worth.amount(of: fee)
        case (.basisPoints(let before)?, .basisPoints(let worth)):
            CreditSchedule.Worth.basisPoints(worth - before).amount(of: fee)
        case (let before?, _): worth.amount(of: fee) - before.amount(of: fee)
        }
    }
}
