import BusinessTime

extension CreditSchedule {
    var tree: Tree {
        .fields([
            ("rows", .list(rows.map(\.tree))),
            ("monthly_cap", .written(Percent(number: monthlyCapPercent))),
            ("yearly_cap", .written(Percent(number: yearlyCapPercent))),
            ("per_ticket", .written(perTicket)),
            ("claiming", .written(claiming)),
            ("claim_window", .written(CalendarDays(number: claimWindowDays))),
            ("expiry", .written(Months(number: expiryMonths))),
        ])
    }
}

extension CreditSchedule.Row {
    var tree: Tree {
        .fields([
            ("promise", .written(promise)),
            ("severity", .written(severity)),
            ("bands", .list(bands.map(\.tree))),
        ])
    }
}

extension CreditSchedule.Band {
    var tree: Tree {
        .fields([
            ("from", .written(from)),
            ("worth", .written(worth)),
        ])
    }
}
