import ArgumentParser
import Channels
import Glibc

extension MailCommand {
    /// `duly mail receive`: keeps one message, as a mail server's pipe gives it.
    struct Receive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep one message from standard input in the desk's inbox.",
            discussion: """
                Works while the desk runs and while it doesn't. Exit codes are those of sysexits.h, for \
                mail servers: 0 kept, 64 wrong command line, 65 not a message or too large, 66 no input, \
                67 no such address, 73 folder not writable, 74 input or output failed, 75 try again.
                """)

        @Option(help: "The data folder.") var data = "data"
        @Option(
            parsing: .unconditional,
            help: "The envelope's sender, empty for <>; without it the header's Return-Path, or From.")
        var from: String?
        @Option(
            parsing: .upToNextOption,
            help: "The envelope's recipients; without them those of the header, or the support address.")
        var to: [String] = []

        func validate() throws {
            let most = LMTPLimits().recipientCountMax
            if to.count > most { throw ValidationError("--to takes at most \(most) addresses.") }
            if let wrong = to.first(where: { !PipedMail.isAddress($0) }) {
                throw ValidationError("--to: \(wrong.debugDescription) is no address; write local@domain.")
            }
        }

        func run() async throws {
            do {
                let mail = try PipedMail(try input(), sender: from)
                let delivery = PipeDelivery(folder: data) { RunningDesk.milliseconds }
                try await delivery.keep(mail, for: to)
            } catch let refusal as PipeRefusal {
                complain("\(refusal)")
                throw ExitCode(refusal.cause.rawValue)
            }
        }

        private func input() throws -> [UInt8] {
            let limits = LMTPLimits()
            guard let bytes = try StandardInput.all(limit: limits.messageBytesMax) else {
                throw PipeRefusal.tooLarge(limits)
            }
            return bytes
        }
    }
}
