import BusinessTime
import Glibc
import Mail
import Operations
import Storage

/// Keeps a mail in a data folder from a process of its own: in the store where no desk runs, and through the
/// running desk where one holds the folder.
public struct PipeDelivery: Sendable {
    let folder: String
    let clock: @Sendable () -> Int64
    /// How long to wait for a folder that is held by somebody who takes no mail: a desk that is starting.
    let patience: Duration

    /// `clock` gives milliseconds since 1970 UTC.
    public init(folder: String, patience: Duration = .seconds(20), clock: @escaping @Sendable () -> Int64) {
        self.folder = folder
        self.clock = clock
        self.patience = patience
    }

    /// Returns when the mail is on disk. `recipients` are the envelope's, empty where the pipe names none.
    /// Throws `PipeRefusal`.
    public func keep(_ mail: PipedMail, for recipients: [String]) async throws {
        try requireDesk()
        let end = ContinuousClock.now + patience
        while true {
            do {
                return try await store(mail, for: recipients)
            } catch StoreProblem.locked(_, let pid) {
                if try await handOver(mail, for: recipients) { return }
                guard ContinuousClock.now < end else {
                    let holder = pid.map { "process \($0)" } ?? "another process"
                    throw PipeRefusal.later(
                        "the data folder \(folder) is held by \(holder), which takes no mail")
                }
            } catch let problem as StoreProblem {
                throw PipeRefusal(problem, isFull: isFull)
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// A mistyped folder must not become a desk that nobody opens.
    private func requireDesk() throws(PipeRefusal) {
        if access("\(folder)/duly.sqlite", F_OK) == 0 { return }
        let code = errno
        if code == ENOENT {
            throw PipeRefusal(
                .later, "there is no desk in \(folder)",
                remedy: "Name its data folder with --data, or open a desk there with duly serve.")
        }
        throw PipeRefusal(
            .unwritable, "the data folder \(folder) can't be used: \(String(cString: strerror(code)))",
            remedy: "Name the desk's data folder with --data, and give this user the right to write there.")
    }

    private func store(_ mail: PipedMail, for recipients: [String]) async throws {
        let database = try Database(folder: folder)
        // What is kept is on disk before this; a failure to close changes nothing about it.
        defer { try? database.close() }
        let addresses = try await addresses(database)
        let chosen = mail.recipients(given: recipients, addresses: addresses)
        if let stranger = chosen.first(where: { addresses.belonging(of: $0) != .ours }) {
            throw PipeRefusal.noUser(stranger)
        }
        let office = Office(database: database, shelf: AgreementShelf(), clock: { .earliest })
        _ = try await Intake(office: office).keep(incoming(mail, chosen))
    }

    private func addresses(_ database: Database) async throws -> DeskAddresses {
        let now = Instant(seconds: clock() / 1000)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { now })
        let found = try await database.read { try office.addresses(in: $0) }
        if found.support.isEmpty {
            throw PipeRefusal.later("the desk in \(folder) has no support address yet")
        }
        return found
    }

    private func incoming(_ mail: PipedMail, _ recipients: [String]) -> IncomingMail {
        var incoming = IncomingMail(
            envelopeFrom: mail.envelopeFrom, recipients: recipients, bytes: mail.bytes, peer: "pipe",
            receipt: clock())
        incoming.way = "pipe"
        return incoming
    }

    /// Whether the desk that holds the folder has it now. False when none answers.
    private func handOver(_ mail: PipedMail, for recipients: [String]) async throws -> Bool {
        guard let address = Database.mailAddress(ofHolder: folder), let caller = LMTPCaller(address) else {
            return false
        }
        var options = Database.Options()
        options.isReadOnly = true
        let database = try Database(folder: folder, options: options)
        let chosen = mail.recipients(given: recipients, addresses: try await addresses(database))
        try? database.close()
        return try caller.deliver(incoming(mail, chosen))
    }

    /// Whether the disk has no room for a commit, whatever call found out first.
    private var isFull: Bool {
        var space = statvfs()
        guard statvfs(folder, &space) == 0 else { return false }
        return UInt64(space.f_bavail) * UInt64(space.f_frsize) < 1 << 20
    }
}

extension PipeRefusal {
    static func noUser(_ address: String) -> PipeRefusal {
        PipeRefusal(
            .noUser, "\(address) is not an address of this desk",
            remedy: "duly mail addresses lists those that are; name one of them with --to.")
    }
}
