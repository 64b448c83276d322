/// How far a backup or a restore is, for who waits for it.
public struct BackupProgress: Hashable, Sendable {
    public enum Step: String, Hashable, Sendable {
        /// Bytes written to the backup.
        case copying
        /// Bytes read from it.
        case unpacking
        /// Bytes of files whose digests were held against their names.
        case checking
        /// Facts that were held against their chains.
        case facts
    }

    public let step: Step
    public let done: Int64
    /// Never less than `done`.
    public let total: Int64

    init(_ step: Step, _ done: Int64, of total: Int64) {
        (self.step, self.done, self.total) = (step, done, max(done, total))
    }
}
