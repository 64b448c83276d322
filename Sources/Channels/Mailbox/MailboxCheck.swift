import IMAP
public import Operations
import Storage

/// Tries a mailbox out and changes nothing in it: signs in, opens the folder for reading, and leaves.
public struct MailboxCheck: Sendable {
    /// What was found.
    public struct Finding: Hashable, Sendable {
        public let messages: UInt32
        public let hasIdle: Bool
        public let hasMove: Bool

        public var words: String {
            let waits = hasIdle ? "New mail is told at once (IDLE)." : "New mail is looked for by polling."
            return "Signed in; the folder holds \(messages) messages. \(waits)"
        }
    }

    let office: Office
    var times = MailboxTimes()

    public init(office: Office) { self.office = office }

    /// Throws `MailboxProblem`. A refresh token that changes is stored.
    public func callAsFunction(_ open: Office.OpenMailbox) async throws -> Finding {
        let line = try await MailboxEntry(office: office).line(open, times: times)
        let folder = open.settings.folder
        let can = try await line.known()
        var messages: UInt32 = 0
        let answer = try await line.perform(.examine(folder), for: "to EXAMINE") { event in
            if case .response(.told(.exists(let count))) = event { messages = count }
        }
        guard answer.kind == .ok else {
            throw MailboxProblem.folder(folder, "\(answer.text) \(try await names(line))")
        }
        _ = try? await line.perform(.logout, within: .seconds(5), for: "to LOGOUT")
        return Finding(messages: messages, hasIdle: can.has("IDLE"), hasMove: can.has("MOVE"))
    }

    private static let namesMax = 20

    private func names(_ line: MailboxLine) async throws -> String {
        var names: [String] = []
        try await line.perform(.list("*"), for: "to LIST") { event in
            guard case .response(.told(.folder(let folder))) = event, folder.holdsMail else { return }
            names.append(folder.name)
        }
        return names.isEmpty ? "" : "There are: \(names.prefix(Self.namesMax).joined(separator: ", "))."
    }
}
