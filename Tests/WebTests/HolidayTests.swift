import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Holidays of an agreement in force: clause D")
struct HolidayTests {
    private static func calendar(_ events: [(date: String, name: String)]) -> String {
        let lines = events.flatMap { event in
            [
                "BEGIN:VEVENT", "UID:day-\(event.date)@acme.example", "DTSTART;VALUE=DATE:\(event.date)",
                "SUMMARY:\(event.name)", "END:VEVENT",
            ]
        }
        return (["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN"] + lines + ["END:VCALENDAR", ""])
            .joined(separator: "\r\n")
    }

    private static let company = ("20261126", "Company day")
    private static let stock = ("20270609", "Stocktaking")

    private func file(_ trial: WebTrial) async throws -> Agreement? {
        try await trial.database.read { try trial.office.agreementFile("acme", in: $0)?.agreement }
    }

    private func subjects(_ trial: WebTrial, to address: String) async throws -> Int {
        try await trial.database.read { try $0.outbox().filter { $0.envelopeTo == address }.count }
    }

    @Test("Mara uploads a calendar, ticks one of two dates, Carla confirms, and that day is closed")
    func upload() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        let calendar = Self.calendar([Self.company, Self.stock, ("20261225", "Christmas Day")])
        let body = """
            --xyz\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n\(mara.csrf)\r\n--xyz\r
            Content-Disposition: form-data; name="file"; filename="days.ics"\r
            Content-Type: text/calendar\r\n\r\n\(calendar)\r\n--xyz--\r\n
            """
        var headers = mara.sending
        headers[.contentType] = "multipart/form-data; boundary=xyz"
        try await trial.run { [headers] client in
            let sent = try await client.execute(
                uri: "/agreements/acme/holidays/file", method: .post, headers: headers,
                body: ByteBuffer(string: body))
            #expect(sent.headers[.location] == "/agreements/acme/holidays/1", "\(sent.text)")
            let review = try await client.execute(
                uri: "/agreements/acme/holidays/1", method: .get, headers: mara.headers)
            #expect(review.text.contains("From days.ics."))
            #expect(review.text.contains("name=\"date-2026-11-26\""))
            #expect(review.text.contains("a holiday already"))
            #expect(!review.text.contains("name=\"date-2026-12-25\""))
            let accepted = try await client.execute(
                uri: "/agreements/acme/holidays/1/acceptance", method: .post, headers: mara.sending,
                body: mara.confirmed("date-2026-11-26=yes"))
            #expect(accepted.status == .seeOther, "\(accepted.text)")
            let word = try await AdjustingTests.word(trial)
            let confirmed = try await client.execute(
                uri: "/changes/\(word)/acceptance", method: .post,
                headers: [HTTPField.Name("Sec-Fetch-Site")!: "same-origin"],
                body: ByteBuffer(string: "consent=yes"))
            #expect(confirmed.text.contains("Both parties"), "\(confirmed.text)")
        }
        // Wednesday 17:50, an hour and 50 minutes left: Thursday is closed now.
        trial.clock.advance(by: 2 * 86_400 + 3600)
        let id = try await trial.carlaAsks()
        let due = try await trial.database.read { try $0.ticketRow(id)?.acknowledgeBy }
        #expect(due == WebTrial.start.advanced(by: 4 * 86_400 - 6 * 3600))
    }

    @Test("typed dates are reviewed; past ones, known ones and lines without a date are refused")
    func typed() async throws {
        let trial = try await WebTrial(withPassword: true)
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            for (dates, words) in [
                ("2026-12-25+Christmas", "All of these dates are past, or holidays already."),
                ("Christmas", "does not begin with a date"),
            ] {
                let refused = try await client.execute(
                    uri: "/agreements/acme/holidays", method: .post, headers: mara.sending,
                    body: mara.form("dates=\(dates)"))
                #expect(refused.status == .unprocessableContent)
                #expect(refused.text.contains(words))
            }
            let taken = try await client.execute(
                uri: "/agreements/acme/holidays", method: .post, headers: mara.sending,
                body: mara.form("dates=2027-06-08+Company+day%0A2027-06-09"))
            #expect(taken.status == .seeOther)
            // Put away: nobody is asked.
            let away = try await client.execute(
                uri: "/agreements/acme/holidays/1/acceptance", method: .post, headers: mara.sending,
                body: mara.confirmed("x=1"))
            #expect(away.status == .seeOther)
        }
        #expect(try await file(trial)?.adjustments.isEmpty == true)
    }

    @Test("a feed is read once a day; what is new is a proposal and a mail to the manager, once")
    func feed() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        let office = trial.office
        try await office.setHolidayFeed("acme", address: "https://cal.example/de.ics", by: mara.person)
        let known = try await trial.database.read { reader in
            let version = AgreementVersion(agreement: "acme", number: 1)
            return try office.shelf.terms(version, in: reader)?.terms.hours.calendar.holidays.all ?? []
        }
        let agreed = known.map { ("\($0.date)".replacing("-", with: ""), $0.name) }
        let read = { (events: [(date: String, name: String)]) in
            try await office.readHolidayFeeds { _ in .success(Array(Self.calendar(events).utf8)) }
        }
        #expect(try await read(agreed) == 1)
        #expect(try await file(trial)?.holidayProposals.isEmpty != false)
        #expect(try await read(agreed) == 0, "it was read just now")
        for day in 1...3 {
            trial.clock.advance(by: 86_400)
            #expect(try await read(agreed + [Self.stock]) == 1, "day \(day)")
            #expect(try await file(trial)?.holidayProposals.count == 1)
            #expect(try await subjects(trial, to: "mara@harbor.example") == 1)
        }
        #expect(try await file(trial)?.adjustments.isEmpty == true, "nothing changes by itself")
    }

    @Test("a feed that fails is asked again later and later, a day at most, and the page says why")
    func failing() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.office.setHolidayFeed("acme", address: "https://cal.example/de.ics", by: mara.person)
        for hours: Int64 in [1, 2, 4, 8, 16, 24, 24] {
            #expect(
                try await trial.office.readHolidayFeeds { _ in .failure(.init("no route to host")) } == 1)
            trial.clock.advance(by: hours * 3600 - 1)
            #expect(try await trial.office.readHolidayFeeds { _ in .success([]) } == 0)
            trial.clock.advance(by: 1)
        }
        try await trial.office.readHolidayFeeds { _ in .success(Array("<html>".utf8)) }
        // The session of the beginning is over by now.
        let again = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(
                uri: "/agreements/acme/holidays", method: .get, headers: again.headers)
            #expect(page.text.contains("The calendar was not taken"))
            let other = try await client.execute(
                uri: "/agreements/acme/holidays/feed", method: .post, headers: again.sending,
                body: again.form("address=file:///etc/passwd"))
            #expect(other.status == .unprocessableContent)
            let none = try await client.execute(
                uri: "/agreements/acme/holidays/feed", method: .post, headers: again.sending,
                body: again.form("address="))
            #expect(none.status == .seeOther)
        }
        trial.clock.advance(by: 7 * 86_400)
        #expect(try await trial.office.readHolidayFeeds { _ in .success([]) } == 0)
    }

    @Test("read now: what differs is shown and proposed once, never by itself; a failure says why")
    func onDemand() async throws {
        let trial = try await WebTrial()
        let mara = try await trial.session(of: "mara@harbor.example")
        let path = "/agreements/acme/holidays/feed/reading"
        let calendar = Self.calendar([Self.stock])
        trial.fetched.set(.success(Array(calendar.utf8)))
        try await trial.run { client in
            let none = try await client.execute(
                uri: path, method: .post, headers: mara.sending, body: mara.form("x=1"))
            #expect(none.status == .unprocessableContent && none.text.contains("No calendar"))
            try await trial.office.setHolidayFeed(
                "acme", address: "https://cal.example/de.ics", by: mara.person)
            let page = try await client.execute(uri: "/agreements/acme", method: .get, headers: mara.headers)
            #expect(page.text.contains("Read it now") && page.text.contains("Not read yet."))
            let read = try await client.execute(
                uri: path, method: .post, headers: mara.sending, body: mara.form("x=1"))
            #expect(read.status == .ok && read.text.contains("New: 2027-06-09 Stocktaking"), "\(read.text)")
            #expect(read.text.contains("No longer named: 2026-12-25"))
            #expect(read.text.contains("href=\"/agreements/acme/holidays/1\""))
            let soon = try await client.execute(
                uri: path, method: .post, headers: mara.sending, body: mara.form("x=1"))
            #expect(soon.status == .unprocessableContent && soon.text.contains("less than a minute ago"))
            trial.clock.advance(by: 60)
            let again = try await client.execute(
                uri: path, method: .post, headers: mara.sending, body: mara.form("x=1"))
            #expect(again.text.contains("href=\"/agreements/acme/holidays/1\""), "it waits already")
            trial.clock.advance(by: 60)
            trial.fetched.set(.failure(Office.FeedFailure("no route to host")))
            let failed = try await client.execute(
                uri: path, method: .post, headers: mara.sending, body: mara.form("x=1"))
            #expect(failed.status == .unprocessableContent && failed.text.contains("no route to host"))
            let hurried = try await client.execute(
                uri: path, method: .post, headers: mara.sending, body: mara.form("x=1"))
            #expect(hurried.text.contains("less than a minute ago"), "a failure is an asking too")
        }
        let agreement = try await file(trial)
        #expect(agreement?.holidayProposals.count == 1 && agreement?.adjustments.isEmpty == true)
        #expect(try await subjects(trial, to: "mara@harbor.example") == 0)
    }
}
