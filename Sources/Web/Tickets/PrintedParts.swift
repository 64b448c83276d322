import Markup

/// A ticket's story for paper, in parts that are each a page of bounded size; or all of it, where somebody
/// asks for that.
struct PrintedParts {
    /// Bytes of a page that the entries of a part may take.
    static let bytesMax = 40_000
    /// Bytes of a text in one piece, as HTML writes them.
    static let textMax = 20_000

    let shown: [TimelineEntry]
    /// From 1 on; 0 for all in one.
    let number: Int
    let count: Int

    /// - Parameter part: a number, or "all".
    init(_ entries: [TimelineEntry], asked part: String) {
        let parts = Self.parts(entries)
        count = parts.count
        if part == "all" {
            (shown, number) = (entries, 0)
        } else {
            number = min(max(Int(part) ?? 1, 1), max(parts.count, 1))
            shown = parts.isEmpty ? [] : parts[number - 1]
        }
    }

    /// Where the clocks stand: once, before all else.
    var beginsStory: Bool { number < 2 }

    private static func parts(_ entries: [TimelineEntry]) -> [[TimelineEntry]] {
        var parts: [[TimelineEntry]] = []
        var bytes = Int.max
        for entry in entries.flatMap({ $0.pieces(textMax) }) {
            let size = entry.rendered().count
            // One stands there however large it is.
            if bytes == .max || bytes + size > bytesMax {
                parts.append([])
                bytes = 0
            }
            parts[parts.count - 1].append(entry)
            bytes += size
        }
        return parts
    }

    /// - Parameter address: of the sheet, up to where a question goes on.
    func view(at address: String) -> PrintedPart? {
        guard count > 1 else { return nil }
        func link(_ label: String, _ part: String) -> NavLink {
            NavLink(label: label, href: "\(address)part=\(part)")
        }
        guard number > 0 else {
            return PrintedPart(number: nil, count: count, links: [link("In parts", "1")])
        }
        return PrintedPart(
            number: number, count: count,
            links: (number > 1 ? [link("Part \(number - 1)", "\(number - 1)")] : [])
                + (number < count ? [link("Part \(number + 1)", "\(number + 1)")] : [])
                + [link("All in one", "all")])
    }
}

extension TimelineEntry {
    /// A text too long for one page goes on in the next.
    fileprivate func pieces(_ bytesMax: Int) -> [TimelineEntry] {
        let texts = TextPart.parts(of: text, bytesMax: bytesMax)
        return texts.enumerated().map { index, text in
            var piece = self
            piece.text = text
            if index > 0 { piece.detail = [detail, "continued"].compactMap(\.self).joined(separator: ", ") }
            // Files and what it quotes are said at its end.
            if index < texts.count - 1 { (piece.attachments, piece.quoted) = ([], nil) }
            return piece
        }
    }
}
