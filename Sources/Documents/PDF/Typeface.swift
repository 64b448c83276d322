/// How words look: sizes and distances in points.
struct Typeface: Hashable {
    /// Families of Debian's fonts-noto-core and fonts-noto-cjk, in the order in which they are asked for a
    /// character. Named one by one, so that neither locale nor taste of the machine chooses.
    enum Family: String {
        case serif = "Noto Serif"
        case sans = "Noto Sans"

        func names(for language: String?) -> String {
            let name = rawValue
            let arabic = self == .serif ? "Noto Naskh Arabic" : "Noto Sans Arabic"
            let others = [
                "Hebrew", "Devanagari", "Armenian", "Georgian", "Thai", "Bengali", "Tamil", "Telugu",
            ]
            let han = ["ja": "JP", "ko": "KR", "zh-tw": "TC"][language ?? ""] ?? "SC"
            return
                ([name, arabic] + others.map { "\(name) \($0)" }
                + [
                    "\(name) CJK \(han)", "Noto Sans Symbols", "Noto Sans Symbols2",
                    "\(self == .serif ? "serif" : "sans-serif")",
                ])
                .joined(separator: ", ")
        }
    }

    let family: Family
    let size: Double
    /// From one baseline to the next, more where a script needs more.
    let pitch: Double
    var isBold = false
    /// 0 is black, 1 is white.
    var shade = 0.0

    static let title = Typeface(family: .sans, size: 20, pitch: 27, isBold: true)
    static let below = Typeface(family: .sans, size: 10.5, pitch: 15, shade: 0.3)
    static let heading = Typeface(family: .sans, size: 11, pitch: 16, isBold: true)
    static let body = Typeface(family: .serif, size: 9.75, pitch: 14.5)
    static let cell = Typeface(family: .sans, size: 8.75, pitch: 12.5)
    static let cellHead = Typeface(family: .sans, size: 8.75, pitch: 12.5, isBold: true)
    static let factName = Typeface(family: .sans, size: 8.75, pitch: 13.5, shade: 0.35)
    static let factValue = Typeface(family: .sans, size: 8.75, pitch: 13.5)
    static let margin = Typeface(family: .sans, size: 7.5, pitch: 10, shade: 0.35)
}

/// An A4 page upright, in points.
enum Sheet {
    static let width = 595.276
    static let height = 841.89
    static let side = 71.0
    static let top = 79.0
    static let bottom = 82.0
    /// Numbers of clauses stand in a column of their own before the text.
    static let numberColumn = 34.0
    static let textWidth = width - 2 * side
    static let textHeight = height - top - bottom
}
