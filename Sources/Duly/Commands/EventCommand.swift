import ArgumentParser
import BusinessTime
import Desk
import Operations
import Storage

/// `duly event`: declared events, and what was approved taken back.
struct EventCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event", abstract: "List declared events, or take an approved one back (clause H).",
        discussion: "While the desk runs, managers do it at /events.",
        subcommands: [List.self, TakeBack.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the events, the newest first.")
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            let database = try StoreOpening.open(data, readOnly: true)
            let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
            let events = try await database.read { try office.events(in: $0) }
            for event in events {
                print(
                    "\(event.id.title)\t\(event.standingWord)\t\(event.declared.ground)\t"
                        + event.declared.reason)
            }
        }
    }

    struct TakeBack: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an approved event back as a whole: its time counts again on every ticket.",
            discussion: "Each customer is told once. Exits with 65 where the event is not approved.")
        @Argument(help: "The event, like 3 or E-3.") var event: String
        @Option(help: "Why; the customers read it.") var reason: String
        @Option(name: .customLong("as"), help: "The manager who takes it back, by mail address.")
        var manager: String
        @Option(help: "The data folder.") var data = "data"

        func validate() throws {
            guard number != nil else {
                throw ValidationError("\(event) is no event. Write it like 3 or E-3.")
            }
        }

        private var number: Int64? {
            Int64(event.uppercased().hasPrefix("E-") ? String(event.dropFirst(2)) : event)
        }

        func run() async throws {
            guard let number else { return }
            try await TokenCommand.asking(as: manager, in: data) { [reason] office, asker in
                try await office.settle(
                    .takeBack(reason: reason), on: ExclusionEvent.ID(number), by: asker)
                print("\(ExclusionEvent.ID(number).title) is taken back.")
            }
        }
    }
}

extension ExclusionEvent {
    fileprivate var standingWord: String {
        switch outcome {
        case nil: to == nil ? "lasts" : "waits"
        case .approved: "approved"
        case .refused: "refused"
        case .withdrawn: "withdrawn"
        case .takenBack: "taken back"
        }
    }
}
