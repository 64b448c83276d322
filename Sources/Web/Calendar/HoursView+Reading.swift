import BusinessTime
import Markup
import Operations
import Storage

extension HoursView {
    init(
        _ person: StoredPerson, _ words: DeskWords, _ office: Office, csrf: String, _ reader: Storage.Reader
    ) throws {
        let id = person.id
        let said = try reader.week(of: id).flatMap { WorkingWeek($0) }
        let week = try said ?? office.standardWeek(reader)
        let standing =
            said == nil
            ? "Nothing is said: the support hours of the first agreement count." : "Said by these hours."
        func target(_ noun: String, _ hidden: [HiddenField] = []) -> FormTarget {
            FormTarget(action: Page.hoursAct(noun, of: id), csrf: csrf, hidden: hidden)
        }
        let hours = ActForm(
            id: "hours", title: "Weekly hours", target: target("hours"),
            effect: "They decide who is given tickets and who is there for chat.",
            fields: Weekday.allCases.map { day in
                FormField(
                    scope: "hours", name: day.rawValue, label: day.name, kind: .line,
                    value: (week?.hours[day] ?? []).map(WorkingWeek.words).joined(separator: ", "))
            } + [
                FormField(
                    scope: "hours", name: "zone", label: "Time zone", kind: .line,
                    value: week.map { "\($0.zone)" } ?? words.zone,
                    hint: "For example Europe/Berlin.", isRequired: true)
            ], submit: "Save hours", isOpen: true)
        let absence = ActForm(
            id: "absences", title: "Add an absence", target: target("absences"),
            effect: "Whole days, both within. Why is nobody's business here.",
            fields: [
                FormField(
                    scope: "absences", name: "first", label: "First day", kind: .date, isRequired: true),
                FormField(scope: "absences", name: "last", label: "Last day", kind: .date, isRequired: true),
            ], submit: "Add absence")
        let today = words.rules.local(words.now).date
        let absences = try reader.absences(of: id, from: "\(today)").map { absence in
            (
                days: "\(absence.first) to \(absence.last)",
                removal: target(
                    "absence-removals", [HiddenField(name: "absence", value: "\(absence.id)")])
            )
        }
        self.init(
            name: person.name, standing: standing, hours: hours, absence: absence, absences: absences)
    }
}
