/// An address that a reader may follow by a click.
struct SafeLink {
    let address: String
    /// What is shown beside the link, so that its text can't hide where it leads: the host, or the whole
    /// address.
    let shown: String
    /// What a page says behind the words: the host, or to whom a mail goes. nil for a telephone number.
    let place: String?

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
            guard SafeLink.isHost(host) else { return nil }
            (shown, place) = (host, host)
        } else {
            shown = String(text.prefix(200))
            let to = text[text.index(after: colon)...].prefix { $0 != "?" }
            place = scheme == "mailto" ? String((to.isEmpty ? text[...] : to).prefix(200)) : nil
        }
        address = text
    }

    /// Whether a reader of the words knows where the link leads: they are an address at its host, and nothing
    /// else stands in them, or its place stands behind them already.
    func isNamed(by words: String) -> Bool {
        guard let place = place?.lowercased() else { return true }
        let said = words.trimmed.lowercased()
        if said.hasSuffix("[\(place)]") { return true }
        let scheme = ["https://", "http://", "mailto:"].first { said.hasPrefix($0) } ?? ""
        let rest = said.dropFirst(scheme.count)
        guard rest.hasPrefix(place), !rest.contains(where: \.isWhitespace) else { return false }
        let next = rest.dropFirst(place.count).first
        return next.map { "/?#".contains($0) } ?? true
    }

    /// A name or a number, and a port of digits: nothing that reads like another scheme.
    private static func isHost(_ host: String) -> Bool {
        let isBracketed = host.hasPrefix("[")
        if isBracketed, !host.contains("]") { return false }
        let end =
            isBracketed ? host.firstIndex(of: "]").map { host.index(after: $0) } : host.firstIndex(of: ":")
        let name = host[..<(end ?? host.endIndex)]
        let port = host[(end ?? host.endIndex)...]
        guard !name.isEmpty,
            port.isEmpty || port.hasPrefix(":") && port.dropFirst().utf8.allSatisfy(\.isDigit)
        else { return false }
        return name.utf8.allSatisfy {
            $0.isLetter || $0.isDigit || $0 >= 0x80 || "-._~%".utf8.contains($0)
                || isBracketed && "[]:".utf8.contains($0)
        }
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
