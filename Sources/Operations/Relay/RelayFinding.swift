import Agreements
public import BusinessTime
import Desk
import Mail
import Storage

/// What a try of the way out found: the steps that went well, and the one that did not.
public struct RelayFinding: Hashable, Sendable {
    public struct Failure: Hashable, Sendable {
        /// As the beginning of a sentence, such as "Sign-in".
        public let step: String
        public let words: String
        /// What helps: whole sentences.
        public let remedy: String
        /// The server was reached and does not let the user in.
        public let isRefusal: Bool

        public init(step: String, words: String, remedy: String, isRefusal: Bool = false) {
            self.step = step
            self.words = words
            self.remedy = remedy
            self.isRefusal = isRefusal
        }

        public var sentence: String { "\(step): \(words). \(remedy)" }
    }

    public var steps: [String] = []
    public var failure: Failure?
    /// When the certificate of the server runs out.
    public var certificateEnd: Instant?

    public init() {}
}

extension Office {
    /// A mail that shows the way out works, signed as all mail is.
    public func trialLetter(to address: String) async throws -> Delivery.Letter {
        let now = clock()
        let id = secret.word()
        guard let to = MailAddress(address) else {
            throw Refusal(
                "bad-address", clause: .primaryChannel, field: "to",
                "\"\(address.prefix(254))\" is no mail address.", remedy: "Write local@domain.")
        }
        let composer = try await database.read { reader in
            let from = try Post.sender(reader)
            var composer = Composer(
                from: Mailbox(name: try reader.setting("desk-name") ?? "Support", address: from),
                to: [Mailbox(address: to)], subject: "A test of the desk's mail",
                text: """
                    This mail was asked for on the desk's page for sending. That you read it shows that the
                    desk's mail goes out.

                    Look at its head for Authentication-Results: spf, dkim and dmarc should say "pass".

                    """, messageID: id + "@" + from.domain, date: MailDate(seconds: now.seconds))
            composer.origin = .notice
            return composer
        }
        return Delivery.Letter(
            from: composer.from.address.description, to: to.description, messageID: composer.messageID,
            bytes: try await signed(composer.bytes))
    }
}
