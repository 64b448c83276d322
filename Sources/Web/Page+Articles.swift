// Where articles are written, read, suggested and put into an answer; and how customers see the desk.
extension Page {
    /// Where articles are written.
    static let articles = "/articles"
    static func article(_ id: Int64) -> String { "/articles/\(id)" }
    static func articleVersion(_ id: Int64, _ version: Int) -> String {
        "/articles/\(id)/versions/\(version)"
    }
    static func articleAct(_ noun: String, _ id: Int64) -> String { "/articles/\(id)/\(noun)" }
    /// Where they are read.
    static let help = "/help"
    static func help(_ id: Int64) -> String { "/help/\(id)" }
    static func helpWords(_ id: Int64) -> String { "/help/\(id)/words" }
    static let portalSuggestions = "/portal/articles"
    static let brand = "/brand"
    static let brandStyle = "/brand/style"
    static let brandLogo = "/brand/logo"
    static func articleInsertion(_ ticket: Int64) -> String { "/tickets/\(ticket)/articles" }
}
