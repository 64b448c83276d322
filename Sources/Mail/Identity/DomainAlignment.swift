import CPSL

/// Whether two domains are one owner's, as DMARC's relaxed alignment asks (RFC 7489, 3.1): by the public
/// suffix list, the machine's or the one that libpsl was built with, whichever is newer.
public enum DomainAlignment {
    /// Read once: the answers stay the same while the program runs. libpsl only reads from it.
    nonisolated(unsafe) private static let list = psl_latest(nil) ?? psl_builtin()

    /// The public suffix and one label more, in lower case without a dot at the end. Nil for what belongs to
    /// nobody: a public suffix, a name without a dot, an address in brackets.
    public static func organisational(_ domain: String) -> String? {
        let name = bare(domain)
        guard let list, !name.isEmpty, !name.hasPrefix("["), name.contains("."),
            let found = name.withCString({ psl_registrable_domain(list, $0).map { String(cString: $0) } })
        else { return nil }
        return found
    }

    public static func isAligned(_ one: String, _ other: String) -> Bool {
        guard let owner = organisational(one) else { return false }
        return owner == organisational(other)
    }

    private static func bare(_ domain: String) -> String {
        let lower = domain.lowercased()
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }
}
