import Agreements
import BusinessTime
import Desk
import Documents
import DulyTesting
import Testing

@testable import Reports

@Suite("A statement on paper")
struct StatementPDFTests {
    private static func pdf(checkpoint: String? = "7 2026-12-05T00:00:00Z abc") throws -> StatementPDF {
        let (books, month, at) = try StatementReportTests.settled()
        return StatementPDF(
            StatementReport(agreement: "acme", books: books, month: month, now: at), books: books,
            StatementPDF.Surroundings(at: at, checkpoint: checkpoint) {
                "https://desk.example/tickets/\($0.ticket)/proof/\($0.promise.rawValue)"
            })
    }

    /// Every word of the document.
    private static func words(_ document: PDFDocument) -> String {
        document.blocks.map { block in
            switch block {
            case .title(let title, let below): "\(title) \(below)"
            case .heading(let heading): heading.text
            case .paragraph(let runs), .remark(let runs): runs.map(\.text).joined()
            case .list(let items): items.map { $0.map(\.text).joined() }.joined(separator: " ")
            case .facts(let facts): facts.map { "\($0.name) \($0.value)" }.joined(separator: " ")
            case .table(let table):
                (table.columns.map(\.head) + table.rows.flatMap(\.cells)).joined(separator: " ")
            case .bars(let chart): chart.bars.map { "\($0.label) \($0.words)" }.joined(separator: " ")
            case .signature, .pageBreak: ""
            }
        }.joined(separator: " ")
    }

    @Test("says totals and caps, each line with its proof, the dispute, what is pending and by hand")
    func complete() throws {
        let words = Self.words(try Self.pdf().document)
        for part in [
            "Service credits of 2026-11 Under clause K of the agreement acme, between",
            "settled: Invoice 2026-118", "Total, net of tax 60.00 EUR", "Cap of the month 300.00 EUR",
            "Resolution, critical, band 1", "5 % of the fee of 1200.00 EUR",
            "Disputed: it was worse, not answered yet.",
            "Proof: https://desk.example/tickets/17/proof/resolution",
            "Pending These credits come on a later statement if an open dispute is upheld: Ticket 17",
            "Clause K, handled by Eva: A gift in December.", "up to and including 2027-01-04",
            "from somebody else than who decided it", "7 2026-12-05T00:00:00Z abc",
        ] { #expect(words.contains(part), "\(part) in \(words)") }
    }

    @Test("the same statement is the same document; before the first checkpoint it names none")
    func stable() throws {
        #expect(try Self.pdf().document == Self.pdf().document)
        #expect(!Self.words(try Self.pdf(checkpoint: nil).document).contains("Audit chain"))
    }
}
