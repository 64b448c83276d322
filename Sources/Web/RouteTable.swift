import Hummingbird
import Synchronization

/// Which addresses there are, and which of them are pages: what is only written to leads to the page of its
/// form, as its address stands in the browser after a refusal.
final class RouteTable: Sendable {
    private struct Pattern {
        let parts: [Substring]
        var isPage: Bool

        func fits(_ path: ArraySlice<Substring>) -> Bool {
            parts.count == path.count && zip(parts, path).allSatisfy { Self.isOpen($0) || $0 == $1 }
        }

        /// As the router decides: of two that fit, the one whose word stands where the other takes any.
        func isCloser(than other: Pattern) -> Bool {
            for (own, theirs) in zip(parts, other.parts) where Self.isOpen(own) != Self.isOpen(theirs) {
                return !Self.isOpen(own)
            }
            return false
        }

        private static func isOpen(_ part: Substring) -> Bool { part.hasPrefix("{") }
    }

    private let patterns = Mutex<[Pattern]>([])

    /// The router, after every address of it was taken down.
    func noting(_ router: Router<DeskContext>) -> Router<DeskContext> {
        var found: [String: Bool] = [:]
        for route in router.routes { found["\(route.path)", default: false] = false }
        for route in router.routes where route.method == .get { found["\(route.path)"] = true }
        let all = found.map { Pattern(parts: $0.key.split(separator: "/"), isPage: $0.value) }
        patterns.withLock { $0 = all }
        return router
    }

    /// Where the form of an address is that is only written to: the page that begins such a thing, else the
    /// nearest above it. nil where there is no such address, and for a page.
    func formPage(of path: String) -> String? {
        let parts = path.split(separator: "/")
        guard !path.hasPrefix(Page.api), isPage(parts[...]) == false else { return nil }
        let beginning = parts + ["new"]
        let above = (0..<parts.count).reversed().first { isPage(parts[..<$0]) == true }
        let page =
            isPage(beginning[...], named: "new") == true ? beginning[...] : above.map { parts[..<$0] }
        return page.map { "/" + $0.joined(separator: "/") }
    }

    func hasPage(_ path: String) -> Bool { isPage(path.split(separator: "/")[...]) == true }

    /// nil where there is no such address. - Parameter named: what its last word must be, by name.
    private func isPage(_ path: ArraySlice<Substring>, named last: Substring? = nil) -> Bool? {
        patterns.withLock { all in
            all.filter { $0.fits(path) && (last == nil || $0.parts.last == last) }
                .reduce(nil as Pattern?) { best, one in
                    best.map { one.isCloser(than: $0) ? one : $0 } ?? one
                }?.isPage
        }
    }
}
