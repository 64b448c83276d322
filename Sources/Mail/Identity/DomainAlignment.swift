/// Whether two domains are one owner's, as DMARC's relaxed alignment asks (RFC 7489, 3.1).
///
/// Without the public suffix list the organisational domain is found by a rule: the last two labels; the last
/// three below a country's second level such as `co.uk` or `com.au`. Where one suffix is shared by strangers
/// and the rule does not know it, only powers of agents at that suffix would be at risk, not customers.
public enum DomainAlignment {
    private static let secondLevels: Set<String> = [
        "ac", "ad", "co", "com", "edu", "firm", "gen", "go", "gob", "gouv", "gov", "govt", "gr", "gub", "id",
        "ind", "info", "k12", "lg", "ltd", "me", "mil", "my", "ne", "net", "nhs", "nic", "nom", "or", "org",
        "plc", "police", "sch", "school", "web",
    ]

    /// Lower case, without a dot at the end.
    public static func organisational(_ domain: String) -> String {
        let labels = domain.lowercased().split(separator: ".")
        guard labels.count > 2, let top = labels.last else { return labels.joined(separator: ".") }
        let isShared = top.utf8.count == 2 && secondLevels.contains(String(labels[labels.count - 2]))
        return labels.suffix(isShared ? 3 : 2).joined(separator: ".")
    }

    /// A name without a dot, an address in brackets and a bare suffix belong to nobody.
    public static func isAligned(_ one: String, _ other: String) -> Bool {
        let owner = organisational(one)
        let labels = owner.split(separator: ".")
        guard labels.count >= 2, !one.hasPrefix("[") else { return false }
        let isSuffix =
            labels.count == 2 && labels[1].utf8.count == 2 && secondLevels.contains(String(labels[0]))
        return !isSuffix && owner == organisational(other)
    }
}
