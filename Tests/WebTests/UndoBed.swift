import Operations
import Storage

/// Carla's ticket, at which Ana and Ben answer; an answer can be taken back for some seconds.
struct UndoBed {
    let trial: WebTrial
    let id: Int64
    let ana: WebTrial.Session
    let ben: WebTrial.Session

    init() async throws {
        trial = try await WebTrial()
        try await trial.office.set(.undoSeconds, to: "")
        id = try await trial.carlaAsks()
        ana = try await trial.session(of: "ana@harbor.example")
        ben = try await trial.session(of: "ben@harbor.example")
    }

    func wait(_ seconds: Int64) async throws {
        trial.clock.advance(by: seconds)
        try await trial.office.releaseHeld()
    }

    func outgoing() async throws -> [String] {
        try await trial.messages(of: id).filter { $0.direction == .outgoing && !$0.isAutomatic }.map(
            \.text)
    }
}
