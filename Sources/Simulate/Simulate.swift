import ArgumentParser

/// `simulate SEED`: seeded worlds against slow truths, as long as wished. A difference ends it with 1.
@main
struct Simulate: ParsableCommand {
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case calendar, desk, agreements, credits
    }

    static let configuration = CommandConfiguration(
        abstract: "Asks seeded questions and compares the answers with a slow truth.")

    @Argument(help: "The seed: the same seed asks the same questions.")
    var seed: UInt64

    @Option(help: "How many questions, or commands.")
    var cases = 100_000

    @Option(
        help: "What to simulate: \(Subject.allCases.map(\.rawValue).joined(separator: ", ")); all by default."
    )
    var what: Subject?

    mutating func validate() throws {
        guard cases > 0 else { throw ValidationError("--cases must be at least 1") }
    }

    func run() throws {
        var isSound = true
        if what == nil || what == .calendar {
            isSound = try CalendarSimulation(seed: seed, cases: cases).run() && isSound
        }
        if what == nil || what == .desk {
            isSound = try DeskSimulation(seed: seed, commands: cases).run() && isSound
        }
        if what == nil || what == .agreements {
            isSound = try AgreementSimulation(seed: seed, commands: cases).run() && isSound
        }
        if what == nil || what == .credits {
            // A ticket is many questions.
            let tickets = what == nil ? max(1, cases / 20) : cases
            isSound = try CreditSimulation(seed: seed, tickets: tickets).run() && isSound
        }
        if !isSound { throw ExitCode(1) }
    }
}
