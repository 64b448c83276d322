import Agreements
import BusinessTime
import Desk
import DulyTesting
import Storage
import Testing

@testable import Operations

@Suite("Credits that are remembered are never stale ones")
struct ReckonedCreditsTests {
    /// The same as a program that has just started reckons it.
    private func check(_ trial: Trial, _ moment: String, _ what: Comment) async throws {
        try trial.set(moment)
        let now = trial.office.clock()
        let anew = Office(database: trial.database, shelf: AgreementShelf(), clock: { now })
        let (kept, fresh) = try await trial.database.read { reader in
            (
                try trial.office.books("acme", in: reader, now: now)?.books,
                try anew.books("acme", in: reader, now: now)?.books
            )
        }
        #expect(kept?.lines == fresh?.lines, what)
        #expect(kept?.reversed == fresh?.reversed, what)
        #expect(kept?.pending == fresh?.pending, what)
        #expect(kept?.ledger == fresh?.ledger, what)
    }

    @Test("as bands are entered, second by second around a deadline, and when the clock is set back")
    func bands() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        _ = try await trial.carlaAsks()
        let other = try await trial.carlaAsks("Another")
        try trial.set("2026-11-23 10:30")
        let ana = try await trial.asker("ana@harbor.example")
        try await trial.office.answer(.acknowledge, text: "I look.", on: other, by: ana)
        try trial.set("2026-11-23 12:01")
        try await Alarm(office: trial.office).ring()
        for moment in [
            "2026-11-23 12:01", "2026-11-23 12:01", "2026-11-23 17:59", "2026-11-24 09:30",
            "2026-11-24 12:00", "2026-11-26 12:00", "2026-11-27 10:00", "2026-11-27 18:00",
            "2026-12-07 10:00", "2026-11-24 12:00", "2027-01-04 10:00",
        ] {
            try await check(trial, moment, "at \(moment)")
        }
        let seconds = try Trial.berlin("2026-11-26 12:00")
        for offset in Int64(-2)...2 {
            trial.set(seconds.advanced(by: offset))
            let now = trial.office.clock()
            let anew = Office(database: trial.database, shelf: AgreementShelf(), clock: { now })
            let (kept, fresh) = try await trial.database.read { reader in
                (
                    try trial.office.books("acme", in: reader, now: now)?.books.lines,
                    try anew.books("acme", in: reader, now: now)?.books.lines
                )
            }
            #expect(kept == fresh, "\(offset) s around the deadline")
        }
    }

    @Test("after every act: an answer, an exclusion, a dispute and its answer, a decision about a line")
    func acts() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        let (ana, mara) = (
            try await trial.asker("ana@harbor.example"), try await trial.asker("mara@harbor.example")
        )
        try trial.set("2026-11-23 15:00")
        try await Alarm(office: trial.office).ring()
        try await check(trial, "2026-11-23 15:00", "broken")
        let span = Span(
            from: try Trial.berlin("2026-11-23 11:00"), to: try Trial.berlin("2026-11-23 14:59"))
        try await trial.office.act(
            .exclude(span, ground: "Third party", reason: "The carrier"), on: id, by: ana)
        try await check(trial, "2026-11-23 15:01", "proposed")
        try await trial.office.act(.approveExclusion(number: 1), on: id, by: mara)
        try await check(trial, "2026-11-23 15:02", "approved: the line is reversed")
        let turn = Office.Turn(on: id, by: ana, way: .page, at: trial.office.clock())
        try await trial.database.write {
            try trial.office.logDispute(.exclusion(number: 1), reason: "It was yours", turn, $0)
        }
        for moment in ["2026-11-23 15:03", "2026-11-25 10:00", "2026-11-27 10:00"] {
            try await check(trial, moment, "disputed: pending at \(moment)")
        }
        try trial.set("2026-12-02 10:00")
        try await Alarm(office: trial.office).ring()
        try await check(trial, "2026-12-02 10:00", "upheld by silence")
        let month = try #require(CalendarMonth("2026-11"))
        try await trial.office.decideCredits("acme", LedgerCommand(.issue(month), by: mara.actor))
        try await check(trial, "2026-12-02 10:00", "issued")
        try await trial.office.decideCredits(
            "acme", LedgerCommand(.settle(month, reference: "Invoice 1"), by: mara.actor))
        try await check(trial, "2026-12-02 10:00", "settled")
    }

    @Test(
        "what is written down is what a desk that has just started reckons, and is left aside when it moved")
    func written() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let tickets = [try await trial.carlaAsks(), try await trial.carlaAsks("Another")]
        try trial.set("2026-11-24 10:00")
        #expect(try await trial.office.keepReckonings() == 0, "their breaches go on")
        try trial.set("2027-01-04 10:00")
        try await Alarm(office: trial.office).ring()
        #expect(try await trial.office.keepReckonings() == 2)
        #expect(try await trial.office.keepReckonings() == 0, "each once")
        try await check(trial, "2027-01-04 10:01", "from what was written")
        try await check(trial, "2026-11-26 12:00", "a clock that is set back")
        try trial.set("2027-01-04 10:02")
        let mara = try await trial.asker("mara@harbor.example")
        try await trial.office.act(.markNotInquiry(reason: "Spam"), on: tickets[0], by: mara)
        try await check(trial, "2027-01-04 10:03", "one of them moved")
    }

    @Test("of very many nobody waits: they are reckoned beside, and are then what the facts say")
    func ahead() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        _ = (try await trial.carlaAsks(), try await trial.carlaAsks("Another"))
        try trial.set("2026-11-26 10:00")
        try await Alarm(office: trial.office).ring()
        let now = trial.office.clock()
        let started = Office(database: trial.database, shelf: AgreementShelf(), clock: { now })
        func atHand(_ limit: Int) async throws -> Books? {
            try await trial.database.read { reader in
                switch try started.booksAtHand("acme", in: reader, now: now, atMost: limit) {
                case .books(let file): file.books
                case .reckoning, .none: nil
                }
            }
        }
        #expect(try await atHand(1) == nil, "two tickets are broken")
        let few = try await atHand(2)
        #expect(few?.lines.isEmpty == false)
        let again = Office(database: trial.database, shelf: AgreementShelf(), clock: { now })
        try await again.keepReckonings()
        let kept = try await trial.database.read { reader -> Books? in
            guard case .books(let file) = try again.booksAtHand("acme", in: reader, now: now, atMost: 1)
            else { return nil }
            return file.books
        }
        #expect(kept?.lines == few?.lines && kept?.lines.isEmpty == false)
        #expect(kept?.reversed == few?.reversed && kept?.pending == few?.pending)
    }

    @Test("rebuilding finds lines that are not what the facts say, and mends them")
    func rebuilt() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        try trial.set("2027-01-04 10:00")
        try await Alarm(office: trial.office).ring()
        try await trial.office.keepReckonings()
        #expect(try await trial.office.reindex().creditsChanged == 0)
        let mark = try #require(
            try await trial.database.read {
                try trial.office.mark(of: "acme", in: $0, now: trial.office.clock())?.words
            })
        let sound = try await trial.database.read { try $0.reckonings(of: "acme", mark: mark) }
        #expect(sound.map(\.ticket) == [id.rawValue])
        let spoilt = StoredReckoning(
            ticket: id.rawValue, head: sound[0].head, since: sound[0].since, lines: [])
        try await trial.database.write { try $0.put(spoilt, of: "acme", mark: mark) }
        #expect(try await trial.office.reindex().creditsChanged == 1)
        let mended = try await trial.database.read { try $0.reckonings(of: "acme", mark: mark) }
        #expect(mended.map(\.lines) == sound.map(\.lines))
    }

    @Test("lines are read as they were written, and bytes that are not whole are not read")
    func form() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        try trial.set("2027-01-04 10:00")
        try await Alarm(office: trial.office).ring()
        let now = trial.office.clock()
        let lines = try #require(
            try await trial.database.read { try trial.office.books("acme", in: $0, now: now) }?.books.lines)
        #expect(lines.count > 2, "several bands")
        let reckoning = ReckonedCredits.Reckoning(
            hash: [], from: now, until: .latest, credits: TicketCredits(lines: lines))
        let bytes = try #require(ReckonedForm.encode(reckoning, of: "acme"))
        #expect(ReckonedForm.decode(bytes, ticket: id, agreement: "acme") == lines)
        #expect(ReckonedForm.encode(reckoning, of: "globex") == nil)
        for length in 1..<bytes.count {
            let found = ReckonedForm.decode(Array(bytes.prefix(length)), ticket: id, agreement: "acme")
            #expect(found != lines)
        }
    }

    @Test("numbers of any size come back", arguments: [0, 1, -1, 63, 64, -64, -65, Int64.max, .min])
    func numbers(_ number: Int64) {
        var writer = NumberWriter()
        writer.add(number, number)
        var reader = NumberReader(writer.bytes)
        #expect(reader.next() == number && reader.next() == number)
        #expect(reader.isAtEnd && reader.next() == nil)
    }

    @Test("what a transaction undid is not remembered")
    func undone() async throws {
        struct Undone: Error {}
        let trial = try await Trial(at: "2026-11-23 10:00")
        let id = try await trial.carlaAsks()
        try trial.set("2026-11-23 15:00")
        try await Alarm(office: trial.office).ring()
        let (office, now) = (trial.office, trial.office.clock())
        try await check(trial, "2026-11-23 15:00", "broken")
        await #expect(throws: Undone.self) {
            try await trial.database.write { writer in
                let desk = try office.dossier(id, in: writer)
                let command = Command(.markNotInquiry(reason: "Spam"), by: .agent(Person.ID(1)), way: .page)
                try office.append(command, to: desk, id: id, now: now, writer)
                #expect(try office.books("acme", in: writer, now: now)?.books.lines.isEmpty == true)
                throw Undone()
            }
        }
        try await check(trial, "2026-11-23 15:01", "undone")
    }
}
