import ArgumentParser
import BusinessTime
import Channels
import Desk
import Foundation
import Operations
import Storage

/// `duly quarantine`: mails that wait for a person to say what they are.
struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine", abstract: "Look at mails that were kept back, and say what they are.",
        discussion: "Looking works while the desk runs. To decide, use /quarantine then, or stop the desk.",
        subcommands: [List.self, Show.self, Release.self, Attach.self, Discard.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List them, the newest first.")
        @Option(help: "waiting, released, attached or discarded.") var state = "waiting"
        @Option(help: "At most so many.") var limit = 100
        @Flag(help: "One JSON object a line.") var json = false
        @Option(help: "The data folder.") var data = "data"

        private struct Line: Encodable {
            let mail: Int64
            let state: String
            let cause: String
            let why: String
            let received: String
            let from: String
            let subject: String
            let ticket: Int64?
        }

        func validate() throws {
            guard StoredQuarantine.State(rawValue: state) != nil, limit > 0 else {
                throw ValidationError("--state is waiting, released, attached or discarded; --limit from 1.")
            }
        }

        func run() async throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let wanted = StoredQuarantine.State(rawValue: state) ?? .waiting
            let found = try await QuarantineCommand.reading(data) { [limit] office, reader in
                try reader.quarantine(wanted, limit: limit)
                    .compactMap { try office.quarantineReading($0.inbox, in: reader) }
            }
            for reading in found {
                let line = Line(
                    mail: reading.mail.inbox, state: reading.mail.state.rawValue, cause: reading.mail.cause,
                    why: reading.why, received: "\(reading.received)", from: reading.letter?.from ?? "",
                    subject: reading.letter?.subject ?? "", ticket: reading.ticket)
                if json {
                    print(String(decoding: try encoder.encode(line), as: UTF8.self))
                } else {
                    print("\(line.mail)\t\(line.received)\t\(line.cause)\t\(line.from)\t\(line.subject)")
                }
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print what a mail says, why it is kept, and who did what.")
        @Argument(help: "Its number, from duly quarantine list.") var mail: Int64
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            let found = try await QuarantineCommand.reading(data) { [mail] office, reader in
                try office.quarantineReading(mail, in: reader)
            }
            guard let found else {
                complain("there is no mail \(mail) in quarantine; see duly quarantine list.")
                throw ExitCode(66)
            }
            print("From:      \(found.letter?.from ?? "(its words are erased)")")
            print("Envelope:  <\(found.envelopeFrom)> to \(found.envelopeTo.joined(separator: ", "))")
            print("Received:  \(found.received)")
            print("Kept:      \(found.why)")
            for fact in found.facts { print("           \(fact.recorded) \(fact.words)") }
            if let ticket = found.ticket { print("Ticket:    \(ticket)") }
            print("Subject:   \(found.letter?.subject ?? "")\n\n\(found.letter?.text ?? "")")
        }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let it become a ticket or a message, as of its first receipt.")
        @Argument(help: "Its number, from duly quarantine list.") var mail: Int64
        @Option(help: "Who wrote it, where the mail does not say.") var sender = ""
        @Option(name: .customLong("as"), help: "Who decides, by mail address.") var decider: String
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            try await QuarantineCommand.deciding(mail, as: decider, in: data) {
                [mail, sender] office, asker in
                try await office.release(mail, sender: sender, by: asker)
            }
        }
    }

    struct Attach: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make it a message on a ticket.")
        @Argument(help: "Its number, from duly quarantine list.") var mail: Int64
        @Option(help: "The ticket's number.") var ticket: Int64
        @Option(name: .customLong("as"), help: "Who decides, by mail address.") var decider: String
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            try await QuarantineCommand.deciding(mail, as: decider, in: data) {
                [mail, ticket] office, asker in
                try await office.attach(mail, to: Ticket.ID(ticket), by: asker)
            }
        }
    }

    struct Discard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that it is no mail for the desk; it stays in the list of the discarded.")
        @Argument(help: "Its number, from duly quarantine list.") var mail: Int64
        @Option(help: "Why, in a sentence.") var reason: String
        @Option(name: .customLong("as"), help: "Who decides, by mail address.") var decider: String
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            try await QuarantineCommand.deciding(mail, as: decider, in: data) {
                [mail, reason] office, asker in
                try await office.discard(mail, reason: reason, by: asker)
            }
        }
    }

    private static func reading<Found: Sendable>(
        _ data: String, _ body: @escaping @Sendable (Office, Reader) throws -> Found
    ) async throws -> Found {
        let database = try StoreOpening.open(data, readOnly: true)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        return try await database.read { try body(office, $0) }
    }

    /// Decides, takes in what was let go, and says where it went.
    private static func deciding(
        _ mail: Int64, as decider: String, in data: String,
        _ body: (Office, Access.Asker) async throws -> Void
    ) async throws {
        try await TokenCommand.asking(as: decider, in: data) { office, asker in
            try await body(office, asker)
            try await Intake(office: office).readNew()
            let found = try await office.database.read { try office.quarantineReading(mail, in: $0) }
            guard let found else { return }
            switch found.mail.state {
            case .waiting: print("Mail \(mail) is kept again: \(found.why)")
            case .discarded: print("Mail \(mail) is discarded.")
            case .released, .attached:
                print("Mail \(mail) is taken in" + (found.ticket.map { ": ticket \($0)." } ?? "."))
            }
        }
    }
}

extension QuarantineFact {
    fileprivate var words: String {
        let who = by.person.map { "person \($0)" } ?? "Duly"
        return switch what {
        case .kept(let cause): "\(who) kept it: \(cause.rawValue)"
        case .released: "\(who) released it"
        case .attached(let ticket): "\(who) attached it to ticket \(ticket)"
        case .discarded(let reason): "\(who) discarded it: \(reason)"
        }
    }
}
