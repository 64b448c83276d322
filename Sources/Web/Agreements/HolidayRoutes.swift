import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Operations

// Holidays of a version in force: typed, uploaded or read from an address, reviewed, and proposed.
extension DeskServer {
    func addHolidays(to router: Router<DeskContext>) {
        router.get("/agreements/:name/holidays") { request, context in
            try await permitted(.agreementAdjust, request) { person in
                try await holidaysPage(try context.parameters.require("name"), person)
            }
        }
        changing("/agreements/:name/holidays", on: router) { name, form, person, _ in
            try await proposing(name, form, person) {
                try await office.proposeHolidays(
                    name, try Self.typed(form["dates"]), from: "dates typed by \(person.name)",
                    by: person.asker.actor)
            }
        }
        router.post("/agreements/:name/holidays/file") { request, context in
            let name = try context.parameters.require("name")
            return try await permitted(.agreementAdjust, request) { person in
                let sent = try await FilesForm(request)
                guard person.isOwn(sent.fields) else { return foreignForm() }
                let file = sent.files.first
                return try await proposing(name, sent.fields, person) {
                    try await office.proposeHolidays(
                        name, file: file?.bytes ?? [], called: String((file?.name ?? "a file").prefix(100)),
                        by: person.asker.actor)
                }
            }
        }
        changing("/agreements/:name/holidays/feed", on: router) { name, form, person, _ in
            do {
                try await office.setHolidayFeed(name, address: form["address"], by: person.asker.person)
                return redirect(to: Page.holidays(name))
            } catch let refusal as Desk.Refusal {
                return try await holidaysPage(name, person, refused: (form, refusal))
            }
        }
        changing("/agreements/:name/holidays/feed/reading", on: router) { name, form, person, _ in
            do {
                let reading = try await office.readHolidayFeed(name, fetch, by: person.asker.actor)
                return readingPage(name, reading, person)
            } catch let refusal as Desk.Refusal {
                return try await holidaysPage(name, person, refused: (form, refusal))
            }
        }
        addReviews(to: router)
    }

    private func addReviews(to router: Router<DeskContext>) {
        router.get("/agreements/:name/holidays/:proposal") { request, context in
            try await permitted(.agreementAdjust, request) { person in
                try await reviewPage(try context.parameters.require("name"), Self.proposal(context), person)
            }
        }
        changing("/agreements/:name/holidays/:proposal/acceptance", on: router) {
            name, form, person, sent in
            let number = Self.proposal(sent.context)
            let dates = form.all.keys.filter { $0.hasPrefix("date-") && form[$0] == "yes" }
                .compactMap { LocalDate(String($0.dropFirst(5))) }
            do {
                try await confirmPassword(form, of: person, sent.request, sent.context)
                try await office.acceptHolidays(
                    name, HolidayAcceptance(proposal: number, dates: dates, side: .provider),
                    by: person.asker.actor)
                return redirect(to: Page.agreement(name) + "#changes")
            } catch let refusal as Desk.Refusal {
                return try await reviewPage(name, number, person, refused: (form, refusal))
            }
        }
    }

    private static func proposal(_ context: DeskContext) -> Int {
        context.parameters.get("proposal").flatMap(Int.init) ?? 0
    }

    private func proposing(
        _ name: String, _ form: Fields, _ person: SignedIn, _ act: () async throws -> Int
    ) async throws -> Response {
        do {
            return redirect(to: Page.holidays(name, try await act()))
        } catch let refusal as Desk.Refusal {
            return try await holidaysPage(name, person, refused: (form, refusal))
        }
    }

    /// A line a date: "2027-06-08 Company day".
    private static func typed(_ text: String) throws(Desk.Refusal) -> [Holiday] {
        var holidays: [Holiday] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard let first = words.first else { continue }
            guard let date = LocalDate(first) else { throw .badHoliday(String(line)) }
            let name = words.count > 1 ? String(words[1].prefix(200)) : "Holiday"
            holidays.append(Holiday(date: date, name: name))
        }
        return holidays
    }
}

extension Desk.Refusal {
    fileprivate static func badHoliday(_ line: String) -> Desk.Refusal {
        Desk.Refusal(
            "bad-holiday", clause: .supportHours, field: "dates",
            "\"\(line.prefix(80))\" does not begin with a date.",
            remedy: "Write a line for each, like 2027-06-08 Company day.")
    }
}
