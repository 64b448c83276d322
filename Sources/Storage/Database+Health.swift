import Foundation

extension Database {
    /// Bytes that must be free in the data folder: under it the desk soon can't promise to keep a mail.
    public static let freeBytesMin: Int64 = 16 << 20

    /// Bytes of the disk that holds the data folder: free, and in all.
    public var space: (free: Int64, whole: Int64) {
        var space = statvfs()
        guard statvfs(folder, &space) == 0 else { return (0, 0) }
        return (
            Int64(space.f_bavail) * Int64(space.f_frsize), Int64(space.f_blocks) * Int64(space.f_frsize)
        )
    }

    /// Why the desk can't take work just now; nil while it can.
    public func ailment() async -> StoreProblem? {
        let space = space
        if space.whole > 0, space.free < Self.freeBytesMin { return .full }
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
