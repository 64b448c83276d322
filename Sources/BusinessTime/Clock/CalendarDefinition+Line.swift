extension CalendarDefinition {
    /// A calendar's line of `duly clock`.
    init(_ line: ClockLine) throws(ClockRefusal) {
        let name = try line.string("zone")
        guard let zone = TimeZoneName(name) else {
            throw ClockRefusal("zone is not the name of a zone: write it like Europe/Berlin")
        }
        self.init(
            zone: zone, weekly: try line.weekly() ?? .never, holidays: try line.holidays() ?? .none,
            special: try line.special() ?? [:], amendments: try line.amendments())
    }
}

extension ClockLine {
    fileprivate func weekly() throws(ClockRefusal) -> OpeningHours? {
        guard let value = self["weekly"] else { return nil }
        guard case .object(let members) = value else {
            throw ClockRefusal("weekly must be an object of mon, tue, wed, thu, fri, sat, sun")
        }
        var hours = OpeningHours.never
        for member in members {
            guard let day = Weekday(rawValue: member.key) else {
                throw ClockRefusal("weekly has an unknown day: use mon, tue, wed, thu, fri, sat, sun")
            }
            hours[day] = try Self.spans(member.value, of: "weekly.\(day.rawValue)")
        }
        return hours
    }

    fileprivate func holidays() throws(ClockRefusal) -> Holidays? {
        guard let value = self["holidays"] else { return nil }
        let refusal = ClockRefusal("holidays must be a list of dates like \"2026-12-25\"")
        guard case .array(let list) = value else { throw refusal }
        var holidays: [Holiday] = []
        for entry in list {
            guard case .string(let text) = entry, let date = LocalDate(text) else { throw refusal }
            holidays.append(Holiday(date: date, name: text))
        }
        return Holidays(holidays)
    }

    fileprivate func special() throws(ClockRefusal) -> [LocalDate: [OpeningSpan]]? {
        guard let value = self["special"] else { return nil }
        let refusal = ClockRefusal("special must be an object of dates like \"2026-12-24\" with their hours")
        guard case .object(let members) = value else { throw refusal }
        var special: [LocalDate: [OpeningSpan]] = [:]
        for member in members {
            guard let date = LocalDate(member.key) else { throw refusal }
            special[date] = try Self.spans(member.value, of: "special.\(date)")
        }
        return special
    }

    fileprivate func amendments() throws(ClockRefusal) -> [CalendarAmendment] {
        guard let value = self["amendments"] else { return [] }
        let refusal = ClockRefusal(
            "amendments must be a list of objects, each with from, a date like \"2026-07-01\"")
        guard case .array(let list) = value else { throw refusal }
        var amendments: [CalendarAmendment] = []
        for entry in list {
            guard case .object(let members) = entry else { throw refusal }
            let line = ClockLine(members)
            guard case .string(let text) = line["from"], let from = LocalDate(text) else { throw refusal }
            amendments.append(
                CalendarAmendment(
                    from: from, weekly: try line.weekly(), holidays: try line.holidays(),
                    special: try line.special()))
        }
        return amendments
    }

    private static func spans(_ value: JSONValue, of field: String) throws(ClockRefusal) -> [OpeningSpan] {
        let refusal = ClockRefusal("\(field) must be a list of [\"09:00\", \"18:00\"]")
        guard case .array(let list) = value else { throw refusal }
        var spans: [OpeningSpan] = []
        for entry in list {
            guard case .array(let ends) = entry, ends.count == 2,
                case .string(let first) = ends[0], let opens = LocalTime(first),
                case .string(let second) = ends[1], let closes = LocalTime(second)
            else { throw refusal }
            spans.append(OpeningSpan(opens: opens, closes: closes))
        }
        return spans
    }
}
