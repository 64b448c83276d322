import BusinessTime
import Testing

@testable import Documents

@Suite("A document as PDF")
struct PDFDocumentTests {
    static let created = Instant(seconds: 1_767_222_000)

    static func document(_ blocks: [PDFBlock]) -> PDFDocument {
        var imprint = Imprint(
            title: "Statement of service credits", author: "Harbor Software GmbH", subject: "March 2026",
            created: created)
        imprint.edition = "acme, version 1"
        imprint.mark = "SHA-256 0123456789abcdef"
        return PDFDocument(imprint, blocks)
    }

    static func rows(_ count: Int) -> PDFTable {
        PDFTable(
            columns: [PDFTable.Column("Ticket"), PDFTable.Column("Credit", isAmount: true)],
            rows: (1...count).map { PDFTable.Row(["T-\($0)", "\($0).50 EUR"]) })
    }

    @Test("the same document has the same bytes, whatever was printed between and on whichever thread")
    func stable() async {
        let document = Self.document([.title("Acme", below: "of Ben"), .table(Self.rows(90))])
        let first = document.rendered()
        let other = Self.document([.text("Ελληνική Εταιρεία")]).rendered()
        let elsewhere = await Task.detached { document.rendered() }.value
        #expect(document.rendered() == first)
        #expect(elsewhere == first)
        #expect(other != first)
    }

    @Test("many printed at once, each in its script, come out as each does alone")
    func crowd() async {
        let documents = ["Łódź", "Ελληνική", "ООО Гавань", "شركة", "港湾ソフト", "하버", "บริษัท", "হারবার", "→ ≤ ✓"]
            .map { Self.document([.title($0, below: $0), .text($0), .table(Self.rows(9))]) }
        let alone = documents.map { $0.rendered() }
        await withTaskGroup { group in
            for round in 0..<8 {
                for (index, document) in documents.enumerated() {
                    group.addTask { (round, index, document.rendered()) }
                }
            }
            for await (_, index, bytes) in group { #expect(bytes == alone[index]) }
        }
    }

    @Test("says what it is, with the date it was given and in A4")
    func metadata() throws {
        let facts = try Printed(bytes: Self.document([.text("One line.")]).rendered()).facts()
        #expect(facts["Title"] == "Statement of service credits")
        #expect(facts["Author"] == "Harbor Software GmbH")
        #expect(facts["Subject"] == "March 2026")
        #expect(facts["CreationDate"]?.contains("Wed Dec 31 23:00:00 2025") == true)
        #expect(facts["Tagged"] == "yes")
        #expect(facts["Pages"] == "1")
        #expect(facts["Page size"]?.contains("A4") == true)
    }

    @Test("a long table goes over pages, its head on each, every row once and whole")
    func longTable() throws {
        let printed = Printed(bytes: Self.document([.table(Self.rows(90))]).rendered())
        let pages = try printed.text().split(separator: "\u{C}")
        #expect(pages.count == 3)
        for (index, page) in pages.enumerated() {
            #expect(page.contains("Ticket") && page.contains("Credit"))
            #expect(page.contains("Page \(index + 1) of 3"))
            #expect(page.contains("SHA-256 0123456789abcdef"))
            #expect(page.contains("acme, version 1") == (index > 0))
        }
        let words = pages.flatMap { $0.split(whereSeparator: \.isWhitespace) }
        for row in 1...90 { #expect(words.filter { $0 == "T-\(row)" }.count == 1) }
    }

    @Test("amounts end at one place")
    func amounts() throws {
        let table = PDFTable(
            columns: [PDFTable.Column("Ticket"), PDFTable.Column("Credit", isAmount: true)],
            rows: [PDFTable.Row(["T-1", "7.50 EUR"]), PDFTable.Row(["T-2", "1234.50 EUR"], isTotal: true)])
        let lines = try Printed(bytes: Self.document([.table(table)]).rendered()).text().split(
            separator: "\n")
        let ends = lines.filter { $0.hasSuffix("EUR") }.map(\.count)
        #expect(ends.count == 2 && Set(ends).count == 1)
    }

    @Test("a row higher than a page is cut between lines, and nothing of it is lost")
    func highRow() throws {
        let words = (1...3000).map { "w\($0)" }
        let table = PDFTable(
            columns: [PDFTable.Column("A"), PDFTable.Column("B")],
            rows: [PDFTable.Row([words.joined(separator: " "), "b"])])
        let text = try Printed(bytes: Self.document([.table(table)]).rendered()).text()
        let printed = text.split(whereSeparator: \.isWhitespace).filter { $0.hasPrefix("w") }
        #expect(printed.map(String.init) == words)
    }

    @Test(
        "any script has its letters, embedded",
        arguments: [
            "Łódź Żółć ß ñ", "Ελληνική Εταιρεία", "ООО Гавань", "شركة الميناء", "חברת הנמל", "हार्बर सॉफ़्टवेयर",
            "港湾ソフトウェア株式会社", "港口软件有限公司", "港口軟體有限公司", "하버 소프트웨어", "บริษัท ท่าเรือ", "Նավահանգիստ",
            "ნავსადგური", "হারবার", "துறைமுகம்", "→ ≤ € № ✓",
        ])
    func scripts(name: String) throws {
        let blocks: [PDFBlock] = [
            .title(name, below: name), .heading(PDFHeading(name, anchor: "a")), .text(name),
            .table(PDFTable(columns: [PDFTable.Column(name)], rows: [PDFTable.Row([name])])),
            .signature(PDFSignature(party: name, lines: [PDFSignature.Line(name: name, title: name)])),
        ]
        let document = Self.document(blocks)
        #expect(document.missingCharacterCount == 0)
        let fonts = try Printed(bytes: document.rendered()).fonts()
        #expect(!fonts.isEmpty)
        #expect(fonts.allSatisfy { $0.isEmbedded })
        #expect(fonts.allSatisfy { $0.name.contains("Noto") })
    }

    @Test("what no font can show is counted")
    func missing() {
        #expect(Self.document([.text("a private sign: \u{E123}")]).missingCharacterCount == 1)
    }

    @Test(
        "hostile text is printed, not obeyed",
        arguments: ["a\u{0}b\u{1B}[2Jc", "<b>a</b> & 'x' \\(y)", "\u{202E}abc", ""])
    func hostile(text: String) throws {
        let heading = PDFHeading(text, number: text, anchor: "it's \\ here")
        let runs = [PDFRun(text, isBold: true, anchor: "it's \\ here")]
        let document = Self.document([
            .title(text, below: text), .heading(heading), .paragraph(runs), .remark(runs), .list([runs, []]),
            .facts([PDFFact(text, text)]), .facts([]), .list([]), .paragraph([]),
            .table(PDFTable(columns: [PDFTable.Column(text)], rows: [])),
        ])
        #expect(try Printed(bytes: document.rendered()).facts()["Pages"] == "1")
    }

    @Test("a document of nothing is one page")
    func empty() throws {
        #expect(try Printed(bytes: Self.document([]).rendered()).facts()["Pages"] == "1")
        #expect(try Printed(bytes: Self.document([.pageBreak]).rendered()).facts()["Pages"] == "1")
    }
}
