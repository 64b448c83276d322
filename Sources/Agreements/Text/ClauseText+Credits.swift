import BusinessTime

extension ClauseText {
    static func credits(_ terms: Terms) -> ClauseText {
        let credits = terms.credits
        guard !credits.rows.isEmpty else {
            return ClauseText(.credits, "Service credits", [.plain("No service credits are agreed.")])
        }
        return ClauseText(
            .credits, "Service credits",
            [
                .plain(
                    """
                    If a promise of clause A is broken, the customer is due a credit. It depends on the \
                    severity at the end of the promised time, and on the business time from then until the \
                    promise is fulfilled, without time that stood still or is excluded. Each line says what \
                    the breach is worth in all.
                    """),
                .table(schedule(credits)),
                .plain(
                    """
                    \(perTicket(credits.perTicket)) The credits of a month are at most \
                    \(credits.monthlyCapPercent) % of that month's fee, and those of a year at most \
                    \(credits.yearlyCapPercent) % of twelve monthly fees. The amount of each line is \
                    rounded once, to the nearest \(Money(1, terms.currency)), half upwards.
                    """),
                .plain(claiming(credits)),
            ])
    }

    private static func schedule(_ credits: CreditSchedule) -> Table {
        Table(
            head: ["Promise", "Severity", "From this much past the time", "Worth in all"],
            rows: credits.rows.flatMap { row in
                row.bands.map {
                    [
                        Wording.promise(row.promise), row.severity.rawValue,
                        $0.from == 0 ? "the end of the time" : $0.from.written, Wording.worth($0.worth),
                    ]
                }
            })
    }

    private static func perTicket(_ rule: CreditSchedule.PerTicket) -> String {
        switch rule {
        case .both: "If both promises of an inquiry are broken, both credits are due."
        case .highest: "If both promises of an inquiry are broken, the higher credit is due."
        }
    }

    private static func claiming(_ credits: CreditSchedule) -> String {
        let expiry = Months(number: credits.expiryMonths).written
        let window = CalendarDays(number: credits.claimWindowDays).written
        let begin =
            switch credits.claiming {
            case .automatic:
                "Credits need no claim. The customer may object within \(window) of the statement."
            case .claimed:
                "The customer claims a credit within \(window) of the end of the month of the breach."
            }
        return """
            \(begin) A credit is set off against later fees and expires after \(expiry). When the agreement \
            has ended, what is left is paid out within 30 days.
            """
    }
}
