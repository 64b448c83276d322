import CPango

/// Sets text by Pango: one per document, inside the printing room.
struct TypeSetter: ~Copyable {
    private let context: OpaquePointer

    init() {
        guard let context = cpango_context(PrintingRoom.fonts, "en") else {
            preconditionFailure("Pango gives a context")
        }
        self.context = context
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(context)) }

    /// - Parameter width: where lines are broken; nil sets one line as long as it gets.
    func set(_ runs: [PDFRun], _ face: Typeface, width: Double? = nil, isAmount: Bool = false) -> SetText {
        guard let layout = pango_layout_new(context) else { preconditionFailure("Pango gives a layout") }
        let language = Self.language(of: runs)
        let font = pango_font_description_from_string(face.family.names(for: language))
        defer { pango_font_description_free(font) }
        pango_font_description_set_absolute_size(font, face.size * Double(PANGO_SCALE))
        pango_font_description_set_weight(font, face.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_layout_set_font_description(layout, font)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        if let width { pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE))) }
        if isAmount {
            pango_layout_set_auto_dir(layout, 0)
            pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        }
        let links = Self.fill(layout, runs, language ?? "en")
        return SetText(owning: layout, face, links: links)
    }

    func set(_ text: String, _ face: Typeface, width: Double? = nil) -> SetText {
        set([PDFRun(text)], face, width: width)
    }

    /// Gives the layout its words and their looks; returns the bytes that lead to an anchor.
    private static func fill(_ layout: OpaquePointer, _ runs: [PDFRun], _ language: String) -> [SetText.Link]
    {
        guard let marks = pango_attr_list_new() else { preconditionFailure("Pango gives a list") }
        defer { pango_attr_list_unref(marks) }
        var text = ""
        var links: [SetText.Link] = []
        for run in runs {
            let start = UInt32(text.utf8.count)
            text += printable(run.text)
            let bytes = start..<UInt32(text.utf8.count)
            if run.isBold {
                cpango_mark(
                    marks, pango_attr_weight_new(PANGO_WEIGHT_BOLD), bytes.lowerBound, bytes.upperBound)
            }
            if let anchor = run.anchor { links.append(SetText.Link(bytes: bytes, anchor: anchor)) }
        }
        let end = UInt32(text.utf8.count)
        cpango_mark(marks, pango_attr_language_new(pango_language_from_string(language)), 0, end)
        // A ligature would be read aloud and copied as another word.
        cpango_mark(marks, pango_attr_font_features_new("liga=0, clig=0"), 0, end)
        pango_layout_set_text(layout, text, Int32(end))
        pango_layout_set_attributes(layout, marks)
        return links
    }

    /// Control characters have no shape; a line feed breaks the line.
    private static func printable(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 && scalar != "\n" || (0x7F...0x9F).contains(scalar.value)
            scalars.append(isControl ? " " : scalar)
        }
        return String(scalars)
    }

    /// Han characters have the shapes of the language around them.
    private static func language(of runs: [PDFRun]) -> String? {
        for scalar in runs.lazy.flatMap(\.text.unicodeScalars) {
            switch scalar.value {
            case 0x3040...0x30FF: return "ja"
            case 0x1100...0x11FF, 0xAC00...0xD7AF: return "ko"
            case 0x3100...0x312F: return "zh-tw"
            default: continue
            }
        }
        return nil
    }
}
