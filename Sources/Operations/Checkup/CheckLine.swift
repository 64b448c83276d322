/// One thing that was looked at, how it stands, and what helps.
public struct CheckLine: Hashable, Sendable {
    public enum Standing: String, Hashable, Sendable, Comparable {
        case ok, warning, failed

        private var rank: Int {
            switch self {
            case .ok: 0
            case .warning: 1
            case .failed: 2
            }
        }

        public static func < (one: Standing, other: Standing) -> Bool { one.rank < other.rank }
    }

    /// Such as "Disk space".
    public let subject: String
    public let standing: Standing
    /// A sentence.
    public let words: String
    /// What to do, in whole sentences; empty where all is well.
    public let remedy: String

    init(_ subject: String, _ standing: Standing, _ words: String, remedy: String = "") {
        self.subject = subject
        self.standing = standing
        self.words = words
        self.remedy = remedy
    }
}

/// What the desk hears when it asks name servers for texts.
public enum NameAnswer: Hashable, Sendable {
    case found([String])
    /// They answered: there is no such record.
    case none
    /// They gave no answer.
    case silent
}

extension [CheckLine] {
    /// For example "2 failed, 1 to look at, 9 well".
    public var summary: String {
        let counts = [
            (count { $0.standing == .failed }, "failed"), (count { $0.standing == .warning }, "to look at"),
            (count { $0.standing == .ok }, "well"),
        ]
        return counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
