import Mail
import NIOPosix
import Synchronization

/// Sends mail through one server, or into one folder. The server may change while the desk runs.
public final class Submission: Sendable {
    private struct State {
        var server: SubmissionServer
        /// Open connections that nobody uses now; the last one used is taken first.
        var idle: [SubmissionLine] = []
        var underWay: [Int: Task<SubmissionOutcome, Never>] = [:]
        var count = 0
        var isStopped = false
    }

    private let state: Mutex<State>
    private let connections: Int

    /// `connections` is the most that stay open between two mails.
    public init(server: SubmissionServer, connections: Int = 2) {
        state = Mutex(State(server: server))
        self.connections = connections
    }

    /// Sends through another server from now on, or as another user.
    public func use(_ server: SubmissionServer) {
        let left = state.withLock { state in
            guard state.server != server else { return [SubmissionLine]() }
            state.server = server
            defer { state.idle = [] }
            return state.idle
        }
        for line in left { line.quit() }
    }

    /// Sends one message to one recipient; `envelopeFrom` nil is the null path `<>`. Line ends become CRLF.
    /// A mail on its way is not given up when the caller is cancelled.
    public func send(
        envelopeFrom: String?, to recipient: String, bytes: [UInt8], envelopeID: String? = nil
    ) async -> SubmissionOutcome {
        for address in [envelopeFrom, recipient] {
            if let address, !Self.isSendable(address) {
                return .rejected(
                    code: 553, text: "the address \(address.debugDescription) is not local@domain")
            }
        }
        let mail = SubmissionMail(
            from: envelopeFrom ?? "", to: recipient, bytes: CanonicalLines.bytes(bytes),
            envelopeID: envelopeID)
        let begun = state.withLock { state -> (number: Int, task: Task<SubmissionOutcome, Never>)? in
            if state.isStopped { return nil }
            state.count += 1
            let server = state.server
            let task = Task { await self.transmit(mail, by: server) }
            state.underWay[state.count] = task
            return (state.count, task)
        }
        guard let begun else {
            return .deferred(code: nil, text: "sending has stopped: the desk is shutting down")
        }
        let outcome = await begun.task.value
        state.withLock { _ = $0.underWay.removeValue(forKey: begun.number) }
        return outcome
    }

    /// Waits for the mails on their way and closes the connections.
    public func stop() async {
        let tasks = state.withLock { state in
            state.isStopped = true
            return Array(state.underWay.values)
        }
        for task in tasks { _ = await task.value }
        let left = state.withLock { state in
            defer { state.idle = [] }
            return state.idle
        }
        for line in left { line.quit() }
    }

    private func transmit(_ mail: SubmissionMail, by server: SubmissionServer) async -> SubmissionOutcome {
        switch server {
        case .folder(let path):
            let written = try? await NIOThreadPool.singleton.runIfActive {
                PickupFolder(path: path).write(from: mail.from, to: mail.to, mail.bytes)
            }
            return written ?? .deferred(code: nil, text: "the program ends")
        case .smtp(let smtp):
            if let kept = idleLine(smtp) {
                do throws(SubmissionFailure) {
                    return try await send(mail, over: kept)
                } catch {
                    // The server hung up between two mails: a fresh line tries again.
                    if !error.isHangUp { return error.outcome }
                }
            }
            do throws(SubmissionFailure) {
                return try await send(mail, over: try await SubmissionLine.open(smtp))
            } catch {
                return error.outcome
            }
        }
    }

    private func send(
        _ mail: SubmissionMail, over line: SubmissionLine
    ) async throws(SubmissionFailure) -> SubmissionOutcome {
        let words = try await line.send(mail)
        let isKept = state.withLock { state in
            guard !state.isStopped, state.server == .smtp(line.server), state.idle.count < connections
            else { return false }
            state.idle.append(line)
            return true
        }
        if !isKept { line.quit() }
        return .accepted(words)
    }

    private func idleLine(_ server: SMTPServer) -> SubmissionLine? {
        let line = state.withLock { $0.idle.popLast() }
        guard let line else { return nil }
        if line.isFresh, line.server == server { return line }
        line.quit()
        return nil
    }

    /// Nothing in an address may end its command or add a parameter to it.
    private static func isSendable(_ address: String) -> Bool {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count >= 2 && parts.allSatisfy { !$0.isEmpty }
            && address.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f && !"<>".utf8.contains($0) }
    }
}
