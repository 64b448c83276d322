import BusinessTime
import Testing

@Suite("Why the desk is closed, and until when")
struct ClosedSpellTests {
    private func spell(_ wall: Wall, _ time: String) -> (until: String, reasons: [TimeAccount.Reason])? {
        wall.calendar.closedSpell(at: wall.at(time)).map { (wall.text($0.until), $0.reasons) }
    }

    @Test("while it is open there is none; at the closing there is, until the next opening")
    func edges() throws {
        let acme = try Wall()
        #expect(spell(acme, "2026-11-23 09:00") == nil)
        #expect(spell(acme, "2026-11-23 17:59") == nil)
        let night = try #require(spell(acme, "2026-11-23 18:00"))
        #expect(night.until == "2026-11-24 09:00" && night.reasons == [.closed])
        let early = try #require(spell(acme, "2026-11-24 08:59"))
        #expect(early.until == "2026-11-24 09:00" && early.reasons == [.closed])
    }

    @Test("a weekend is outside the hours until Monday")
    func weekend() throws {
        let spell = try #require(spell(try Wall(), "2026-11-28 12:00"))
        #expect(spell.until == "2026-11-30 09:00" && spell.reasons == [.closed])
    }

    @Test("a holiday is named, on its day and the evening before; so is a date that is closed by itself")
    func holiday() throws {
        let acme = try Wall(holidays: ["2026-12-25"], special: ["2026-12-28": []])
        let christmas = TimeAccount.Reason.holiday(
            Holiday(date: day("2026-12-25"), name: "holiday of 2026-12-25"))
        let onIt = try #require(spell(acme, "2026-12-25 10:00"))
        #expect(onIt.until == "2026-12-29 09:00")
        #expect(onIt.reasons == [christmas, .closed, .specialClosing])
        let before = try #require(spell(acme, "2026-12-24 20:00"))
        #expect(before.until == "2026-12-29 09:00")
        #expect(before.reasons == [.closed, christmas, .specialClosing])
    }

    @Test("a calendar that never opens is closed without an end")
    func never() throws {
        let spell = try #require(spell(try Wall(.never), "2026-11-23 12:00"))
        #expect(spell.until == "never" && spell.reasons == [.closed])
    }
}
