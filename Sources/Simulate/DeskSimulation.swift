import DulyTesting

/// Seeded tickets under several agreements, held against the laws of the desk after every command.
struct DeskSimulation {
    let seed: UInt64
    let commands: Int

    /// Prints one line to compare, and the first broken law if there is one.
    func run() throws -> Bool {
        let clock = ContinuousClock()
        var world = DeskWorld(seed: seed, agreements: try DeskTerms.all())
        let time = clock.measure { world.run(commands: commands) }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print(
            "desk: seed \(seed), \(world.steps) commands on \(world.sequences) tickets, "
                + "\(world.refusals) refused, "
                + "\(world.kinds.count) of \(DeskWorld.kindCount) kinds of fact, "
                + "\(world.failures.count) laws broken, \((seconds * 10).rounded() / 10) s")
        if let first = world.failures.first { print(first) }
        return world.failures.isEmpty
    }
}
