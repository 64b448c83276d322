import ArgumentParser
import Desk
import Foundation
import Operations
import Storage

/// `duly audit`: nobody changed the past unseen, and with which key the desk signs.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the audit chain; show and rotate the desk's key.",
        subcommands: [Verify.self, Key.self, RotateKey.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every fact against its chain and the last checkpoint.")
        @Option(help: "The data folder.") var data = "data"
        @Option(help: "A checkpoint as it was published: the line of a mail, a statement or of /audit/head.")
        var head: String?
        @Option(help: "A file of such lines, as /audit/heads gives it.") var heads: String?

        func validate() throws {
            guard let head, PublishedHead(line: head) == nil else { return }
            throw ValidationError(
                "--head takes a whole published line between quotes: six words, first a number, last a hash.")
        }

        func run() async throws {
            let published = [head.flatMap(PublishedHead.init)].compactMap { $0 } + (try lines())
            let database = try StoreOpening.open(data, readOnly: true)
            let report = try StoreOpening.reporting {
                try database.readBlocking { reader in
                    let bar = ProgressBar(
                        "facts checked", of: Int(try reader.lastSequence()), onTerminalsAlone: true)
                    defer { bar.end() }
                    return try reader.verifyAudit(against: published) { bar.show(Int($0)) }
                }
            }
            for finding in report.findings { complain("\(finding)") }
            let checkpoint = report.checkpoint.map(\.line) ?? "no checkpoint yet"
            print(
                "\(report.facts) facts in \(report.streams) streams, "
                    + "\(report.findingCount) findings; \(checkpoint)"
            )
            if !published.isEmpty { print("held against \(published.count) published checkpoints") }
            if !report.isSound { throw ExitCode(65) }
        }

        private func lines() throws -> [PublishedHead] {
            guard let heads else { return [] }
            guard let text = try? String(contentsOfFile: heads, encoding: .utf8) else {
                complain("\(heads) can't be read. Check the path and its permissions.")
                throw ExitCode(66)
            }
            return try text.split(separator: "\n").map { line in
                guard let head = PublishedHead(line: String(line)) else {
                    complain("\(heads) holds a line that is no checkpoint: \(line.prefix(80))")
                    throw ExitCode(65)
                }
                return head
            }
        }
    }

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the public keys of the desk, that of today first.",
            discussion: "The same that /audit/key gives to anyone.")
        @Option(help: "The data folder.") var data = "data"
        @Flag(help: "As JSON.") var json = false

        func run() async throws {
            let database = try StoreOpening.open(data, readOnly: true)
            let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
            let ring = try database.readBlocking { try office.keyRing(in: $0) }
            print(json ? PublishedKeys.json(ring) : PublishedKeys.text(ring), terminator: "")
        }
    }

    struct RotateKey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate-key", abstract: "Make a new key with which evidence is signed from now on.",
            discussion: """
                The old key signs that the new one follows, and is then gone; its public half stays \
                published. Run it while the desk is stopped.
                """)
        @Option(help: "The data folder.") var data = "data"
        @Option(help: "Where the old key's file is lost for good: why, in a sentence.") var lost: String?

        func run() async throws {
            let database = try StoreOpening.open(data)
            defer { try? database.close() }
            let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
            let by = Actor.program("duly audit rotate-key")
            do {
                if let lost {
                    _ = try await office.replaceLostKey(reason: lost, by: by)
                } else {
                    _ = try await office.rotateKey(by: by)
                }
                let ring = try await database.read { try office.keyRing(in: $0) }
                print(PublishedKeys.text(ring), terminator: "")
            } catch let problem as StoreProblem {
                complain("\(problem) \(problem.remedy)")
                throw ExitCode(StoreOpening.code(of: problem))
            } catch let refusal as Refusal {
                complain("\(refusal.message) \(refusal.remedy)")
                throw ExitCode(65)
            }
        }
    }
}
