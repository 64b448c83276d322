import Agreements
import BusinessTime
import Desk
import Storage

extension DeskWords {
    /// By which a form says in which zone it asked for times.
    static let zoneField = "times-in"

    /// Reads a time of a form. What its writer saw counts: a form that named another zone than these words,
    /// because the reader has chosen a new one since, is read in its own.
    func instant(
        of field: String, in form: Fields, clause: Clause = .exclusions
    ) throws(Desk.Refusal) -> Instant {
        try asShown(by: form).instant(form[field], field, clause: clause)
    }

    /// The zone that a form showed; nil where it says none that the machine knows.
    static func zone(shownBy form: Fields) -> String? {
        rules(shownBy: form) == nil ? nil : form[zoneField]
    }

    private static func rules(shownBy form: Fields) -> ZoneRules? {
        TimeZoneName(form[zoneField]).flatMap { try? ZoneFiles().rules(of: $0) }
    }

    private func asShown(by form: Fields) throws(Desk.Refusal) -> DeskWords {
        let shown = form[Self.zoneField]
        // Programs name none.
        guard form.has(Self.zoneField), shown != zone else { return self }
        guard let rules = Self.rules(shownBy: form) else {
            throw Desk.Refusal(
                "bad-zone", field: Self.zoneField,
                "The form says that its times are in \"\(shown.prefix(64))\", which is no time zone here.",
                remedy: "Nothing was done. Look at the times again: they are now in \(zone).")
        }
        return DeskWords(rules: rules, zone: shown, now: now)
    }

    /// Reads "2026-11-24 09:30" in the zone of these words, the reader's or for a program the agreement's;
    /// and "2026-11-24T08:30:00Z", or with an offset.
    func instant(
        _ text: String, _ field: String, clause: Clause = .exclusions
    ) throws(Desk.Refusal) -> Instant {
        guard let instant = absolute(text) ?? local(text), instant.isInRange else {
            throw Desk.Refusal(
                "bad-time", clause: clause, field: field, "\"\(text.prefix(64))\" is no date and time.",
                remedy: "Write it as 2026-11-24 09:30, in \(zone), or as 2026-11-24T08:30:00Z.")
        }
        return instant
    }

    private func local(_ text: String) -> Instant? {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 2, let date = LocalDate(parts[0]), let time = LocalTime(parts[1]) else {
            return nil
        }
        return rules.instant(of: date, time)
    }

    private func absolute(_ text: String) -> Instant? {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let date = LocalDate(parts[0]), let epoch = LocalDate("1970-01-01"),
            let sign = parts[1].firstIndex(where: { "Z+-".contains($0) }),
            let time = LocalTime(String(parts[1][..<sign])), let offset = Self.offset(parts[1][sign...])
        else { return nil }
        return Instant(
            seconds: Int64(date.days(since: epoch)) * 86_400 + Int64(time.secondOfDay) - offset)
    }

    private static func offset(_ text: Substring) -> Int64? {
        if text == "Z" { return 0 }
        guard let time = LocalTime(String(text.dropFirst())) else { return nil }
        return Int64(time.secondOfDay) * (text.hasPrefix("-") ? -1 : 1)
    }
}
