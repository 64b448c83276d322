/// Strips at their places on one page.
struct Page {
    struct Placed {
        let strip: Strip
        /// From the top of the text.
        let y: Double
        /// Said before, on the page where the table began.
        let isRepeated: Bool
    }

    private(set) var placed: [Placed] = []
    private var end = 0.0

    /// Cuts the galley: a strip goes on the next page with all that it keeps to.
    static func cut(_ strips: [Strip]) -> [Page] {
        var pages = [Page()]
        var index = 0
        while index < strips.count {
            var last = index
            while strips[last].keepsWithNext, last + 1 < strips.count { last += 1 }
            let chain = strips[index...last]
            let isNew = chain.contains(where: \.beginsPage) || !pages[pages.count - 1].hasRoom(for: chain)
            if isNew, !pages[pages.count - 1].placed.isEmpty { pages.append(Page()) }
            for strip in chain { place(strip, on: &pages) }
            index = last + 1
        }
        return pages
    }

    private static func place(_ strip: Strip, on pages: inout [Page]) {
        if strip.height == 0, strip.marks.isEmpty { return }
        if !pages[pages.count - 1].hasRoom(for: [strip]), !pages[pages.count - 1].placed.isEmpty {
            pages.append(Page())
        }
        if pages[pages.count - 1].placed.isEmpty {
            for head in strip.headAgain { pages[pages.count - 1].add(head, isRepeated: true) }
        }
        pages[pages.count - 1].add(strip, isRepeated: false)
    }

    private func hasRoom(for strips: ArraySlice<Strip>) -> Bool {
        var page = self
        for strip in strips { page.add(strip, isRepeated: false) }
        return page.end <= Sheet.textHeight
    }

    private mutating func add(_ strip: Strip, isRepeated: Bool) {
        let y = placed.last.map { end + max(strip.gap, $0.strip.gapBelow) } ?? 0
        placed.append(Placed(strip: strip, y: y, isRepeated: isRepeated))
        end = y + strip.height
    }
}
