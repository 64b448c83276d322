extension Terms {
    /// The same terms with severities, tiers and credit rows in the order of the form.
    var inFormOrder: Terms {
        var terms = self
        terms.severities.sort { $0.severity > $1.severity }
        terms.escalation.tiers.sort { $0.level < $1.level }
        terms.credits.rows.sort { Self.place($0) < Self.place($1) }
        return terms
    }

    private static func place(_ row: CreditSchedule.Row) -> Int {
        SheetPart.creditRows.firstIndex { $0.promise == row.promise && $0.severity == row.severity } ?? 0
    }
}
