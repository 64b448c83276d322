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
    case searched(Searched)
    case folder(FolderLine)
    case fetched(Fetched)
    /// Another, by its name; nothing of it is needed.
    case other(String)
}

/// What a search found, as RFC 9051 tells it: ranges, which are not spread out before somebody bounds them.
public struct Searched: Hashable, Sendable {
    /// Of the command that is answered.
    public let tag: String?
    /// Whether the numbers are UIDs.
    public let isByUID: Bool
    public let ranges: [ClosedRange<UInt32>]

    /// How many numbers the ranges hold.
    public var count: UInt64 {
        ranges.reduce(0) { $0 + UInt64($1.upperBound - $1.lowerBound) + 1 }
    }
}

/// A folder as LIST names it.
public struct FolderLine: Hashable, Sendable {
    public let attributes: [String]
    /// Its name in the bytes of the wire.
    public let written: [UInt8]

    public func name(in spelling: FolderName.Spelling = .modifiedUTF7) -> String {
        FolderName.decoded(written, in: spelling)
    }

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

    /// Whether it can do this, by its own word or as a part of what it speaks.
    public func has(_ word: String) -> Bool {
        words.contains(word) || isRev2Alone && Self.partsOfRev2.contains(word)
    }

    /// Extensions that became parts of RFC 9051 (its appendix E), as far as they are used here.
    private static let partsOfRev2: Set<String> = ["IDLE", "MOVE", "SASL-IR", "UIDPLUS"]

    /// RFC 9051 and not RFC 3501. Who speaks both answers as of old until asked otherwise.
    private var isRev2Alone: Bool { words.contains("IMAP4REV2") && !words.contains("IMAP4REV1") }

    /// How names of folders are written.
    public var spelling: FolderName.Spelling { isRev2Alone ? .utf8 : .modifiedUTF7 }

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
