import BusinessTime
import Markup
import Operations
import Reports
import Storage

/// What the page of mailed reports shows.
struct ScheduleSight {
    let office: Office
    let csrf: String
    let words: DeskWords
    let form: ScheduleForm

    init(of reader: Storage.Reader, _ office: Office, csrf: String, now: Instant) throws {
        self.office = office
        self.csrf = csrf
        words = try DeskWords(of: reader, office, now: now)
        let credits = try office.creditCurrencies(reader).map { Report.credits($0) }
        form = ScheduleForm(
            reports: Report.catalogue + credits, names: try ReportNames(of: reader, office))
    }

    func view(asked: Fields?, _ reader: Storage.Reader) throws -> SchedulesView {
        let schedules = try reader.schedules()
        var add = ActForm(
            id: "add", title: "Mail a report", target: target(Page.schedules),
            effect:
                "It goes out as a PDF with the plot and the table, once for each week or month that is over, "
                + "also for those that end while the desk is stopped.",
            fields: form.fields("add") { name in
                if let asked, asked.has(name) { return asked[name] }
                switch name {
                case "every": return "month"
                case "hour": return "7"
                case "zone": return words.zone
                default: return ""
                }
            }, submit: "Mail it")
        add.isOpen = asked != nil || schedules.isEmpty
        return SchedulesView(
            rows: try schedules.map { try row($0, reader) }, add: add,
            changes: try schedules.map { try change($0, reader) })
    }

    private func target(_ action: String) -> FormTarget { FormTarget(action: action, csrf: csrf) }

    private func row(_ schedule: StoredSchedule, _ reader: Storage.Reader) throws -> SchedulesView.Row {
        let report = Report.named(schedule.report)
        let people = try reader.recipients(ofSchedule: schedule.id)
        let names = try reader.names(of: people)
        let told = try people.map { id -> String in
            let left = try reader.left(MailList.report(schedule.id).word, person: id) != nil
            return (names[id] ?? "Person \(id)") + (left ? " (wants it no more)" : "")
        }
        let last = try reader.lastSending(ofSchedule: schedule.id)
        func act(_ noun: String) -> FormTarget { target(Page.schedule(schedule.id, noun)) }
        return SchedulesView.Row(
            id: schedule.id, report: report?.title ?? schedule.report, question: question(schedule, report),
            people: told.joined(separator: ", "),
            when: "\(schedule.rhythm?.words ?? schedule.every), \(schedule.zone)",
            next: schedule.isPaused ? nil : words.moment(schedule.due),
            last: last.map { "\($0.period), to \($0.copies)" } ?? "Never",
            send: act("sending"), pause: schedule.isPaused ? act("resumption") : act("pause"),
            removal: act("removal"))
    }

    private func question(_ schedule: StoredSchedule, _ report: Report?) -> String {
        let split = report.flatMap { ReportQuery.Split(schedule.split, of: $0) }
        let parts =
            [split.map { "by \($0.words.lowercased())" } ?? "one sum"]
            + schedule.only.sorted { $0.key.rawValue < $1.key.rawValue }.map {
                "\($0.key.words.lowercased()) \(form.names.words($0.value, of: $0.key))"
            }
        return parts.joined(separator: ", ")
    }

    private func change(_ schedule: StoredSchedule, _ reader: Storage.Reader) throws -> ActForm {
        let addresses = try reader.recipients(ofSchedule: schedule.id).compactMap {
            try reader.person($0)?.address
        }
        let report = Report.named(schedule.report)
        let id = "change-\(schedule.id)"
        return ActForm(
            id: id, title: "Change \(report?.title ?? schedule.report)",
            target: target(Page.schedule(schedule.id, "settings")),
            effect: "The next one goes out as it says here.",
            fields: form.fields(id) { name in
                switch name {
                case "report": schedule.report
                case "split": schedule.split.isEmpty ? "none" : schedule.split
                case "organisation": schedule.organisation.map { "\($0)" } ?? ""
                case "severity": schedule.only[.severity] ?? ""
                case "category": schedule.only[.category] ?? ""
                case "every": schedule.every
                case "hour": "\(schedule.hour)"
                case "zone": schedule.zone
                default: addresses.joined(separator: "\n")
                }
            }, submit: "Save")
    }
}
