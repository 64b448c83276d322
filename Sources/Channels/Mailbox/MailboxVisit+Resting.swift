import IMAP
import Operations

// Between two looks: IDLE where the server has it, else a pause.
extension MailboxVisit {
    func rest() async throws {
        if try await line.known().has("IDLE") { return try await idle() }
        try await Task.sleep(for: .seconds(settings.pollSeconds))
        let answer = try await line.perform(.noop, for: "to NOOP")
        guard answer.kind == .ok else { throw MailboxProblem.server(answer.text) }
    }

    /// Ends when a message came, and at the latest before a NAT forgets the line.
    private func idle() async throws {
        let span = line.times.idle
        let seconds = span.lowerBound + (span.upperBound - span.lowerBound) * chance()
        let over = ContinuousClock.now + .seconds(seconds)
        let tag = line.nextTag()
        line.wire.write(Command.idle.lines(tag: tag)[0])
        if let refused = try await line.goesOn(tag, by: .now + line.times.command, for: "to IDLE") {
            throw MailboxProblem.server(refused.text)
        }
        do {
            while !line.hasNews { _ = try await line.next(by: over, within: nil, for: Self.waiting) }
        } catch MailboxProblem.late(Self.waiting) {}
        line.write("DONE")
        let answer = try await line.finish(tag, by: .now + line.times.command, for: "to DONE")
        guard answer.kind == .ok else { throw MailboxProblem.server(answer.text) }
    }

    private static let waiting = "while it had nothing to say"
}
