import Agreements
import ArgumentParser
import BusinessTime
import Documents

extension AgreementCommand {
    struct Render: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the agreement as it reads.",
            discussion: "The same agreement gives the same bytes: a PDF bears the effective date.")

        enum Form: String, ExpressibleByArgument, CaseIterable { case text, html, pdf }

        @Argument(help: "A YAML file, or - for standard input.") var file: String
        @Option(name: .customLong("as"), help: "How: text, html or pdf.") var form = Form.text
        @Flag(help: "As a web page, like --as html.") var html = false
        @Option(help: "A file to write instead of standard output.") var out: String?

        func validate() throws {
            if html, form == .pdf {
                throw ValidationError("--html and --as pdf are two forms. Leave one of them out.")
            }
            if form == .pdf, out == nil {
                throw ValidationError("A PDF goes into a file. Add --out agreement.pdf.")
            }
        }

        func run() throws {
            try AgreementCommand.reporting(file) { yaml in
                let bytes = bytes(of: try AgreementDraft.signed(yaml, zones: AgreementCommand.lookup))
                try OutputFile.write(bytes, to: out)
            }
        }

        private func bytes(of signed: SignedAgreement) -> [UInt8] {
            switch html ? .html : form {
            case .text: Array(signed.text.plain.utf8)
            case .html: AgreementPage.html(of: signed.text)
            case .pdf: AgreementPDF(signed, created: Self.start(of: signed.terms)).rendered()
            }
        }

        /// The first instant of the effective date.
        private static func start(of terms: Terms) -> Instant {
            let rules = AgreementCommand.lookup(terms.hours.calendar.zone)
            return rules?.instant(of: terms.effective, .midnight) ?? .earliest
        }
    }
}
