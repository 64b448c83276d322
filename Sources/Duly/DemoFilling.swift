import ArgumentParser
import Foundation
import Operations
import Storage

/// Makes the demo desk in an empty store, and writes its sign-ins where only the owner reads them.
enum DemoFilling {
    static func fill(_ database: Database, data: String, withStory: Bool = false) async throws {
        try FileManager.default.createDirectory(
            atPath: outgoing(data), withIntermediateDirectories: true)
        var signIns = try await DemoDesk.fill(database, secret: .system, agreement: nil)
        guard !signIns.isEmpty else { return }
        signIns.append(try await DemoDesk.addDana(database, secret: .system))
        if withStory {
            try await DemoStory.tell(database, until: RunningDesk.now)
        } else {
            try await DemoStory.agreeWithAcme(database, until: RunningDesk.now)
        }
        try await Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
            .noteZoneRules()
        let lines = signIns.map { "\($0.address) \($0.password)\n" }.joined()
        let file = "\(data)/demo-sign-ins.txt"
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data(lines.utf8), attributes: [.posixPermissions: 0o600])
        else {
            complain("\(file) can't be written. Make the data folder writable.")
            throw ExitCode(73)
        }
    }

    /// Where the demo desk's mail goes.
    static func outgoing(_ data: String) -> String {
        (data.hasPrefix("/") ? data : FileManager.default.currentDirectoryPath + "/" + data) + "/outgoing"
    }
}
