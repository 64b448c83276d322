extension SubmissionServer {
    /// Reads `smtp://user:password@host:587?tls=starttls`, `smtps://host` or `folder:/path`.
    /// Parameters: `tls` (starttls or none), `auth` (plain, login, xoauth2), `helo`, `ca`. User, password and
    /// parameters are percent-encoded. Throws `SubmissionServerError`, which names the field and the remedy.
    public init(_ text: String) throws(SubmissionServerError) {
        guard let colon = text.firstIndex(of: ":") else { throw Self.unknownScheme }
        let rest = text[text.index(after: colon)...]
        switch text[..<colon].lowercased() {
        case "folder":
            guard rest.hasPrefix("/") else {
                throw SubmissionServerError(
                    field: "folder", reason: "give a full path, as in folder:/var/mail/out")
            }
            self = .folder(path: String(rest))
        case "smtp": self = .smtp(try SMTPServer(address: rest, isImplicit: false))
        case "smtps": self = .smtp(try SMTPServer(address: rest, isImplicit: true))
        default: throw Self.unknownScheme
        }
    }

    private static let unknownScheme = SubmissionServerError(
        field: "scheme", reason: "start with smtp://, smtps:// or folder:/")
}

extension SMTPServer {
    init(address: Substring, isImplicit: Bool) throws(SubmissionServerError) {
        guard address.hasPrefix("//") else {
            throw SubmissionServerError(
                field: "scheme", reason: "write two slashes, as in smtp://mail.example:587")
        }
        let parts = address.dropFirst(2).split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let place = parts[0].hasSuffix("/") ? parts[0].dropLast() : parts[0]
        let at = place.lastIndex(of: "@")
        let hostAndPort = at.map { place[place.index(after: $0)...] } ?? place
        let parameters = try Parameters(parts.count == 2 ? parts[1] : "", isImplicit: isImplicit)
        let (host, port) = try Self.hostAndPort(hostAndPort)
        self.init(host: host, port: port ?? (isImplicit ? 465 : 587), encryption: parameters.encryption)
        helo = parameters.helo
        authorities = parameters.authorities
        credentials = try at.map { at throws(SubmissionServerError) in
            try Self.credentials(place[..<at], parameters.mechanism)
        }
        try checkSecrecy(parameters)
    }

    private static func hostAndPort(_ text: Substring) throws(SubmissionServerError) -> (String, Int?) {
        let end =
            text.hasPrefix("[") ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":")
        let host = text[..<(end ?? text.endIndex)]
        guard !host.isEmpty, host.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "/") })
        else {
            throw SubmissionServerError(field: "host", reason: "give a host, as in smtp://mail.example:587")
        }
        let rest = text[host.endIndex...]
        if rest.isEmpty { return (String(host), nil) }
        guard rest.hasPrefix(":"), let port = Int(rest.dropFirst()), (1...65535).contains(port) else {
            throw SubmissionServerError(
                field: "port", reason: "give a number from 1 to 65535; 587 and 465 are usual")
        }
        return (String(host), port)
    }

    private static func credentials(
        _ text: Substring, _ mechanism: Mechanism?
    ) throws(SubmissionServerError) -> Credentials {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let user = PercentText.decoded(parts[0]), !user.isEmpty else {
            throw SubmissionServerError(field: "user", reason: "write it percent-encoded; an @ is %40")
        }
        guard parts.count == 2, let secret = PercentText.decoded(parts[1]), !secret.isEmpty else {
            throw SubmissionServerError(
                field: "password", reason: "add it after the user and a colon, percent-encoded")
        }
        return Credentials(user: user, secret: secret, mechanism: mechanism)
    }

    private func checkSecrecy(_ parameters: Parameters) throws(SubmissionServerError) {
        if credentials == nil, parameters.mechanism != nil {
            throw SubmissionServerError(
                field: "auth", reason: "add user:password@ before the host, or drop auth")
        }
        let isLocal = host == "localhost" || host == "[::1]" || host.hasPrefix("127.")
        if encryption == .none, credentials != nil, !isLocal {
            throw SubmissionServerError(
                field: "tls",
                reason: "a password would cross the network in clear; use tls=starttls or smtps://")
        }
    }
}

private struct Parameters {
    var encryption: SMTPServer.Encryption
    var mechanism: SMTPServer.Mechanism?
    var helo: String?
    var authorities: String?

    init(_ text: Substring, isImplicit: Bool) throws(SubmissionServerError) {
        encryption = isImplicit ? .implicit : .starttls
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let value = PercentText.decoded(parts[1]), !value.isEmpty else {
                throw SubmissionServerError(
                    field: String(parts[0]), reason: "give it a value, as in tls=starttls")
            }
            try set(String(parts[0]), value, isImplicit: isImplicit)
        }
    }

    private mutating func set(
        _ key: String, _ value: String, isImplicit: Bool
    ) throws(SubmissionServerError) {
        switch key {
        case "tls":
            guard !isImplicit else {
                throw SubmissionServerError(field: "tls", reason: "smtps:// is TLS from the start; drop tls=")
            }
            guard let chosen = SMTPServer.Encryption(rawValue: value), chosen != .implicit else {
                throw SubmissionServerError(
                    field: "tls", reason: "use starttls or none; for TLS from the start write smtps://")
            }
            encryption = chosen
        case "auth":
            guard let chosen = SMTPServer.Mechanism(rawValue: value.lowercased()) else {
                throw SubmissionServerError(field: "auth", reason: "use plain, login or xoauth2")
            }
            mechanism = chosen
        case "helo":
            guard value.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "/") }) else {
                throw SubmissionServerError(field: "helo", reason: "give a host name")
            }
            helo = value
        case "ca": authorities = value
        default:
            throw SubmissionServerError(field: key, reason: "unknown; use tls, auth, helo or ca")
        }
    }
}

/// Percent-encoded text (RFC 3986) without control bytes.
private enum PercentText {
    static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = String(Substring(rest.prefix(2)))
            guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16) else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
