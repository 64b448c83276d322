import IMAP

/// A conversation with an IMAP server: one command at a time, each answer within its time.
final class MailboxLine {
    let times: MailboxTimes
    private(set) var wire: MailboxWire
    private var reader = ResponseReader()
    private var waiting: [ResponseReader.Event] = []
    private var commands = 0
    var capabilities: Capabilities?
    /// Messages came since this was last set to false.
    var hasNews = false
    /// Messages in the opened folder, as the server counts them now.
    private(set) var exists: UInt32 = 0
    /// What the server said before it hung up.
    private var farewell: String?

    init(_ wire: MailboxWire, times: MailboxTimes) {
        self.wire = wire
        self.times = times
    }

    deinit { wire.close() }

    /// Whether bytes lie here that belong to no answer yet.
    var hasMore: Bool { !waiting.isEmpty || reader.isAmidst }

    func forget() { reader = ResponseReader() }

    func bound(bodies max: Int) { reader.bodyBytesMax = max }

    /// The next thing that the server says.
    func next(by end: ContinuousClock.Instant, for what: String) async throws -> ResponseReader.Event {
        try await next(by: end, within: times.read, for: what)
    }

    /// `within` is the most that a single piece may take; nil where a server may be silent until the end.
    func next(
        by end: ContinuousClock.Instant, within piece: Duration?, for what: String
    ) async throws -> ResponseReader.Event {
        while waiting.isEmpty {
            let left = end - .now
            guard left > .zero else { throw MailboxProblem.late(what) }
            let bytes = try await read(within: min(left, piece ?? left), for: what)
            do {
                waiting = try reader.take(bytes)
            } catch {
                wire.close()
                throw MailboxProblem.violation(error)
            }
        }
        let event = waiting.removeFirst()
        if case .response(.told(let told)) = event { note(told) }
        return event
    }

    private func read(within time: Duration, for what: String) async throws -> [UInt8] {
        do {
            return try await wire.read(within: time, for: what)
        } catch MailboxProblem.closed where farewell != nil {
            throw MailboxProblem.server("\(farewell ?? ""); then it hung up")
        } catch let problem as MailboxProblem {
            throw problem
        } catch {
            throw MailboxProblem.closed("\(what) (\("\(error)".prefix(80)))")
        }
    }

    private func note(_ told: Untagged) {
        switch told {
        case .exists(let count): (hasNews, exists) = (true, count)
        case .expunged: exists -= exists > 0 ? 1 : 0
        case .capability(let capabilities): self.capabilities = capabilities
        case .condition(let condition):
            if case .capability(let capabilities)? = condition.code { self.capabilities = capabilities }
            if condition.kind == .bye { farewell = condition.text }
        default: break
        }
    }

    /// Sends a command and gives how it ended; what comes before the end goes to `heard`.
    @discardableResult
    func perform(
        _ command: Command, within time: Duration? = nil, for what: String,
        heard: (ResponseReader.Event) throws -> Void = { _ in }
    ) async throws -> Condition {
        let end = ContinuousClock.now + (time ?? times.command)
        let tag = nextTag()
        let steps = command.lines(tag: tag)
        wire.write(steps[0])
        for step in steps.dropFirst() {
            if let refused = try await goesOn(tag, by: end, for: what, heard: heard) { return refused }
            wire.write(step)
        }
        return try await finish(tag, by: end, for: what, heard: heard)
    }

    func nextTag() -> String {
        commands += 1
        return tag
    }

    /// Of the newest command.
    var tag: String { "d\(commands)" }

    /// Waits until the server asks for more; gives the command's end where it does not want any.
    func goesOn(
        _ tag: String, by end: ContinuousClock.Instant, for what: String,
        heard: (ResponseReader.Event) throws -> Void = { _ in }
    ) async throws -> Condition? {
        while true {
            let event = try await next(by: end, for: what)
            if case .response(.goOn) = event { return nil }
            if let condition = try ended(event, tag) { return condition }
            try heard(event)
        }
    }

    func finish(
        _ tag: String, by end: ContinuousClock.Instant, for what: String,
        heard: (ResponseReader.Event) throws -> Void = { _ in }
    ) async throws -> Condition {
        while true {
            let event = try await next(by: end, for: what)
            if let condition = try ended(event, tag) { return condition }
            if case .response(.goOn) = event {
                throw MailboxProblem.violation(.malformed(wanted: "the end of \(what)", found: "+"))
            }
            try heard(event)
        }
    }

    private func ended(_ event: ResponseReader.Event, _ tag: String) throws -> Condition? {
        guard case .response(.done(let found, let condition)) = event else { return nil }
        guard found == tag else {
            throw MailboxProblem.violation(.malformed(wanted: tag, found: String(found.prefix(24))))
        }
        if case .capability(let capabilities)? = condition.code { self.capabilities = capabilities }
        return condition
    }

    func write(_ text: String) { wire.write(Array((text + "\r\n").utf8)) }
}
