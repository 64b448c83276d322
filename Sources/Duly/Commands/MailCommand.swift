import ArgumentParser
import Mail

/// `duly mail`: one message in, what Duly makes of it out.
struct MailCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Read, keep, send and sign mail.",
        subcommands: [
            Parse.self, Sanitize.self, Receive.self, Addresses.self, Outbox.self, Sending.self, DKIM.self,
        ])

    /// Bytes. Larger input is refused with exit code 65.
    static let inputMax = 256 << 20

    static func input() throws -> [UInt8] {
        if let bytes = try StandardInput.all(limit: inputMax) { return bytes }
        complain("the input is longer than 256 MiB. Give one message at a time.")
        throw ExitCode(65)
    }

    struct Parse: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a message as one JSON object.")
        @Flag(help: "Read frames: a decimal length, a newline, that many bytes.") var stream = false

        func run() throws {
            var output = StandardOutput()
            defer { output.flush() }
            if !stream {
                output.line(ParseReport.json(Message.parse(try MailCommand.input())))
                return
            }
            do {
                try frames(&output)
            } catch let refusal as FrameReader.Refusal {
                output.flush()
                complain("\(refusal)")
                throw ExitCode(65)
            }
        }

        private func frames(_ output: inout StandardOutput) throws {
            var reader = FrameReader()
            try StandardInput.blocks { block in
                reader.append(block)
                while let frame = try reader.next() { output.line(ParseReport.json(Message.parse(frame))) }
                output.flush()
            }
            try reader.finish()
        }
    }

    struct Sanitize: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the safe HTML of HTML.")
        @Flag(help: "Read and print lines of {\"name\": ..., \"html\": ...}.") var jsonl = false

        func run() throws {
            if jsonl { return try lines() }
            let html = String(decoding: try MailCommand.input(), as: UTF8.self)
            var output = StandardOutput()
            output.line(SafeHTML.sanitize(html))
            output.flush()
        }

        /// Line by line, each answered before the next is awaited. A line that can't be read has no answer.
        private func lines() throws {
            var output = StandardOutput()
            var number = 0
            var refused = 0
            try StandardInput.blocksOfLines { lines in
                for line in lines {
                    number += 1
                    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
                    if let answer = SanitizeLine.answer(line) {
                        output.line(answer)
                    } else {
                        refused += 1
                        complain("line \(number) is no object of texts with an html, such as \(Self.example)")
                    }
                }
                output.flush()
            }
            if refused > 0 { throw ExitCode(65) }
        }

        private static let example = #"{"name": "a", "html": "<p>b</p>"}"#
    }
}
