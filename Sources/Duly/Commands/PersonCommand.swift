import ArgumentParser
import BusinessTime
import Desk
import Foundation
import Operations
import Storage
import Web

/// `duly person`: what the desk holds of a person, for one who runs the desk's machine.
struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "Export what the desk holds of a person while the desk is stopped.",
        discussion: "While it runs, managers and administrators export at /privacy.",
        subcommands: [Export.self])

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a zip to read and for programs; that you took it is written down.")
        @Argument(help: "The person's mail address.") var address: String
        @Option(help: "The file to write.") var out: String
        @Option(name: .customLong("as"), help: "The manager or administrator who takes it, by mail address.")
        var taker: String
        @Option(help: "The data folder.") var data = "data"

        func run() async throws {
            guard !FileManager.default.fileExists(atPath: out) else {
                complain("\(out) is there already. Name another file.")
                throw ExitCode(73)
            }
            try await TokenCommand.asking(as: taker, in: data) { [address, out] office, asker in
                let id = try await office.database.read { try $0.person(address: address)?.id }
                let found = try await office.export(Person.ID(id ?? 0), by: asker)
                let zip = try PersonZip(found.record, files: found.files).bytes(created: office.clock())
                try Data(zip).write(to: URL(filePath: out), options: .atomic)
                print("\(out): \(found.record.messages.count) messages, \(found.files.count) files.")
                let missing = found.record.leftOut.count
                if missing > 0 { print("\(missing) files are left out: its read.html names them.") }
            }
        }
    }
}
