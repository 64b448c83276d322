/// One whole response of a server, read (RFC 3501, RFC 9051).
public enum Response: Hashable, Sendable {
    /// The end of the command that has this tag.
    case done(tag: String, Condition)
    /// `+`: the server waits for more of the command.
    case goOn(String)
    case told(Untagged)
}

/// How something stands, in the server's own words.
public struct Condition: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable { case ok, no, bad, bye, preauth }

    public let kind: Kind
    public let code: Code?
    public let text: String

    public init(_ kind: Kind, code: Code? = nil, _ text: String = "") {
        self.kind = kind
        self.code = code
        self.text = text
    }
}

/// What stands in brackets before the words of a condition.
public enum Code: Hashable, Sendable {
    case alert
    case capability(Capabilities)
    case uidValidity(UInt32)
    case uidNext(UInt32)
    case highestChange(UInt64)
    case readOnly, readWrite
    /// The folder that was named does not exist.
    case tryCreate
    case authenticationFailed, authorizationFailed, expired, unavailable, nonExistent, inUse, limit
    /// Another, by its name.
    case other(String)
}

/// What a server says of its own accord, or before the end of a command.
public enum Untagged: Hashable, Sendable {
    case condition(Condition)
    case capability(Capabilities)
    case exists(UInt32)
    case recent(UInt32)
    case expunged(UInt32)
    case found([UInt32])
    case folder(FolderLine)
    case fetched(Fetched)
    /// Another, by its name; nothing of it is needed.
    case other(String)
}

/// A folder as LIST names it.
public struct FolderLine: Hashable, Sendable {
    public let attributes: [String]
    public let name: String

    /// `\Noselect` and `\NonExistent` are names that hold no mail.
    public var holdsMail: Bool {
        !attributes.contains { ["\\noselect", "\\nonexistent"].contains($0.lowercased()) }
    }
}

/// What a server can do, each word in upper case.
public struct Capabilities: Hashable, Sendable {
    public let words: Set<String>

    public init(_ words: some Sequence<String>) {
        self.words = Set(words.map { $0.uppercased() })
    }

    public func has(_ word: String) -> Bool { words.contains(word) }
    /// A mechanism of AUTHENTICATE.
    public func authenticates(by mechanism: String) -> Bool { words.contains("AUTH=" + mechanism) }
}

/// What FETCH says of one message.
public struct Fetched: Hashable, Sendable {
    /// What came under `BODY[...]`.
    public enum Body: Hashable, Sendable {
        /// It was given out in pieces; so many bytes.
        case streamed(Int)
        case inline([UInt8])
        case absent
    }

    public let sequence: UInt32
    public internal(set) var uid: UInt32?
    public internal(set) var size: UInt64?
    /// Seconds since 1970 UTC.
    public internal(set) var internalDate: Int64?
    public internal(set) var flags: [String]?
    public internal(set) var body: Body?

    public init(sequence: UInt32) { self.sequence = sequence }
}
