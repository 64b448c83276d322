/// A document around one table: facts above it, notes below. Statements and reports are printed so.
public struct TablePDF: Hashable, Sendable {
    public var imprint: Imprint
    /// Below the title: for whom, and for which time.
    public var below: String
    public var facts: [PDFFact]
    public var table: PDFTable
    public var notes: [String]

    public init(_ imprint: Imprint, below: String, facts: [PDFFact], table: PDFTable, notes: [String] = []) {
        self.imprint = imprint
        self.below = below
        self.facts = facts
        self.table = table
        self.notes = notes
    }

    public func rendered() -> [UInt8] { document.rendered() }

    public var document: PDFDocument {
        let above = facts.isEmpty ? [] : [PDFBlock.facts(facts)]
        return PDFDocument(
            imprint,
            [.title(imprint.title, below: below)] + above + [.table(table)] + notes.map(PDFBlock.text))
    }
}
