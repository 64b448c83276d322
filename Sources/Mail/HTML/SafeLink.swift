/// An address that a reader may follow by a click.
struct SafeLink {
    let address: String
    /// What is shown beside the link, so that its text can't hide where it leads: the host, or the whole
    /// address.
    let shown: String

    static let byteCountMax = 4_000

    /// Nil for any scheme but those allowed, and for relative addresses, which mean nothing in a mail.
    init?(_ raw: String) {
        let text = SafeLink.clean(raw)
        guard text.utf8.count <= SafeLink.byteCountMax, let colon = text.firstIndex(of: ":") else {
            return nil
        }
        let scheme = text[..<colon].asciiLowered
        guard HTMLAllowList.linkSchemes.contains(scheme) else { return nil }
        if scheme == "http" || scheme == "https" {
            let rest = text[text.index(after: colon)...]
            guard rest.hasPrefix("//") else { return nil }
            let authority = rest.dropFirst(2).prefix { !"/?#\\".contains($0) }
            let host = authority.split(separator: "@").last.map(String.init) ?? ""
            guard !host.isEmpty else { return nil }
            shown = host
        } else {
            shown = String(text.prefix(200))
        }
        address = text
    }

    /// Browsers drop line breaks and tabs inside an address, and controls and blanks around it; so do we,
    /// first.
    static func clean(_ raw: String) -> String {
        let kept = raw.unicodeScalars.filter {
            $0.value > 0x20
                && ($0.value < 0x7F || $0.value > 0x9F && $0.properties.generalCategory != .format)
        }
        return String(String.UnicodeScalarView(kept))
    }
}
