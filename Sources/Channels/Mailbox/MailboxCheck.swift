import BusinessTime
import Desk
import IMAP
public import Operations
public import Storage

/// Tries a mailbox out and changes nothing in it: signs in, opens the folder for reading, and leaves.
public struct MailboxCheck: Sendable {
    /// What was found.
    public struct Finding: Hashable, Sendable {
        public let messages: UInt32
        public let hasIdle: Bool
        public let hasMove: Bool
        /// Seconds of Unix time; nil without TLS.
        let certificateEnd: Int64?

        public var words: String {
            let waits = hasIdle ? "New mail is told at once (IDLE)." : "New mail is looked for by polling."
            return "Signed in; the folder holds \(messages) messages. \(waits)"
        }
    }

    let office: Office
    var times: MailboxTimes

    public init(office: Office, times: MailboxTimes = MailboxTimes()) {
        (self.office, self.times) = (office, times)
    }

    /// Throws `MailboxProblem`. A refresh token that changes is stored.
    public func callAsFunction(_ open: Office.OpenMailbox) async throws -> Finding {
        let line = try await MailboxEntry(office: office).line(open, times: times)
        let folder = open.settings.folder
        let can = try await line.known()
        let answer = try await line.perform(.examine(folder, in: can.spelling), for: "to EXAMINE")
        guard answer.kind == .ok else {
            throw MailboxProblem.folder(folder, "\(answer.text) \(try await names(line, in: can.spelling))")
        }
        let end = await line.wire.certificateEnd()
        _ = try? await line.perform(.logout, within: .seconds(5), for: "to LOGOUT")
        return Finding(
            messages: line.exists, hasIdle: can.has("IDLE"), hasMove: can.has("MOVE"), certificateEnd: end)
    }

    private static let namesMax = 20
    /// A server that lists more has lost its way.
    static let foldersMax = 10_000

    private func names(_ line: MailboxLine, in spelling: FolderName.Spelling) async throws -> String {
        var names: [String] = []
        var count = 0
        try await line.perform(.listAll, for: "to LIST") { event in
            guard case .response(.told(.folder(let folder))) = event else { return }
            count += 1
            guard count <= Self.foldersMax else {
                throw MailboxProblem.violation(.tooManyAnswers(max: Self.foldersMax))
            }
            if folder.holdsMail, names.count < Self.namesMax { names.append(folder.name(in: spelling)) }
        }
        return names.isEmpty ? "" : "There are: \(names.joined(separator: ", "))."
    }
}

extension MailboxCheck {
    /// Tries a mailbox that is entered by a password, and tells how it went. A token that changes must be
    /// kept by the desk that fetches, so one entered by OAuth2 is left alone.
    public func tried(_ stored: StoredMailbox) async -> TriedMailbox {
        var settings: MailboxSettings?
        do {
            let open = try office.open(stored)
            settings = open.settings
            if open.settings.tokens != nil {
                return TriedMailbox(words: "It is entered by OAuth2, and not tried from here.")
            }
            let finding = try await self(open)
            return TriedMailbox(
                words: finding.words, certificateEnd: finding.certificateEnd.map { Instant(seconds: $0) })
        } catch {
            return TriedMailbox(Self.trouble(error), certificateEnd: await shownEnd(settings, after: error))
        }
    }

    private static func trouble(_ error: any Error) -> TriedMailbox.Trouble {
        switch error {
        case let problem as MailboxProblem:
            TriedMailbox.Trouble(words: "\(problem)", remedy: problem.remedy)
        case let refusal as Refusal:
            TriedMailbox.Trouble(words: refusal.message, remedy: refusal.remedy)
        case let problem as StoreProblem:
            TriedMailbox.Trouble(words: "\(problem)", remedy: problem.remedy)
        default:
            TriedMailbox.Trouble(words: "\(error).", remedy: "Try it with duly mailbox test.")
        }
    }

    /// A certificate that was not believed may only have run out.
    private func shownEnd(_ settings: MailboxSettings?, after error: any Error) async -> Instant? {
        guard let settings, settings.encryption == .tls else { return nil }
        switch error {
        case MailboxProblem.untrusted, MailboxProblem.otherName, MailboxProblem.noTLS:
            return await CheckupWorld.end(ofCertificateAt: settings.host, settings.port)
        default: return nil
        }
    }
}
