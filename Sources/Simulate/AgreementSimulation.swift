import DulyTesting

/// Seeded agreements from draft to end, held against the laws of their life after every command.
struct AgreementSimulation {
    let seed: UInt64
    let commands: Int

    /// Prints one line to compare, and the first broken law if there is one.
    func run() throws -> Bool {
        let clock = ContinuousClock()
        var world = AgreementWorld(seed: seed, demo: try DeskTerms.demo())
        let time = clock.measure { world.run(commands: commands) }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print(
            "agreements: seed \(seed), \(world.steps) commands on \(world.sequences) agreements, "
                + "\(world.refusals) refused, "
                + "\(world.kinds.count) of \(AgreementWorld.kindCount) kinds of fact, "
                + "\(world.failures.count) laws broken, \((seconds * 10).rounded() / 10) s")
        if let first = world.failures.first { print(first) }
        return world.failures.isEmpty
    }
}
