import BusinessTime
import CPango

/// Prints pages into a PDF in memory by cairo.
struct Press: ~Copyable {
    private let surface: OpaquePointer
    private let cairo: OpaquePointer
    private let sink = Sink()

    init(_ imprint: Imprint) {
        let target = Unmanaged.passUnretained(sink).toOpaque()
        guard
            let surface = cairo_pdf_surface_create_for_stream(
                { Sink.take($0, $1, $2) }, target, Sheet.width, Sheet.height),
            let cairo = cairo_create(surface)
        else { preconditionFailure("cairo gives a surface") }
        self.surface = surface
        self.cairo = cairo
        for (key, value) in [
            (CAIRO_PDF_METADATA_TITLE, imprint.title), (CAIRO_PDF_METADATA_AUTHOR, imprint.author),
            (CAIRO_PDF_METADATA_SUBJECT, imprint.subject), (CAIRO_PDF_METADATA_CREATOR, "Duly"),
            // Left out, cairo would ask the clock.
            (CAIRO_PDF_METADATA_CREATE_DATE, imprint.created.description),
        ] { cairo_pdf_surface_set_metadata(surface, key, value) }
        cairo_tag_begin(cairo, "Document", nil)
    }

    deinit {
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
    }

    func add(_ page: Page, margins: [Strip]) {
        for strip in margins { draw(strip, y: 0, isContent: false) }
        for placed in page.placed {
            if let landing = placed.strip.landing { land(landing, y: Sheet.top + placed.y) }
            draw(placed.strip, y: Sheet.top + placed.y, isContent: !placed.isRepeated)
        }
        cairo_show_page(cairo)
    }

    /// The whole document. cairo fails only for want of memory, or where this file misuses it.
    consuming func finished() -> [UInt8] {
        cairo_tag_end(cairo, "Document")
        cairo_surface_finish(surface)
        let status = cairo_status(cairo)
        precondition(status == CAIRO_STATUS_SUCCESS, String(cString: cairo_status_to_string(status)))
        let state = cairo_surface_status(surface)
        precondition(state == CAIRO_STATUS_SUCCESS, String(cString: cairo_status_to_string(state)))
        return sink.bytes
    }

    private func land(_ landing: Strip.Landing, y: Double) {
        let name = Self.quoted(landing.anchor)
        cairo_tag_begin(cairo, CAIRO_TAG_DEST, "name=\(name) x=\(Sheet.side) y=\(y - 12)")
        cairo_tag_end(cairo, CAIRO_TAG_DEST)
        cairo_pdf_surface_add_outline(
            surface, CAIRO_PDF_OUTLINE_ROOT, landing.text, "dest=\(name)", cairo_pdf_outline_flags_t(0))
    }

    private func draw(_ strip: Strip, y: Double, isContent: Bool) {
        if isContent { for element in strip.opens { cairo_tag_begin(cairo, element.rawValue, nil) } }
        for mark in strip.marks {
            switch mark {
            case .text(let piece): draw(piece, y: y, isContent: isContent)
            case .rule(let x, let below, let width, let weight):
                fill(
                    Mark.Box(
                        x: x, y: below - weight / 2, width: width, height: weight,
                        shade: weight < 0.5 ? 0.55 : 0.25), y)
            case .box(let box): fill(box, y)
            }
        }
        if isContent { for element in strip.closes { cairo_tag_end(cairo, element.rawValue) } }
    }

    private func fill(_ box: Mark.Box, _ y: Double) {
        cairo_set_source_rgb(cairo, box.shade, box.shade, box.shade)
        cairo_rectangle(cairo, Sheet.side + box.x, y + box.y, box.width, box.height)
        cairo_fill(cairo)
    }

    private func draw(_ piece: Mark.Piece, y: Double, isContent: Bool) {
        guard let first = piece.lines.first else { return }
        let element = isContent ? piece.element : nil
        let (left, top) = (Sheet.side + piece.x, y + piece.y - piece.text.lines[first].top)
        if let element { cairo_tag_begin(cairo, element.rawValue, nil) }
        for index in piece.lines {
            let line = piece.text.lines[index]
            piece.text.draw(index, x: left, baseline: top + line.top + line.baseline, on: cairo)
        }
        if let element { cairo_tag_end(cairo, element.rawValue) }
        guard isContent else { return }
        for index in piece.lines {
            let line = piece.text.lines[index]
            for area in piece.text.links(onLine: index) {
                let box = "[\(left + area.x) \(top + line.top) \(area.width) \(line.height)]"
                cairo_tag_begin(cairo, CAIRO_TAG_LINK, "dest=\(Self.quoted(area.anchor)) rect=\(box)")
                cairo_tag_end(cairo, CAIRO_TAG_LINK)
            }
        }
    }

    /// A string of cairo's tag attributes.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}

/// Where cairo's bytes go.
private final class Sink {
    var bytes: [UInt8] = []

    static func take(
        _ target: UnsafeMutableRawPointer?, _ start: UnsafePointer<UInt8>?, _ count: UInt32
    ) -> cairo_status_t {
        guard let target else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<Sink>.fromOpaque(target).takeUnretainedValue()
        sink.bytes += UnsafeBufferPointer(start: start, count: Int(count))
        return CAIRO_STATUS_SUCCESS
    }
}
