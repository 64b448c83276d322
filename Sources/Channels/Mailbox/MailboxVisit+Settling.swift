import IMAP
import Operations
import Storage

// What is done on the server with mail that is stored: only after the commit, and again after a stop.
extension MailboxVisit {
    /// Does what is still to be done, of this look and of those before. What the server would not give is
    /// asked for once each visit.
    func settleErrands(fetching: Bool = false) async throws {
        // Under another validity their numbers name other messages: those are listed again anyway.
        try await done(try await errands().filter { $0.validity != folder.validity })
        if fetching { try await fetchAgain(try await errands().filter { $0.kind == .fetch }) }
        let mine = try await errands()
        let cut = mine.filter { $0.kind == .settleCut }
        try await settle(mine.filter { $0.kind == .settle }, after: settings.after)
        // The bytes of a message that is too large are only there: it is never deleted.
        try await settle(cut, after: settings.after == .delete ? .flag : settings.after)
    }

    private func errands() async throws -> [MailboxErrand] {
        try await intake.office.database.read { [mailbox] in try $0.errands(ofMailbox: mailbox.id) }
    }

    /// What the server still does not give stays on the list.
    private func fetchAgain(_ errands: [MailboxErrand]) async throws {
        for part in errands.chunks(of: Self.haulMax) {
            let (notices, gone) = try await notices(part.map(\.uid))
            var haul = emptyHaul
            for notice in notices {
                haul.mails +=
                    notice.size <= Self.bodyMax
                    ? try await load([notice]) : [try await loadHead(notice)].compactMap(\.self)
            }
            // Stored, so the errand becomes that of settling it; gone, so there is nothing to fetch.
            try await intake.keep(haul)
            try await done(part.filter { gone.contains($0.uid) })
        }
    }

    private func settle(_ errands: [MailboxErrand], after: MailboxSettings.AfterStoring) async throws {
        for part in errands.chunks(of: Self.batchMax) {
            let uids = UIDSet(part.map(\.uid))
            switch after {
            case .flag: try await flag(uids, "\\Seen")
            case .move: try await move(uids, to: settings.moveTo ?? "Done")
            case .delete: try await delete(uids)
            }
            try await done(part)
        }
    }

    private func flag(_ uids: UIDSet, _ flags: String) async throws {
        let answer = try await line.perform(.flag(uids, flags), for: "to STORE")
        guard answer.kind == .ok else { throw MailboxProblem.server(answer.text) }
    }

    /// By MOVE, or by copying and deleting; the folder is made where it is not there.
    private func move(_ uids: UIDSet, to target: String) async throws {
        let can = try await line.known()
        let canMove = can.has("MOVE")
        let command =
            canMove
            ? Command.move(uids, to: target, in: can.spelling)
            : Command.copy(uids, to: target, in: can.spelling)
        var answer = try await line.perform(command, for: "to MOVE")
        if answer.kind == .no, answer.code == .tryCreate || answer.code == .nonExistent {
            let made = try await line.perform(.create(target, in: can.spelling), for: "to CREATE")
            guard made.kind == .ok else { throw MailboxProblem.folder(target, made.text) }
            answer = try await line.perform(command, for: "to MOVE")
        }
        guard answer.kind == .ok else { throw MailboxProblem.folder(target, answer.text) }
        if !canMove { try await delete(uids) }
    }

    /// These alone: where the server can't expunge by number they stay marked as deleted, for it to remove.
    private func delete(_ uids: UIDSet) async throws {
        try await flag(uids, "\\Seen \\Deleted")
        guard try await line.known().has("UIDPLUS") else { return }
        let answer = try await line.perform(.expunge(uids), for: "to EXPUNGE")
        guard answer.kind == .ok else { throw MailboxProblem.server(answer.text) }
    }

    private func done(_ errands: [MailboxErrand]) async throws {
        if errands.isEmpty { return }
        try await intake.office.database.write { [mailbox] in try $0.remove(errands, ofMailbox: mailbox.id) }
    }
}
