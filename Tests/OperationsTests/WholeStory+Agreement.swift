import Agreements
import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

// How the agreement comes about, is adjusted, and is amended.
extension WholeStory {
    private static let yaml = DemoAgreement.yaml
        .replacing("effective: 2026-01-01", with: "effective: 2026-09-01")

    /// Drafted from blanks, mended until nothing is wrong with it, offered.
    func drafted() async throws {
        let name = Self.agreement
        try await at("2026-08-24 10:00") { stage in
            try await stage.office.beginDraft(name, for: Self.acme, by: stage.mara.person)
            let blanks = await #expect(throws: AgreementProblems.self) {
                try await stage.office.offer(name, days: 14, by: stage.mara.actor)
            }
            #expect((blanks?.all.count ?? 0) > 5, "all blanks at once")
            let uncapped = Self.yaml.replacing("monthly_cap: 25 %", with: "monthly_cap: 0 %")
            try await stage.office.saveDraft(name, over: 1, yaml: uncapped, by: stage.mara.person)
            let problem = await #expect(throws: AgreementProblems.self) {
                try await stage.office.offer(name, days: 14, by: stage.mara.actor)
            }
            #expect(problem?.all.map(\.clause) == [.credits])
            #expect(problem?.all.allSatisfy { !$0.remedy.isEmpty } == true)
            try await stage.office.saveDraft(name, over: 2, yaml: Self.yaml, by: stage.mara.person)
            try await stage.office.offer(name, days: 14, by: stage.mara.actor)
        }
    }

    /// Carla signs behind her link with a mailed code, Mara countersigns; it waits for its effective date.
    func signed() async throws {
        try await at("2026-08-25 11:00") { try await $0.sign(Self.agreement, as: "Carla Reyes") }
        try await at("2026-08-25 12:00") { _ in try await countersign() }
        try await at("2026-08-26 10:00") { try await $0.receive("Too early", "Is anybody there?") }
        #expect(try await desk("Too early").terms == nil, "nothing is in force yet: no promise")
    }

    private func countersign() async throws {
        let digest = try await trial.database.read { reader in
            try office.agreementFile(Self.agreement, in: reader)?.agreement?.offering?.offer.digest
        }
        var order = Office.SigningOrder(
            name: "Mara Voss", code: "", hasConsented: true, digest: try #require(digest),
            network: "192.0.2.1", userAgent: "Firefox")
        order.hasPassword = true
        try await office.countersign(Self.agreement, order, by: stage.mara.person)
    }

    /// The desk opens an hour earlier; both parties agree, and what was received before keeps its hours.
    func adjusted() async throws {
        try await at("2026-09-11 17:00") { stage in
            guard let opens = LocalTime("08:00"), let closes = LocalTime("18:00"),
                let from = LocalDate("2026-09-14")
            else { throw Trial.Unreadable(moment: "08:00") }
            let span = [OpeningSpan(opens: opens, closes: closes)]
            let weekly = OpeningHours(days: [.mon: span, .tue: span, .wed: span, .thu: span, .fri: span])
            let order = Office.AdjustmentOrder(
                side: .provider, change: CalendarAmendment(from: from, weekly: weekly), isForRunning: false,
                reason: "Acme begins at eight")
            try await stage.office.proposeAdjustment(Self.agreement, order, by: stage.mara.actor)
            try await carlaAgrees()
        }
        try await at("2026-09-14 08:00") { try await $0.receive("Early bird", "The list is empty.") }
        #expect(try await deadline(.acknowledgment, of: "Early bird") == Trial.berlin("2026-09-14 10:00"))
        try await at("2026-09-14 09:00") { stage in
            try await stage.answer("Early bird", .resolve(.answer), "Choose all months.", by: stage.ana)
        }
    }

    /// A feed names two days; one is ticked and confirmed, the other is no holiday.
    func holidays() async throws {
        let feed = ["20260918", "20260921"].map { day in
            "BEGIN:VEVENT\r\nUID:\(day)@acme.example\r\nDTSTART;VALUE=DATE:\(day)\r\n"
                + "SUMMARY:Company day\r\nEND:VEVENT\r\n"
        }
        let calendar =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\n\(feed.joined())END:VCALENDAR\r\n"
        try await at("2026-09-15 10:00") { stage in
            try await stage.office.setHolidayFeed(
                Self.agreement, address: "https://acme.example/days.ics", by: stage.mara.person)
            #expect(try await stage.office.readHolidayFeeds { _ in .success(Array(calendar.utf8)) } == 1)
            let day = LocalDate("2026-09-18").map { [$0] } ?? []
            try await stage.office.acceptHolidays(
                Self.agreement, HolidayAcceptance(proposal: 1, dates: day, side: .provider),
                by: stage.mara.actor)
            try await carlaAgrees()
        }
    }

    func overTheHoliday() async throws {
        // Half an hour is left on Thursday; Friday is closed now.
        try await at("2026-09-17 17:30") { try await $0.receive("Over the holiday", "The sum is wrong.") }
        #expect(
            try await deadline(.acknowledgment, of: "Over the holiday") == Trial.berlin("2026-09-21 09:30"))
        try await at("2026-09-21 09:00") { stage in
            try await stage.answer("Over the holiday", .resolve(.answer), "It is net of tax.", by: stage.ana)
        }
    }

    /// The second version has another fee. What was received before it keeps the first for life.
    func amended() async throws {
        let name = Self.agreement
        try await at("2026-09-22 09:00") { try await $0.receive("Running", "The print is cut off.") }
        try await at("2026-09-22 09:30") { stage in
            try await stage.answer("Running", .acknowledge, "I look.", by: stage.ana)
            try await stage.office.beginDraft(name, for: Self.acme, by: stage.mara.person)
            let dearer = Self.yaml.replacing("monthly_fee: 1200.00 EUR", with: "monthly_fee: 1500.00 EUR")
                .replacing("effective: 2026-09-01", with: "effective: 2026-10-01")
            try await stage.office.saveDraft(name, over: 1, yaml: dearer, by: stage.mara.person)
            try await stage.office.offer(name, days: 14, by: stage.mara.actor)
        }
        try await at("2026-09-22 11:00") { try await $0.sign(name, as: "Carla Reyes") }
        try await at("2026-09-22 12:00") { _ in try await countersign() }
        try await at("2026-10-01 10:00") { try await $0.receive("Newer", "The logo is old.") }
        let (running, newer) = (try await desk("Running"), try await desk("Newer"))
        #expect(running.terms?.version.number == 1)
        #expect(newer.terms?.version.number == 2)
        try await at("2026-10-01 10:30") { stage in
            try await stage.answer("Newer", .resolve(.fix), "It is replaced.", by: stage.ben)
        }
    }
}
