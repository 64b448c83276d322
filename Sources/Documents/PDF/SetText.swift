import CPango

/// A text set in lines. A class, because strips share it and Pango's layout is freed once.
final class SetText {
    struct Line {
        /// From the top of the text.
        let top: Double
        let height: Double
        /// From the top of the line.
        let baseline: Double
        let x: Double
    }

    /// Bytes of the text that lead to an anchor.
    struct Link {
        let bytes: Range<UInt32>
        let anchor: String
    }

    /// A link's part on one line, from the left of the text.
    struct LinkArea {
        let x: Double
        let width: Double
        let anchor: String
    }

    let face: Typeface
    let lines: [Line]
    /// Of the longest line.
    let width: Double
    private let layout: OpaquePointer
    private let links: [Link]

    init(owning layout: OpaquePointer, _ face: Typeface, links: [Link]) {
        self.layout = layout
        self.face = face
        self.links = links
        for index in 0..<pango_layout_get_line_count(layout) {
            cpango_level(pango_layout_get_line(layout, index))
        }
        lines = Self.lines(of: layout, pitch: face.pitch)
        var extents = PangoRectangle()
        pango_layout_get_extents(layout, nil, &extents)
        width = points(extents.width)
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    var height: Double { lines.last.map { $0.top + $0.height } ?? 0 }

    /// Characters for which no font of this machine has a shape.
    var missingCount: Int { Int(pango_layout_get_unknown_glyphs_count(layout)) }

    /// From the top of the first of these lines to the bottom of the last.
    func height(of range: Range<Int>) -> Double {
        guard let first = range.first, let last = range.last else { return 0 }
        return lines[last].top + lines[last].height - lines[first].top
    }

    /// Draws one line with its baseline at the place.
    func draw(_ index: Int, x: Double, baseline: Double, on cairo: OpaquePointer) {
        guard let line = pango_layout_get_line_readonly(layout, Int32(index)) else { return }
        cairo_set_source_rgb(cairo, face.shade, face.shade, face.shade)
        cairo_move_to(cairo, x + lines[index].x, baseline)
        pango_cairo_show_layout_line(cairo, line)
    }

    func links(onLine index: Int) -> [LinkArea] {
        guard !links.isEmpty, let line = pango_layout_get_line_readonly(layout, Int32(index)) else {
            return []
        }
        let start = line.pointee.start_index
        let end = start + line.pointee.length
        return links.flatMap { link -> [LinkArea] in
            let from = max(Int32(link.bytes.lowerBound), start)
            let to = min(Int32(link.bytes.upperBound), end)
            guard from < to else { return [] }
            var ranges: UnsafeMutablePointer<Int32>?
            var count: Int32 = 0
            pango_layout_line_get_x_ranges(line, from, to, &ranges, &count)
            defer { g_free(ranges) }
            guard let ranges else { return [] }
            return (0..<Int(count)).map { n in
                let (left, right) = (points(ranges[2 * n]), points(ranges[2 * n + 1]))
                return LinkArea(x: left, width: right - left, anchor: link.anchor)
            }
        }
    }

    private static func lines(of layout: OpaquePointer, pitch: Double) -> [Line] {
        guard let iterator = pango_layout_get_iter(layout) else { return [] }
        defer { pango_layout_iter_free(iterator) }
        var lines: [Line] = []
        var top = 0.0
        repeat {
            var extents = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &extents)
            let ascent = points(pango_layout_iter_get_baseline(iterator) - extents.y)
            let height = max(pitch, points(extents.height))
            let baseline = (height - points(extents.height)) / 2 + ascent
            lines.append(Line(top: top, height: height, baseline: baseline, x: points(extents.x)))
            top += height
        } while pango_layout_iter_next_line(iterator) != 0
        return lines
    }
}

private func points(_ units: Int32) -> Double { Double(units) / Double(PANGO_SCALE) }
