/// A typed number: a ticket's number can't be passed where a person's is meant.
public protocol Identity: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible
where RawValue == Int64 {
    init(rawValue: Int64)
}

extension Identity {
    public init(_ number: Int64) { self.init(rawValue: number) }
    public var description: String { String(rawValue) }
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Somebody with a name: an agent at the desk or a contact of a customer.
public enum Person {
    public struct ID: Identity {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }
}

/// A company whose contacts write to the desk.
public enum Organisation {
    public struct ID: Identity {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }
}

/// A text that lies beside the facts: a mail, an answer, a note, a reason in the customer's words.
public enum Message {
    public struct ID: Identity {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    /// Names a text and proves it: erasing the text leaves the fact and its chain verifiable.
    public struct Reference: Hashable, Sendable {
        public let id: ID
        /// Salted SHA-256 of the text, in hexadecimal.
        public let digest: String

        public init(id: ID, digest: String) {
            self.id = id
            self.digest = digest
        }
    }
}
