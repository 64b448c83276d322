import Mail

/// The document inside the frame of a message: the sender's page made safe, on a sheet of ours.
struct MessageSheet: Sendable {
    /// `sandbox` and no script; pictures only from inside the page; a link opens outside of the frame.
    static let sandbox = "allow-popups allow-popups-to-escape-sandbox"
    static let policy = """
        default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
        frame-ancestors 'self'; sandbox \(sandbox)
        """

    let document: String

    init(_ html: String, images: InlineImages) {
        let safe = SafeHTML.sanitize(html) { images.address(of: $0) }
        document = """
            <!doctype html><html lang="en"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width,initial-scale=1">\
            <title>Message as it was sent</title><style>\(Self.ground(of: safe))\(Self.style)</style></head>\
            <body>\(safe)</body></html>
            """
    }

    /// A page with colours of its own was made for white paper, and stays on it. Others follow the reader's.
    private static func ground(of safe: String) -> String {
        let isColoured = ["color=\"", "color:"].contains { safe.contains($0) }
        return isColoured
            ? """
            :root{color-scheme:light;background:#fff;color:#1b1d21}\
            a>bdi:last-child{background:#fff;color:#44474d}
            """
            : """
            :root{color-scheme:light dark;background:light-dark(#fff,#1f2125);\
            color:light-dark(#1b1d21,#e7e7e3)}a{color:light-dark(#1a56b0,#8db5f7)}\
            a>bdi:last-child{background:light-dark(#fff,#1f2125);color:light-dark(#44474d,#b9bbc0)}
            """
    }

    /// Where a link leads stands behind its words, in letters that no style of the sender's can hide.
    private static let style = """
        html{font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}\
        body{margin:0;padding:8px 12px;overflow-wrap:anywhere}img{max-width:100%;height:auto}\
        table{max-width:100%}pre{white-space:pre-wrap}p:first-child{margin-top:0}\
        blockquote{margin:8px 0;padding-inline-start:12px;border-inline-start:3px solid #888}\
        a{text-underline-offset:2px}\
        a>bdi:last-child{font:13px/1.5 system-ui,sans-serif;border-radius:3px;padding:0 3px}
        """
}
