/// Free words of a fact, such as a reason. They lie beside the fact, which names them by a salted digest:
/// they can be erased, and the chain still holds.
public struct StoredWords: Hashable, Sendable {
    public let text: String
    let salt: [UInt8]
    /// In hexadecimal, over the salt and the text.
    public let digest: String

    public init(_ text: String) {
        self.text = text
        salt = newSalt()
        var bytes = salt
        AuditChain.netstring(text, to: &bytes)
        digest = hexadecimal(sha256(bytes))
    }

    /// Words as they lie there now; an erased one is empty.
    public struct Kept: Hashable, Sendable {
        public let digest: String
        /// Who wrote the fact, in its stored form.
        public let actor: String
        public let text: String
    }
}

/// 16 bytes from the system. Eight are drawn at a time: each draw asks the kernel.
func newSalt() -> [UInt8] {
    (0..<2).flatMap { _ in withUnsafeBytes(of: UInt64.random(in: .min ... .max)) { Array($0) } }
}

extension Reader {
    /// The words of all facts of a stream.
    public func words(of stream: FactStream) throws -> [StoredWords.Kept] {
        try rows(
            "SELECT digest, actor, text FROM words WHERE stream_kind = $1 AND stream_id = $2 ORDER BY digest",
            stream.kind, stream.id
        ) { row in
            StoredWords.Kept(digest: try row.text(), actor: try row.text(), text: try row.text())
        }
    }
}

extension Writer {
    func add(_ words: StoredWords, actor: String, in stream: FactStream) throws {
        try run(
            """
            INSERT INTO words (digest, stream_kind, stream_id, actor, salt, text)
            VALUES ($1, $2, $3, $4, $5, $6)
            """, words.digest, stream.kind, stream.id, actor, words.salt, words.text)
    }

    /// Puts other words in their place, or none. The salt goes, so that the digest tells nothing of them.
    public func rewrite(words digest: String, to text: String) throws {
        try run("UPDATE words SET text = $2, salt = $3 WHERE digest = $1", digest, text, [UInt8]())
    }
}
