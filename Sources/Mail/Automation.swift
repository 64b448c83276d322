/// What a header says about a mail not written by a person, field by field.
public struct Automation: Sendable, Equatable {
    /// The keyword of Auto-Submitted, lower case (RFC 3834).
    public internal(set) var autoSubmitted: String?
    public internal(set) var hasEmptyReturnPath = false
    /// multipart/report: a bounce, a receipt, a feedback report.
    public internal(set) var isReport = false
    public internal(set) var precedence: String?
    public internal(set) var hasListID = false
    /// The words of X-Auto-Response-Suppress, lower case.
    public internal(set) var suppressed: [String] = []
    /// X-Autoreply, X-Autorespond or X-Autoresponse, present and not `no`.
    public internal(set) var hasAutoreplyField = false
    /// Our own marker: a mail that a desk of this kind wrote by itself.
    public internal(set) var hasOwnMarker = false

    init() {}

    init(_ fields: HeaderFields, rootType: String) {
        func keyword(_ name: String) -> String? {
            fields.text(name).map { text in
                String(text.prefix { $0 != ";" && $0 != "(" }).trimmed.asciiLowered
            }
        }
        autoSubmitted = keyword("auto-submitted")
        hasEmptyReturnPath = fields.all("return-path").contains { raw in
            raw.filter { !$0.isWhite }.elementsEqual("<>".utf8)
        }
        isReport = rootType == "multipart/report"
        precedence = keyword("precedence")
        hasListID = fields.has("list-id")
        suppressed = fields.all("x-auto-response-suppress").flatMap { raw in
            HeaderWords.decode(raw).asciiLowered.split { ",; ".contains($0) }.map(String.init)
        }
        hasAutoreplyField = ["x-autoreply", "x-autorespond", "x-autoresponse"].contains { name in
            fields.has(name) && keyword(name) != "no"
        }
        hasOwnMarker = fields.has(Composer.loopMarker.asciiLowered)
    }
}
