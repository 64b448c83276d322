import Mail
import Operations
import Storage

/// A message as it was fetched from a mailbox, its bytes kept.
struct FetchedMail: Sendable {
    let uid: UInt32
    let entry: InboxEntry
    let blob: Blob
}

/// What one look at a folder brought, to be committed together.
struct MailboxHaul: Sendable {
    let mailbox: Int64
    /// Of the settings under which it was fetched.
    let revision: Int64
    let validity: UInt32
    var mails: [FetchedMail] = []
    /// What the server would not give.
    var missed: [UInt32] = []
    /// Where the folder is read up to, once all of this is stored.
    var progress: StoredMailbox.Progress?
}

extension Intake {
    /// Mails, their numbers on the server and what is still to be done there, in one transaction.
    func keep(_ haul: MailboxHaul) async throws {
        let wakeUp = office.wakeUp
        try await office.database.write { writer in
            guard try writer.mailbox(haul.mailbox)?.revision == haul.revision else {
                throw MailboxProblem.removed
            }
            for mail in haul.mails {
                // nil: it was stored before and its errand was not yet done.
                if let added = try writer.add(mail.entry, bytes: mail.blob) {
                    let entrance = Entrance(way: "imap", peer: "mailbox \(haul.mailbox)", findings: nil)
                    try writer.add(entrance, ofInboxEntry: added.id)
                }
                let kind: MailboxErrand.Kind = mail.entry.wholeSize == nil ? .settle : .settleCut
                try writer.add(
                    MailboxErrand(validity: haul.validity, uid: mail.uid, kind: kind), ofMailbox: haul.mailbox
                )
            }
            for uid in haul.missed {
                try writer.add(
                    MailboxErrand(validity: haul.validity, uid: uid, kind: .fetch), ofMailbox: haul.mailbox)
            }
            if let progress = haul.progress { try writer.set(progress, ofMailbox: haul.mailbox) }
            if !haul.mails.isEmpty { writer.afterCommit(wakeUp) }
        }
    }
}
