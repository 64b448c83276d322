/// One piece of a document, from top to bottom.
public enum PDFBlock: Hashable, Sendable {
    /// What the document is, at the head of its first page, and a line below that says for whom.
    case title(String, below: String)
    /// Kept with what follows, named in the reader's outline and reachable by its anchor.
    case heading(PDFHeading)
    case paragraph([PDFRun])
    /// A paragraph set apart by a bar at its side.
    case remark([PDFRun])
    case list([[PDFRun]])
    /// Names and what they stand for, side by side.
    case facts([PDFFact])
    case table(PDFTable)
    case bars(PDFBars)
    case signature(PDFSignature)
    case pageBreak

    public static func text(_ text: String) -> Self { .paragraph([PDFRun(text)]) }
}

/// Words of one look.
public struct PDFRun: Hashable, Sendable {
    public let text: String
    public let isBold: Bool
    /// The heading a reader gets to from here, if any.
    public let anchor: String?

    public init(_ text: String, isBold: Bool = false, anchor: String? = nil) {
        self.text = text
        self.isBold = isBold
        self.anchor = anchor
    }
}

public struct PDFHeading: Hashable, Sendable {
    public let text: String
    /// Stands in the margin column before the text.
    public let number: String?
    /// Other runs link to it by this name; unique in a document.
    public let anchor: String

    public init(_ text: String, number: String? = nil, anchor: String) {
        self.text = text
        self.number = number
        self.anchor = anchor
    }
}

public struct PDFFact: Hashable, Sendable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Rows are kept whole, and the head stands again on every page.
public struct PDFTable: Hashable, Sendable {
    public struct Column: Hashable, Sendable {
        public let head: String
        /// For amounts and counts: set to the right.
        public let isAmount: Bool

        public init(_ head: String, isAmount: Bool = false) {
            self.head = head
            self.isAmount = isAmount
        }
    }

    public struct Row: Hashable, Sendable {
        public let cells: [String]
        /// A sum of the rows above: bold, below a line.
        public let isTotal: Bool

        public init(_ cells: [String], isTotal: Bool = false) {
            self.cells = cells
            self.isTotal = isTotal
        }
    }

    public let columns: [Column]
    public let rows: [Row]

    /// Every row has a cell for each column; a row that is short is filled with empty ones.
    public init(columns: [Column], rows: [Row]) {
        precondition(!columns.isEmpty, "A table has a column")
        self.columns = columns
        self.rows = rows
    }
}

/// One party's place to sign: by hand, or filled by what the signing recorded.
public struct PDFSignature: Hashable, Sendable {
    public struct Line: Hashable, Sendable {
        public let name: String
        public let title: String
        /// Where the signing is recorded, "Signed electronically on ..."; nil leaves room for a pen.
        public let signed: String?

        public init(name: String, title: String, signed: String? = nil) {
            self.name = name
            self.title = title
            self.signed = signed
        }
    }

    public let party: String
    public let lines: [Line]

    public init(party: String, lines: [Line]) {
        self.party = party
        self.lines = lines
    }
}
