/// What of HTML a mail may keep. Everything not named here goes; the text inside stays.
enum HTMLAllowList {
    static let elements: Set<String> = Set(void).union(optionalEnd).union(formatting).union([
        "div", "blockquote", "pre", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "address",
        "center", "span", "sub", "sup", "abbr", "cite", "q", "del", "ins", "mark", "kbd", "samp", "var",
        "figure",
        "figcaption", "article", "section", "header", "footer", "main", "aside", "bdi", "bdo",
    ])

    static let void: Set<String> = ["br", "hr", "img", "col", "wbr"]

    /// Closed by their own kind or bounded by their table: they do not nest without an element that is
    /// counted.
    static let optionalEnd: Set<String> = [
        "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup",
    ]

    /// Opened again by the parser in every block until closed.
    static let formatting: Set<String> = [
        "a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u",
    ]

    /// Their content is not text for readers, and is not HTML either.
    static let rawText: Set<String> = [
        "script", "style", "title", "textarea", "iframe", "noembed", "noframes", "noscript", "xmp",
    ]

    static let attributes: Set<String> = Set(plainAttributes).union(["href", "src", "style"])

    /// Kept with a value of harmless characters.
    static let plainAttributes = [
        "alt", "title", "width", "height", "align", "valign", "bgcolor", "border", "cellpadding",
        "cellspacing",
        "colspan", "rowspan", "color", "face", "size", "dir", "lang", "start",
    ]

    static let linkSchemes = ["http", "https", "mailto", "tel"]
}
