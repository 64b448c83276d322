import Agreements
import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

// September: promises that are kept and broken, waiting, and an exclusion that is disputed.
extension WholeStory {
    func keptAndBroken() async throws {
        try await at("2026-09-01 10:00") { try await $0.receive("Signing in", "It asks for a code twice.") }
        try await at("2026-09-01 10:30") { stage in
            try await stage.answer("Signing in", .acknowledge, "I look at it.", by: stage.ana)
        }
        try await at("2026-09-02 10:00") { stage in
            try await stage.answer("Signing in", .resolve(.fix), "It is mended.", by: stage.ana)
            try await stage.receive("Export", "It stops at 40 %.")
        }
        #expect(try await isKept(.acknowledgment, of: "Signing in"))
        #expect(try await isKept(.resolution, of: "Signing in"))
        try await at("2026-09-02 15:00") { stage in
            try await stage.answer("Export", .acknowledge, "Sorry for the wait.", by: stage.ana)
        }
        // From the deadline at 12:00, three business days.
        #expect(try await deadline(.resolution, of: "Export") == Trial.berlin("2026-09-07 12:00"))
        try await at("2026-09-08 10:00") { stage in
            try await stage.answer("Export", .resolve(.fix), "It goes to the end now.", by: stage.ana)
        }
        #expect(try await isBroken(.acknowledgment, of: "Export"))
        #expect(try await isBroken(.resolution, of: "Export"))
    }

    /// Nine business hours until the customer answers move the deadline by as much.
    func waiting() async throws {
        try await at("2026-09-08 10:05") { try await $0.receive("Import", "It fails.") }
        try await at("2026-09-08 10:35") { stage in
            try await stage.answer("Import", .acknowledge, "I look at it.", by: stage.ana)
        }
        #expect(try await deadline(.resolution, of: "Import") == Trial.berlin("2026-09-11 10:35"))
        try await at("2026-09-08 11:00") { stage in
            let asked = Answer.requestInformation(missing: ["The file"])
            try await stage.answer("Import", asked, "Please send us the file.", by: stage.ana)
        }
        try await at("2026-09-09 11:00") { try await $0.customerReplies("Import", "Here it is.") }
        #expect(try await deadline(.resolution, of: "Import") == Trial.berlin("2026-09-14 10:35"))
        try await at("2026-09-11 16:00") { stage in
            try await stage.answer("Import", .resolve(.fix), "The date was wrong.", by: stage.ben)
        }
        #expect(try await isKept(.resolution, of: "Import"))
    }

    /// The carrier was down: the breach lapses. Acme disputes it; who answers had no part in it.
    func excluded() async throws {
        try await at("2026-09-16 10:00") { try await $0.receive("No line", "Nothing arrives.") }
        try await at("2026-09-16 14:30") { stage in
            try await stage.answer("No line", .acknowledge, "The line is back.", by: stage.ana)
        }
        #expect(try await isBroken(.acknowledgment, of: "No line"))
        let span = Span(
            from: try Trial.berlin("2026-09-16 10:00"), to: try Trial.berlin("2026-09-16 13:00"))
        try await at("2026-09-16 15:30") { stage in
            let what = Command.What.exclude(span, ground: "Third party", reason: "The carrier was down")
            try await stage.act("No line", what, by: stage.ben)
        }
        try await at("2026-09-16 16:00") { stage in
            try await stage.act("No line", .approveExclusion(number: 1), by: stage.mara)
        }
        #expect(try await deadline(.acknowledgment, of: "No line") == Trial.berlin("2026-09-16 15:00"))
        #expect(try await isKept(.acknowledgment, of: "No line"))
        try await at("2026-09-17 10:00") { stage in
            let turn = Office.Turn(
                on: try stage.ticket("No line"), by: stage.ana, way: .page, at: stage.office.clock())
            try await trial.database.write {
                try stage.office.logDispute(.exclusion(number: 1), reason: "Our line was up", turn, $0)
            }
            try await stage.answer("No line", .resolve(.answer), "It was the carrier.", by: stage.ben)
        }
        try await at("2026-09-17 11:00") { [dana] stage in
            let answer = Command.What.answerDispute(
                .exclusion(number: 1), upheld: false, reason: "The carrier's report says so")
            await #expect(throws: Refusal.self) { try await stage.act("No line", answer, by: stage.mara) }
            try await stage.act("No line", answer, by: dana)
        }
        #expect(try await isKept(.acknowledgment, of: "No line"))
    }

    /// The ticket of the first version goes on under it.
    func runningOn() async throws {
        try await at("2026-10-02 10:00") { stage in
            try await stage.answer("Running", .resolve(.fix), "The margin is right.", by: stage.ana)
        }
        #expect(try await isBroken(.resolution, of: "Running"))
    }
}
