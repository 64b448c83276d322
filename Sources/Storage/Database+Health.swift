import Foundation

extension Database {
    /// Bytes that must be free in the data folder: under it the desk soon can't promise to keep a mail.
    static let freeBytesMin: Int64 = 16 << 20

    /// Why the desk can't take work just now; nil while it can.
    public func ailment() async -> StoreProblem? {
        var space = statvfs()
        if statvfs(folder, &space) == 0, Int64(space.f_bavail) * Int64(space.f_frsize) < Self.freeBytesMin {
            return .full
        }
        do {
            // An empty job goes through the writer's thread and its transaction like any other.
            try await write { _ in }
            _ = try await read { try $0.lastSequence() }
            return nil
        } catch let problem as StoreProblem {
            return problem
        } catch {
            return .inputOutput("\(error)")
        }
    }
}
