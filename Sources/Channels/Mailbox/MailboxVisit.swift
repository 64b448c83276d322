import IMAP
import Mail
import Operations
import Storage

/// One signed-in stay at a mailbox: opens the folder, takes what is new, does its errands, waits for more.
struct MailboxVisit {
    let intake: Intake
    let mailbox: StoredMailbox
    let settings: MailboxSettings
    let own: HeaderEnvelope.Own
    let line: MailboxLine
    /// A number from 0 to 1.
    let chance: @Sendable () -> Double
    var progress: StoredMailbox.Progress
    private(set) var folder = Folder()

    /// What SELECT said.
    struct Folder {
        var exists: UInt32 = 0
        var validity: UInt32?
        var next: UInt32?
        var change: UInt64?
        var isReadOnly = false
    }

    /// Messages that are asked for at a time.
    static let batchMax = 100
    /// Of one commit within a batch.
    static let haulMax = 32
    /// More than this in a folder is searched in parts.
    static let searchedAtOnce: UInt32 = 50_000

    init(
        _ intake: Intake, _ open: Office.OpenMailbox, own: HeaderEnvelope.Own, line: MailboxLine,
        chance: @escaping @Sendable () -> Double
    ) {
        self.intake = intake
        mailbox = open.stored
        settings = open.settings
        progress = open.stored.progress
        self.own = own
        self.line = line
        self.chance = chance
    }

    /// Until the line breaks or the task is cancelled. `whole` is told after each look that brought all.
    mutating func stay(whole: () async throws -> Void) async throws {
        try await select()
        try await settleErrands(fetching: true)
        while true {
            try Task.checkCancellation()
            line.hasNews = false
            try await look()
            try await whole()
            if !line.hasNews { try await rest() }
        }
    }

    /// Opens the folder, and notices when its server has numbered it anew.
    mutating func select() async throws {
        var seen = Folder()
        let hasChanges = try await line.known().has("CONDSTORE")
        let answer = try await line.perform(
            .select(settings.folder, withChanges: hasChanges), for: "to SELECT"
        ) { event in
            guard case .response(.told(let told)) = event else { return }
            switch told {
            case .exists(let count): seen.exists = count
            case .condition(let condition): seen.note(condition.code)
            default: break
            }
        }
        guard answer.kind == .ok else { throw MailboxProblem.folder(settings.folder, answer.text) }
        seen.note(answer.code)
        if seen.isReadOnly { throw MailboxProblem.readOnly(settings.folder) }
        guard let validity = seen.validity, validity > 0 else {
            throw MailboxProblem.violation(.malformed(wanted: "UIDVALIDITY", found: answer.text))
        }
        folder = seen
        try await compare(validity)
    }

    /// The first time, what is there may be left alone. Numbered anew, all is listed again: the same mail is
    /// known by its Message-ID and content, and opens no second ticket.
    private mutating func compare(_ validity: UInt32) async throws {
        if progress.validity == Int64(validity) { return }
        var fresh = StoredMailbox.Progress(validity: Int64(validity))
        if progress.validity == nil, !settings.takesExisting {
            guard let next = folder.next else {
                throw MailboxProblem.violation(.malformed(wanted: "UIDNEXT", found: "nothing"))
            }
            fresh.lastUID = Int64(next) - 1
        }
        var haul = emptyHaul
        haul.progress = fresh
        try await intake.keep(haul)
        progress = fresh
    }

    /// An empty haul of this folder.
    var emptyHaul: MailboxHaul {
        MailboxHaul(mailbox: mailbox.id, revision: mailbox.revision, validity: folder.validity ?? 0)
    }

    /// Takes all that is new, oldest first. Only the first look can be spared, by what SELECT has just said;
    /// later ones are asked for by the server.
    private mutating func look() async throws {
        let said = folder
        (folder.change, folder.next) = (nil, nil)
        let isRead = said.next.map { Int64($0) <= progress.lastUID + 1 } ?? false
        let change = said.change.map { Int64(clamping: $0) }
        if isRead, change != nil, change == progress.change { return }
        for uids in try await newUIDs(upTo: said.next).chunks(of: Self.batchMax) {
            try await take(uids)
            try await settleErrands()
        }
        guard let change else { return }
        progress.change = change
        var haul = emptyHaul
        haul.progress = progress
        try await intake.keep(haul)
    }

    private func newUIDs(upTo next: UInt32?) async throws -> [UInt32] {
        guard progress.lastUID < Int64(UInt32.max) else { return [] }
        let first = UInt32(progress.lastUID + 1)
        if folder.exists <= Self.searchedAtOnce { return try await found(UIDSet(from: first), from: first) }
        // A huge folder, at the first look: the numbers up to UIDNEXT, in parts.
        var all: [UInt32] = []
        let last = next.map { $0 - 1 } ?? first
        var start = first
        while start <= last {
            let end = last - start < Self.searchedAtOnce ? last : start + Self.searchedAtOnce
            all += try await found(UIDSet(start...end), from: start)
            if end == UInt32.max { break }
            start = end + 1
        }
        return all
    }

    /// A server names the last message even where its number is lower than what was asked for.
    private func found(_ uids: UIDSet, from first: UInt32) async throws -> [UInt32] {
        var found: [UInt32] = []
        let answer = try await line.perform(.search(uids), for: "to SEARCH") { event in
            if case .response(.told(.found(let numbers))) = event { found += numbers }
        }
        guard answer.kind == .ok else { throw MailboxProblem.server(answer.text) }
        return Set(found.filter { $0 >= first }).sorted()
    }
}

extension MailboxVisit.Folder {
    fileprivate mutating func note(_ code: Code?) {
        switch code {
        case .uidValidity(let number)?: validity = number
        case .uidNext(let number)?: next = number
        case .highestChange(let number)?: change = number
        case .readOnly?: isReadOnly = true
        case .readWrite?: isReadOnly = false
        default: break
        }
    }
}

extension Array {
    func chunks(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
