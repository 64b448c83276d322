import BusinessTime

extension CreditSchedule {
    init(_ section: Section) {
        self.init(
            rows: section.list("rows", Row.init),
            monthlyCapPercent: section.value("monthly_cap", or: Percent(number: 100)).number,
            yearlyCapPercent: section.value("yearly_cap", or: Percent(number: 100)).number,
            perTicket: section.value("per_ticket", or: .both),
            claiming: section.value("claiming", or: .automatic),
            claimWindowDays: section.value("claim_window", or: CalendarDays(number: 30)).number,
            expiryMonths: section.value("expiry", or: Months(number: 12)).number)
    }
}

extension CreditSchedule.Row {
    init(_ section: Section) {
        self.init(
            promise: section.value("promise", or: .acknowledgment),
            severity: section.value("severity", or: .normal),
            bands: section.list("bands") {
                CreditSchedule.Band(
                    from: $0.value("from", or: 0), worth: $0.value("worth", or: .basisPoints(0)))
            })
    }
}
