/// A part of the document that no page break cuts; a page is filled with strips.
struct Strip {
    /// Distance from what stands above, dropped at the top of a page.
    var gap = 0.0
    /// The least distance to what stands below.
    var gapBelow = 0.0
    var height = 0.0
    var marks: [Mark] = []
    /// The next strip stands on the same page.
    var keepsWithNext = false
    var beginsPage = false
    /// Drawn above this strip when it is the first of a page: the head of a table.
    var headAgain: [Strip] = []
    /// Where links and the outline lead.
    var landing: Landing?
    /// Elements of the tagged structure that begin and end with this strip.
    var opens: [Element] = []
    var closes: [Element] = []

    struct Landing {
        let anchor: String
        /// Its line in the outline.
        let text: String
    }

    /// Standard structure types of PDF.
    enum Element: String {
        case title = "H1"
        case heading = "H2"
        case paragraph = "P"
        case list = "L"
        case item = "LI"
        case table = "Table"
        case row = "TR"
        case headCell = "TH"
        case cell = "TD"
    }
}

/// Something drawn inside a strip, measured from its left and top.
enum Mark {
    case text(Piece)
    case rule(x: Double, y: Double, width: Double, weight: Double)
    case box(Box)

    /// Lines of a set text, the first of them at `y`.
    struct Piece {
        let text: SetText
        let lines: Range<Int>
        var x = 0.0
        var y = 0.0
        /// nil for what is no content, like a page number.
        var element: Strip.Element?
    }

    struct Box {
        let x: Double
        let y: Double
        let width: Double
        let height: Double
        let shade: Double
    }

    static func whole(_ text: SetText, x: Double = 0, y: Double = 0, as element: Strip.Element?) -> Mark {
        .text(Piece(text: text, lines: 0..<text.lines.count, x: x, y: y, element: element))
    }
}
