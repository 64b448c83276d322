import Agreements
import ArgumentParser
import BusinessTime
import Documents
import Foundation
import Storage

/// `duly agreement`: the agreement as a file.
struct AgreementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "Write, check and read an agreement.",
        subcommands: [New.self, Check.self, Show.self, Render.self, Compare.self, Evidence.self])

    static func lookup(_ zone: TimeZoneName) -> ZoneRules? { try? ZoneFiles().rules(of: zone) }

    /// The file's text; `-` is standard input.
    static func text(of file: String) throws -> String {
        let limit = 4 << 20
        let bytes =
            file == "-"
            ? try StandardInput.all(limit: limit) : FileManager.default.contents(atPath: file).map(Array.init)
        guard let bytes else {
            complain("\(file) can't be read, or is longer than 4 MiB. Check the path and its permissions.")
            throw ExitCode(66)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            complain("\(file) is not UTF-8 text. Save it as UTF-8.")
            throw ExitCode(65)
        }
        return text
    }

    /// Runs `body`; what is wrong with the agreement is printed, every problem, and the code is 65.
    static func reporting(_ file: String, _ body: (String) throws -> Void) throws {
        do {
            try body(try text(of: file))
        } catch let problems as AgreementProblems {
            for problem in problems.all { complain("\(file):\(problem)") }
            throw ExitCode(65)
        }
    }

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a new agreement with its blanks to fill in.")
        @Option(help: "The provider's name.") var provider = "[Your company]"
        @Option(help: "The customer's name.") var customer = "[The customer]"

        func run() {
            print(AgreementDraft.new(provider: provider, customer: customer), terminator: "")
        }
    }

    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell what changes between two agreements, clause by clause.")
        @Argument(help: "The earlier YAML file.") var before: String
        @Argument(help: "The later one.") var after: String

        func run() throws {
            try AgreementCommand.reporting(before) { before in
                let old = try AgreementDraft.signed(before, zones: AgreementCommand.lookup)
                try AgreementCommand.reporting(after) { after in
                    let new = try AgreementDraft.signed(after, zones: AgreementCommand.lookup)
                    print(AgreementComparison(old, new).plain, terminator: "")
                }
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List every problem of an agreement.")
        @Argument(help: "A YAML file, or - for standard input.") var file: String

        func run() throws {
            try AgreementCommand.reporting(file) { yaml in
                let problems = AgreementDraft.check(yaml, zones: AgreementCommand.lookup)
                if !problems.isEmpty { throw AgreementProblems(problems) }
                print("\(file): sound, sha256 \(try Terms(yaml: yaml).hash)")
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the terms in their canonical form.")
        @Argument(help: "A YAML file, or - for standard input.") var file: String

        func run() throws {
            try AgreementCommand.reporting(file) { print(try AgreementDraft.show($0), terminator: "") }
        }
    }
}
