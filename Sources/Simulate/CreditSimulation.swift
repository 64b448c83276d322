import DulyTesting

/// Seeded years of tickets, their statements reckoned a second time.
struct CreditSimulation {
    let seed: UInt64
    let tickets: Int

    /// Prints one line to compare, and the first difference if there is one.
    func run() throws -> Bool {
        let clock = ContinuousClock()
        var world = CreditWorld(seed: seed)
        let time = try clock.measure { try world.run(tickets: tickets) }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print(
            "credits: seed \(seed), \(world.tickets) tickets, \(world.lines) lines, "
                + "\(world.cutLines) cut by caps, "
                + "\(world.statements) statements, "
                + "\(world.causesInWords), \(world.failures.count) differences, "
                + "\((seconds * 10).rounded() / 10) s")
        if let first = world.failures.first { print(first) }
        return world.failures.isEmpty
    }
}
