/// Clause I: calendar days of notice.
public struct EndingTerms: Hashable, Sendable {
    public var noticeDays: Int

    public init(noticeDays: Int) {
        self.noticeDays = noticeDays
    }
}
