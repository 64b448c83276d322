public import BusinessTime

/// What a try of a mailbox found, with nothing changed in it.
public struct TriedMailbox: Hashable, Sendable {
    /// What does not go.
    public struct Trouble: Hashable, Sendable {
        /// A sentence.
        public let words: String
        /// What helps, in whole sentences.
        public let remedy: String

        public init(words: String, remedy: String) {
            (self.words, self.remedy) = (words, remedy)
        }
    }

    /// What was found where all went well, in whole sentences; or why it was not tried.
    public let words: String
    public let trouble: Trouble?
    /// When the certificate of the server runs out; nil without TLS.
    public let certificateEnd: Instant?

    public init(words: String, certificateEnd: Instant? = nil) {
        (self.words, self.certificateEnd) = (words, certificateEnd)
        trouble = nil
    }

    public init(_ trouble: Trouble, certificateEnd: Instant? = nil) {
        (self.trouble, self.certificateEnd) = (trouble, certificateEnd)
        words = ""
    }
}
