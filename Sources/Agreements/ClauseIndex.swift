/// Which clause of the text is run by what, and which is words between the parties alone.
public enum ClauseIndex {
    public enum Standing: Hashable, Sendable {
        /// Run by the named types; the named tests show it.
        case executed(by: [String], tests: [String])
        /// Some of it is run; the rest is words, with the reason.
        case partly(by: [String], tests: [String], reason: String)
        /// Words alone, with the reason why nothing runs it.
        case prose(reason: String)
    }

    public struct Entry: Hashable, Sendable {
        public let clause: Clause
        public let title: String
        public let standing: Standing
    }

    public static func entry(_ id: String) -> Entry? {
        entries.first { $0.clause.id.lowercased() == id.lowercased() }
    }

    /// Wholly: words of their own beside it would contradict what runs.
    public static func isExecuted(_ clause: Clause) -> Bool {
        guard case .executed = entry(clause.id)?.standing else { return false }
        return true
    }
}

extension ClauseIndex.Entry: CustomStringConvertible {
    /// A few lines for the command line.
    public var description: String {
        switch standing {
        case .executed(let types, let tests):
            "\(clause)  \(title)\nexecuted by  \(types.joined(separator: ", "))\n"
                + "shown by     \(tests.joined(separator: ", "))"
        case .partly(let types, let tests, let reason):
            "\(clause)  \(title)\nexecuted by  \(types.joined(separator: ", "))\n"
                + "shown by     \(tests.joined(separator: ", "))\nprose        \(reason)"
        case .prose(let reason): "\(clause)  \(title)\nprose        \(reason)"
        }
    }
}
