import BusinessTime
import Yams

extension HoursTerms {
    init(_ section: Section) {
        self.init(
            calendar: CalendarDefinition(
                zone: section.value("zone", or: .utc),
                weekly: section.openingHours("weekly"),
                holidays: section.holidays("holidays"),
                special: section.specialHours("special"),
                amendments: section.list("amendments", CalendarAmendment.init)),
            earliestOpening: section.value("earliest_opening", or: .midnight),
            latestClosing: section.value("latest_closing", or: .endOfDay))
    }
}

extension CalendarAmendment {
    /// An amendment replaces the keys it names and leaves the others as they are.
    init(_ section: Section) {
        func isNamed(_ key: String) -> Bool { section.node(ifPresent: key) != nil }
        self.init(
            from: section.value("from", or: Terms.someDate),
            weekly: isNamed("weekly") ? section.openingHours("weekly") : nil,
            holidays: isNamed("holidays") ? section.holidays("holidays") : nil,
            special: isNamed("special") ? section.specialHours("special") : nil)
    }
}

extension Section {
    func openingHours(_ key: String) -> OpeningHours {
        OpeningHours(days: table(key) { [reading] in reading.hours($0, at: $1) })
    }

    func specialHours(_ key: String) -> [LocalDate: [OpeningSpan]] {
        table(key) { [reading] in reading.hours($0, at: $1) }
    }

    func holidays(_ key: String) -> Holidays {
        let names: [LocalDate: String] = table(key) { [reading] in reading.text($0, at: $1) }
        return Holidays(names.map { Holiday(date: $0.key, name: $0.value) })
    }
}

extension Reading {
    func hours(_ node: Node, at path: String) -> [OpeningSpan]? {
        value(node, at: path, form: DayHours.form, DayHours.init(written:))?.spans
    }
}
