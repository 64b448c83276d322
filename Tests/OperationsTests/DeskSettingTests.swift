import Operations
import Testing

@Suite("Settings of the desk: what no agreement says")
struct DeskSettingTests {
    @Test(
        "kept as it was said, and shown; empty is what the program does by itself",
        arguments: [
            (.retentionMonths, "18", "18"), (.retentionMonths, " 120 ", "120"),
            (.secretsGo, "Ask  us for\na vault.", "Ask us for a vault."),
        ] as [(DeskSetting, String, String)])
    func kept(setting: DeskSetting, typed: String, shown: String) async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let before = try await trial.office.value(of: setting)
        try await trial.office.set(setting, to: typed)
        #expect(try await trial.office.value(of: setting) == shown)
        try await trial.office.set(setting, to: "")
        #expect(try await trial.office.value(of: setting) == before)
    }

    @Test(
        "what can't be followed is refused with what can",
        arguments: [
            (.retentionMonths, "0"), (.retentionMonths, "121"), (.retentionMonths, "a year"),
            (.secretsGo, String(repeating: "long ", count: 80)),
        ] as [(DeskSetting, String)])
    func refused(setting: DeskSetting, typed: String) async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let before = try await trial.office.value(of: setting)
        await #expect(throws: DeskSetting.Refused.self) { try await trial.office.set(setting, to: typed) }
        #expect(try await trial.office.value(of: setting) == before)
    }
}
