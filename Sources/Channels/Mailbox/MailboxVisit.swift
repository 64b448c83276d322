import IMAP
import Mail
import Operations
import Storage

/// One signed-in stay at a mailbox: opens the folder, takes what is new, does its errands, waits for more.
struct MailboxVisit {
    let intake: Intake
    let mailbox: StoredMailbox
    let settings: MailboxSettings
    let line: MailboxLine
    /// A number from 0 to 1.
    let chance: @Sendable () -> Double
    var progress: StoredMailbox.Progress
    private(set) var folder = Folder()

    /// What SELECT said.
    struct Folder {
        var validity: UInt32?
        var next: UInt32?
        var change: UInt64?
        var isReadOnly = false
    }

    /// Messages that are asked for at a time.
    static let batchMax = 100
    /// Of one commit within a batch.
    static let haulMax = 32
    init(
        _ intake: Intake, _ open: Office.OpenMailbox, line: MailboxLine,
        chance: @escaping @Sendable () -> Double
    ) {
        self.intake = intake
        mailbox = open.stored
        settings = open.settings
        progress = open.stored.progress
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
        let can = try await line.known()
        let answer = try await line.perform(
            .select(settings.folder, withChanges: can.has("CONDSTORE"), in: can.spelling), for: "to SELECT"
        ) { event in
            if case .response(.told(.condition(let condition))) = event { seen.note(condition.code) }
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
        for range in unread(upTo: said.next) {
            for uids in try await found(range).chunks(of: Self.batchMax) {
                try await take(uids)
                try await settleErrands()
            }
        }
        guard let change else { return }
        progress.change = change
        var haul = emptyHaul
        haul.progress = progress
        try await intake.keep(haul)
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
