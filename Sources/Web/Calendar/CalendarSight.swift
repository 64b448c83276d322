import BusinessTime
import Desk
import Operations
import Storage

/// The week of each group, as the page of who is on shows it.
struct CalendarSight {
    let words: DeskWords
    let monday: LocalDate
    let person: SignedIn
    let canManage: Bool

    init(_ words: DeskWords, asked: LocalDate?, person: SignedIn, canManage: Bool) {
        self.words = words
        self.person = person
        self.canManage = canManage
        let day = asked ?? words.rules.local(words.now).date
        monday = day.adding(days: -(Weekday.allCases.firstIndex(of: day.weekday) ?? 0))
    }

    private var days: [LocalDate] { (0..<7).map { monday.adding(days: $0) } }

    func view(_ office: Office, _ reader: Storage.Reader) throws -> CalendarView {
        let span = Span(from: words.day(monday).from, to: words.day(monday.adding(days: 6)).to)
        let on = Set(try office.whoIsOn(at: words.now, in: reader).map(\.rawValue))
        let groups = try office.coverage(in: span, reader).map { group($0, on) }
        let names = try reader.names(of: on.sorted())
        return CalendarView(
            week: "\(words.day(named: monday)) to \(words.day(named: monday.adding(days: 6))), \(words.zone)",
            before: address(-7), after: address(7),
            on: on.sorted().compactMap { names[$0] }.sorted().joined(separator: ", "),
            days: days.map { "\(words.weekday($0)) \($0.day)" }, groups: groups,
            own: Page.hours(of: person.asker.person.rawValue))
    }

    private func address(_ days: Int) -> String { "\(Page.calendar)?week=\(monday.adding(days: days))" }

    private func group(_ coverage: GroupCoverage, _ on: Set<Int64>) -> CalendarView.Group {
        CalendarView.Group(
            name: coverage.group,
            members: coverage.members.map { member in
                let mayOpen = canManage || member.person == person.asker.person.rawValue
                return CalendarView.Row(
                    name: member.name, href: mayOpen ? Page.hours(of: member.person) : nil,
                    isOn: on.contains(member.person), isSaid: member.isSaid,
                    cells: cells(member.on))
            },
            promised: cells(coverage.promised),
            gaps: coverage.gaps.map { gap in
                "Nobody \(told(gap.span)) (\(gap.agreements.joined(separator: ", ")))"
            })
    }

    private func cells(_ spans: SpanSet) -> [(day: String, words: String)] {
        days.map { day in
            let parts = spans.clipped(to: words.day(day)).spans
            return (
                day: words.weekday(day),
                words: parts.isEmpty ? "-" : parts.map { hours($0, of: day) }.joined(separator: ", ")
            )
        }
    }

    private func hours(_ span: Span, of day: LocalDate) -> String {
        let end = span.to == words.day(day).to ? "24:00" : words.clock(words.rules.local(span.to).time)
        return "\(words.clock(words.rules.local(span.from).time))–\(end)"
    }

    private func told(_ span: Span) -> String {
        let (from, to) = (words.rules.local(span.from), words.rules.local(span.to))
        let end =
            to.date == from.date ? words.clock(to.time) : "\(words.weekday(to.date)) \(words.clock(to.time))"
        return "\(words.weekday(from.date)) \(words.clock(from.time)) to \(end)"
    }
}
