import BusinessTime
import Operations
import Storage
import Testing

@Suite("The hourly checkpoint")
struct HourlyTests {
    @Test("one an hour, the first at once, also after the clock was set back")
    func hourly() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        _ = try await trial.carlaAsks()
        #expect(try await trial.office.sealWhenDue() == 3600)
        try trial.set("2026-11-23 10:20")
        #expect(try await trial.office.sealWhenDue() == 2400)
        #expect(try await trial.database.read { try $0.lastCheckpoint()?.number } == 1)
        try trial.set("2026-11-23 11:00")
        #expect(try await trial.office.sealWhenDue() == 3600)
        #expect(try await trial.database.read { try $0.lastCheckpoint()?.number } == 2)
        try trial.set("2026-11-23 08:00")
        #expect(try await trial.office.sealWhenDue() == 3600)
        #expect(try await trial.database.read { try $0.lastCheckpoint()?.number } == 3)
        let report = try trial.database.readBlocking { try $0.verifyAudit() }
        #expect(report.isSound)
    }
}
