/// A DKIM signature before it is signed (RFC 6376): which fields it covers, what is hashed, and the field
/// that carries it. Canonicalisation is relaxed for head and body. Hashing and signing are the caller's.
public struct DKIMDraft: Sendable {
    /// Who signs, and when.
    public struct Signer: Sendable {
        public let domain: String
        public let selector: String
        /// As `rsa-sha256`.
        public let algorithm: String
        /// Seconds of Unix time.
        public let time: Int64

        public init(domain: String, selector: String, algorithm: String, time: Int64) {
            (self.domain, self.selector, self.algorithm, self.time) = (domain, selector, algorithm, time)
        }
    }

    /// Fields that are signed where they stand in the mail.
    static let covered = [
        "from", "reply-to", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references",
        "mime-version", "content-type", "content-transfer-encoding", "auto-submitted", "list-unsubscribe",
        "list-unsubscribe-post",
    ]
    /// Named once more than they stand in the mail, so that nobody adds a second one.
    static let sealed: Set<String> = ["from", "reply-to", "to", "cc", "subject", "date"]

    private let signer: Signer
    private let fields: [DKIMField]
    /// What is hashed for `bh`.
    public let body: [UInt8]

    /// `message` has CRLF line ends.
    public init(_ message: [UInt8], by signer: Signer) {
        self.signer = signer
        let (fields, body) = DKIMField.split(message)
        self.fields = fields
        self.body = DKIMField.relaxed(body: body)
    }

    /// What is hashed and signed for `b`: the covered fields, and the signature's own without its value.
    public func input(bodyHash: String) -> [UInt8] {
        var left = Dictionary(grouping: fields, by: \.name)
        var out: [UInt8] = []
        // The last one of a name is the first that is meant; none left stands for nothing.
        for name in names {
            if let field = left[name]?.popLast() { out += field.relaxed + [13, 10] }
        }
        return out + DKIMField(Array(field(bodyHash: bodyHash, signature: "").utf8)).relaxed
    }

    /// The whole field, to stand before the message; it ends in CRLF when signed.
    public func field(bodyHash: String, signature: String) -> String {
        let head = """
            DKIM-Signature: v=1; a=\(signer.algorithm); c=relaxed/relaxed;\r
             d=\(signer.domain); s=\(signer.selector); t=\(signer.time);\r
             h=\(Self.folded(names, by: ":"));\r
             bh=\(bodyHash);\r
             b=
            """
        if signature.isEmpty { return head }
        let lines = stride(from: 0, to: signature.utf8.count, by: Self.lineLength).map { start in
            String(decoding: signature.utf8.dropFirst(start).prefix(Self.lineLength), as: UTF8.self)
        }
        return head + lines.joined(separator: "\r\n ") + "\r\n"
    }

    private static let lineLength = 70

    private var names: [String] {
        Self.covered.flatMap { name in
            let count = fields.count { $0.name == name }
            return Array(repeating: name, count: count + (Self.sealed.contains(name) ? 1 : 0))
        }
    }

    /// White space may stand on either side of the colon.
    private static func folded(_ names: [String], by mark: String) -> String {
        var lines = [""]
        for (place, name) in names.enumerated() {
            let word = place == names.count - 1 ? name : name + mark
            if lines[lines.count - 1].utf8.count + word.utf8.count > lineLength { lines.append("") }
            lines[lines.count - 1] += word
        }
        return lines.joined(separator: "\r\n ")
    }
}

/// One field of a head as it stands in the mail, and its relaxed form (RFC 6376, 3.4.2).
struct DKIMField: Sendable {
    /// Lower case.
    let name: String
    let relaxed: [UInt8]

    init(_ raw: [UInt8]) {
        let colon = raw.firstIndex(of: UInt8(ascii: ":")) ?? raw.endIndex
        let bytes = raw[..<colon].filter { !Self.isBlank($0) }
        name = String(decoding: bytes, as: UTF8.self).asciiLowered
        let value = raw[colon...].dropFirst().filter { $0 != 13 && $0 != 10 }
        relaxed = Array((name + ":").utf8) + Self.squeezed(value[...]).drop(while: Self.isBlank)
    }

    static func split(_ message: [UInt8]) -> (fields: [DKIMField], body: ArraySlice<UInt8>) {
        var fields: [DKIMField] = []
        var raw: [UInt8] = []
        var rest = message[...]
        while let end = rest.firstIndex(of: 10) {
            let line = rest[...end]
            rest = rest[(end + 1)...]
            let isFolded = line.first.map(isBlank) ?? false
            if !isFolded, !raw.isEmpty {
                fields.append(DKIMField(raw))
                raw = []
            }
            if line.count <= 2, line.allSatisfy({ $0 == 13 || $0 == 10 }) { return (fields, rest) }
            raw += line
        }
        if !raw.isEmpty { fields.append(DKIMField(raw)) }
        return (fields, [])
    }

    /// RFC 6376, 3.4.4: no blanks at line ends, one between words, no empty lines at the end.
    static func relaxed(body: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(body.count + 2)
        var emptyLines = 0
        var rest = body
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 10) ?? rest.endIndex
            let line = squeezed(rest[..<end].filter { $0 != 13 }[...])
            rest = end < rest.endIndex ? rest[(end + 1)...] : []
            if line.isEmpty {
                emptyLines += 1
                continue
            }
            for _ in 0..<emptyLines { out += [13, 10] }
            emptyLines = 0
            out += line + [13, 10]
        }
        return out
    }

    /// Runs of blanks become one space; those at the end go.
    private static func squeezed(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(line.count)
        var isPending = false
        for byte in line {
            if isBlank(byte) {
                isPending = true
                continue
            }
            if isPending { out.append(32) }
            isPending = false
            out.append(byte)
        }
        return out
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
}
