/// All that the desk holds of a person, for that person: what they wrote, what was written to them, their
/// tickets with the promises, and the agreements that name them. Notes between colleagues are not in it.
public struct PersonRecord: Encodable, Sendable {
    public let name: String
    public let address: String
    public let organisation: String?
    /// Whether the person can sign in, and sees the tickets of the whole organisation, its agreement and its
    /// statements.
    public let hasAccount: Bool
    public let seesOrganisation: Bool
    public let seesAgreement: Bool
    public let seesBooks: Bool
    /// In which the desk writes to them, where one was set for this person.
    public let language: String?
    /// In which they read times, where they chose one.
    public let zone: String?
    public let exportedAt: String
    public internal(set) var tickets: [TicketRecord] = []
    public internal(set) var messages: [MessageRecord] = []
    /// Mails of the person in quarantine, or discarded from it.
    public internal(set) var mails: [MailRecord] = []
    /// Documents that name the person, as signatory or for notices.
    public internal(set) var agreements: [AgreementRecord] = []
    public internal(set) var accesses: [AccessRecord] = []
    public internal(set) var consents: [ConsentRecord] = []
    /// Telephone numbers, calls with the desk by their time, and tickets that the person follows.
    public internal(set) var phoneNumbers: [String] = []
    public internal(set) var calls: [String] = []
    public internal(set) var follows: [Int64] = []
    /// Chats that the person began; what was said is among the messages.
    public internal(set) var chats: [String] = []
    /// Whether an article helped, as the person said.
    public internal(set) var articles: [String] = []
    /// Open sessions, and by what else the person signs in; no secret is among them.
    public internal(set) var signIns: [String] = []
    /// What was done about the account, and when.
    public internal(set) var account: [String] = []
    /// When this export was made before, and by whom.
    public internal(set) var exports: [String] = []
    /// Files that are not in it because all of them together are too much for one download, and where to
    /// ask for them.
    public internal(set) var leftOut: [LeftOutFile] = []
    public internal(set) var askAt = ""

    /// Tickets of a colleague go into the ten thousands: an export has the newest.
    static let ticketsMax = 10_000

    /// Bytes of files that one export takes in, the newest first: it is put together in memory.
    public static let filesMax: Int64 = 100 << 20

    public struct LeftOutFile: Encodable, Sendable {
        public let name: String
        public let size: Int64
        /// nil for a mail that is on no ticket.
        public let ticket: Int64?
        /// Where it would lie in the zip.
        public let path: String
    }

    public struct TicketRecord: Encodable, Sendable {
        public let number: Int64
        public let subject: String
        public let received: String
        public let state: String
        public let severity: String
        public let category: String
        /// For example "acme 1"; nil without a promise.
        public let agreement: String?
        public let promises: [PromiseRecord]
        public let rating: Int?
        /// What the person said in facts: disputes, objections, confirmations.
        public let statements: [String]
    }

    public struct PromiseRecord: Encodable, Sendable {
        public let promise: String
        public let clause: String
        public let deadline: String?
        public let standing: String
    }

    public struct MessageRecord: Encodable, Sendable {
        public let ticket: Int64?
        /// `by` or `to` the person.
        public let direction: String
        public let author: String
        public let sent: String
        public let subject: String
        public let text: String
        public let files: [FileRecord]
    }

    public struct FileRecord: Encodable, Sendable {
        public let name: String
        public let mediaType: String
        public let size: Int64
        /// Where it lies in the zip.
        public let path: String
        let digest: String
    }

    public struct AgreementRecord: Encodable, Sendable {
        public let name: String
        public let version: Int
        public let status: String
    }
}
