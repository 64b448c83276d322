/// How sure it is that a mail comes from the domain that its From names.
public struct SenderProof: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A signature of the domain holds; a server of the domain sent it; a server that is believed says
        /// that one of both is so.
        case dkim, spf, dmarc
        /// Nobody who is believed checked it.
        case unchecked
        /// What holds is another domain's.
        case unaligned
        /// It was checked, and nothing holds.
        case failed
        /// It names no author, or several: there is nobody to check.
        case unclear
    }

    public let kind: Kind
    /// The domain whose signature or server it is; of failures the results, such as `spf=fail dkim=none`.
    public let detail: String

    public init(_ kind: Kind, detail: String = "") {
        self.kind = kind
        self.detail = detail
    }

    public var isVerified: Bool {
        switch kind {
        case .dkim, .spf, .dmarc: true
        case .unchecked, .unaligned, .failed, .unclear: false
        }
    }

    public static let detailLengthMax = 200

    /// - Parameter findings: of somebody who is believed; nil where nobody is.
    public init(_ message: Message, findings: [AuthenticationResults.Finding]?) {
        guard message.authors.count == 1, let author = message.authors.first?.address else {
            self.init(.unclear)
            return
        }
        guard let findings, !findings.isEmpty else {
            self.init(.unchecked)
            return
        }
        let passing = findings.filter { $0.result == "pass" }.compactMap(Self.vouching)
        if let aligned = passing.first(where: { Self.isAligned($0, author.domain) }) {
            self.init(aligned.kind, detail: aligned.domain)
        } else if let other = passing.first {
            self.init(.unaligned, detail: String(other.domain.prefix(Self.detailLengthMax)))
        } else {
            let results = findings.map { "\($0.method)=\($0.result)" }.joined(separator: " ")
            self.init(.failed, detail: String(results.prefix(Self.detailLengthMax)))
        }
    }

    private static func isAligned(_ found: (kind: Kind, domain: String), _ domain: String) -> Bool {
        // A DMARC result is about the domain that it names, and no other.
        found.kind == .dmarc ? found.domain == domain : DomainAlignment.isAligned(found.domain, domain)
    }

    /// The domain that a passing result vouches for.
    private static func vouching(
        _ finding: AuthenticationResults.Finding
    ) -> (kind: Kind, domain: String)? {
        func domain(_ names: String...) -> String? {
            names.lazy.compactMap { finding.properties[$0] }.first
                .map { String($0.split(separator: "@").last ?? "") }
        }
        let found: (Kind, String?) =
            switch finding.method {
            case "dkim": (.dkim, domain("header.d", "header.i"))
            case "spf": (.spf, domain("smtp.mailfrom", "smtp.mail", "smtp.helo"))
            case "dmarc": (.dmarc, domain("header.from"))
            default: (.unclear, nil)
            }
        return found.1.map { (found.0, $0) }
    }
}

/// Whose results are believed.
public enum BelievedResults {
    /// Those of the named servers alone. Anybody can write such a field; a mail server that is named here
    /// must take its own name out of what comes in (RFC 8601, 5).
    public static func findings(
        _ message: Message, servers: Set<String>
    ) -> [AuthenticationResults.Finding]? {
        let believed = message.authenticationResults.filter { servers.contains($0.server) }
        return believed.isEmpty ? nil : believed.flatMap(\.findings)
    }
}
