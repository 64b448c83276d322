import BusinessTime
import IMAP
import Operations
import Storage

// Messages on their way from the server to the inbox.
extension MailboxVisit {
    /// What is known of a message before it is loaded.
    struct Notice {
        let uid: UInt32
        let size: Int
        /// Seconds since 1970 UTC.
        let received: Int64?
    }

    /// A message must fit the desk's own bound; the server's word for its size may be a little off.
    static let bodyMax = LMTPLimits().messageBytesMax
    private static let sizeSlack = 64 << 10
    private static let headMax = 256 << 10

    /// Stores these messages, whose numbers rise; they are read when all of them are stored.
    mutating func take(_ uids: [UInt32]) async throws {
        let notices = try await notices(uids).found
        var haul = emptyHaul
        let whole = notices.filter { $0.size <= Self.bodyMax }
        for part in whole.chunks(of: Self.haulMax) {
            haul.mails += try await load(part)
            haul.missed += missed(part.map(\.uid), in: haul)
            try await intake.keep(haul)
            (haul.mails, haul.missed) = ([], [])
        }
        for notice in notices where notice.size > Self.bodyMax {
            if let head = try await loadHead(notice) {
                haul.mails.append(head)
            } else {
                haul.missed.append(notice.uid)
            }
        }
        // One that was found and has no size any more was taken away by somebody.
        var after = progress
        after.lastUID = max(after.lastUID, Int64(uids.last ?? 0))
        haul.progress = after
        try await intake.keep(haul)
        progress = after
    }

    private func missed(_ uids: [UInt32], in haul: MailboxHaul) -> [UInt32] {
        let there = Set(haul.mails.map(\.uid))
        return uids.filter { !there.contains($0) }
    }

    func notices(_ uids: [UInt32]) async throws -> (found: [Notice], gone: [UInt32]) {
        let asked = Set(uids)
        var found: [UInt32: Notice] = [:]
        let answer = try await line.perform(.sizes(UIDSet(uids)), for: "to FETCH sizes") { event in
            guard case .response(.told(.fetched(let fetched))) = event, let uid = fetched.uid,
                let size = fetched.size, asked.contains(uid)
            else { return }
            found[uid] = Notice(uid: uid, size: Int(clamping: size), received: fetched.internalDate)
        }
        guard answer.kind == .ok else { throw MailboxProblem.server(answer.text) }
        return (uids.compactMap { found[$0] }, uids.filter { found[$0] == nil })
    }

    /// Their bytes go to the store's own place as they come. What the server does not give is missing.
    func load(_ notices: [Notice]) async throws -> [FetchedMail] {
        let total = notices.reduce(0) { $0 + $1.size }
        return try await receive(
            .bodies(UIDSet(notices.map(\.uid))), notices,
            max: (notices.map(\.size).max() ?? 0) + Self.sizeSlack,
            total: total)
    }

    /// Of a message that is too large: who, when and what, so that a ticket can say so.
    func loadHead(_ notice: Notice) async throws -> FetchedMail? {
        try await receive(
            .heads(UIDSet([notice.uid]), max: Self.headMax), [notice], max: Self.headMax, total: Self.headMax
        ).first
    }

    private func receive(
        _ command: Command, _ notices: [Notice], max: Int, total: Int
    ) async throws -> [FetchedMail] {
        let known = Dictionary(notices.map { ($0.uid, $0) }) { first, _ in first }
        let isHead = notices.contains { $0.size > Self.bodyMax }
        // Read anew each time: an agreement may have brought an address since.
        let own = try await intake.office.database.read { [intake, settings] in
            try HeaderEnvelope.Own(settings, intake.office, $0)
        }
        var mails: [UInt32: FetchedMail] = [:]
        var spool = MailboxSpool(blobs: intake.office.database.blobs)
        line.bound(bodies: max)
        defer { line.bound(bodies: 0) }
        let time = line.times.body + .seconds(total / 8192)
        let answer = try await line.perform(command, within: time, for: "to FETCH") { event in
            switch event {
            case .bodyBegins: spool.begin()
            case .bodyPiece(let bytes): try spool.take(bytes)
            case .response(.told(.fetched(let fetched))):
                if case .inline(let bytes)? = fetched.body { try spool.replace(by: bytes) }
                guard let uid = fetched.uid, let notice = known[uid], mails[uid] == nil, spool.isFilled
                else { return spool.drop() }
                mails[uid] = try mail(notice, &spool, for: own, isHead: isHead)
            case .response: break
            }
        }
        // A NO is about some of them: what came is whole, the others are asked for again.
        if answer.kind == .bad { throw MailboxProblem.server(answer.text) }
        return notices.compactMap { mails[$0.uid] }
    }

    private func mail(
        _ notice: Notice, _ spool: inout MailboxSpool, for own: HeaderEnvelope.Own, isHead: Bool
    ) throws -> FetchedMail {
        let (blob, head) = try spool.finish()
        let envelope = HeaderEnvelope(head: head, own: own)
        let now = intake.office.clock().seconds
        // INTERNALDATE is when the provider's server took it; nothing is received in the future.
        let received = min(notice.received ?? now, now)
        var entry = InboxEntry(
            blob: blob, source: "imap:\(mailbox.id):\(folder.validity ?? 0):\(notice.uid)",
            envelopeFrom: envelope.from, envelopeTo: envelope.to, receivedMilliseconds: received * 1000)
        if isHead { entry.wholeSize = Int64(notice.size) }
        return FetchedMail(uid: notice.uid, entry: entry, blob: blob)
    }
}

/// The body of one message on its way to the store, and the head of it for its addresses.
struct MailboxSpool {
    private static let headMax = 256 << 10

    private let blobs: BlobFolder
    private var intake: BlobIntake?
    private var head: [UInt8] = []

    init(blobs: BlobFolder) { self.blobs = blobs }

    var isFilled: Bool { intake != nil }

    mutating func begin() {
        intake = blobs.intake()
        head = []
    }

    mutating func take(_ bytes: [UInt8]) throws {
        try intake?.append(bytes)
        if head.count < Self.headMax { head += bytes.prefix(Self.headMax - head.count) }
    }

    mutating func replace(by bytes: [UInt8]) throws {
        begin()
        try take(bytes)
    }

    mutating func drop() { (intake, head) = (nil, []) }

    mutating func finish() throws -> (blob: Blob, head: [UInt8]) {
        guard let intake else { preconditionFailure("only what was begun is finished") }
        defer { drop() }
        return (try intake.finish(), Self.upToBlankLine(head))
    }

    /// The header alone: what a body says of addresses counts for nothing.
    private static func upToBlankLine(_ bytes: [UInt8]) -> [UInt8] {
        var isLineEmpty = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") {
                if isLineEmpty { return Array(bytes[...index]) }
                isLineEmpty = true
            } else if byte != UInt8(ascii: "\r") {
                isLineEmpty = false
            }
        }
        return bytes
    }
}
