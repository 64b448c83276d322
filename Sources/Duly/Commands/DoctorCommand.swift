import ArgumentParser
import Channels
import Foundation
import Operations
import Storage

/// `duly doctor`: everything that a desk needs to run, looked over.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look over database, mail in and out, disk, clock, zones, certificates and DNS.",
        discussion: """
            Works while the desk runs, and changes nothing. Each line says how a thing stands and what \
            helps. Exit code 0 when nothing failed, 69 when something did.
            """)

    @Option(help: "The data folder.") var data = "data"
    @Flag(help: "Ask no server and no name server.") var local = false
    @Flag(help: "One JSON object a line.") var json = false

    private struct Line: Encodable {
        let subject: String
        let standing: String
        let words: String
        let remedy: String
    }

    func run() async throws {
        let database = try StoreOpening.open(data, readOnly: true)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        let world = CheckupWorld.system(relay: try await relay(office), mailboxesOf: office)
        let checkup = Checkup(office: office, world: world, readsOnly: true)
        let lines = try await local ? checkup.local() : checkup.whole()
        try database.close()
        for line in lines { try show(line) }
        if !json { print(lines.summary) }
        if lines.contains(where: { $0.standing == .failed }) { throw ExitCode(69) }
    }

    /// A way out by OAuth2 is not tried: a token that changes could not be kept from here. One that an option
    /// names is known to the desk that runs alone.
    private func relay(_ office: Office) async throws -> Relay? {
        try await office.database.read { reader in
            let settings = try reader.relay().map { try Office.settings(of: $0) }
            let option = try reader.setting(Office.sendingOption) ?? ""
            guard let settings, settings.signIn != .xoauth2, option.isEmpty else { return nil }
            return Relay(office: office, option: nil)
        }
    }

    private func show(_ line: CheckLine) throws {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let value = Line(
                subject: line.subject, standing: line.standing.rawValue, words: line.words,
                remedy: line.remedy)
            return print(String(decoding: try encoder.encode(value), as: UTF8.self))
        }
        print("\(line.standing.rawValue)\t\(line.subject)\t\(line.words)")
        if !line.remedy.isEmpty { print("\t\t\(line.remedy)") }
    }
}
