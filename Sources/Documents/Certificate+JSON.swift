import BusinessTime

extension Certificate {
    /// UTF-8, keys in this order, one value a line; the same bytes for the same certificate.
    public var json: [UInt8] {
        let members: [(String, String)] = [
            ("agreement", agreement.inJSON), ("version", String(version)), ("provider", provider.inJSON),
            ("customer", customer.inJSON), ("sha256", digest.inJSON), ("template", template.inJSON),
            ("in_force_from", inForce.description.inJSON),
            ("signatures", "[\n" + signatures.map(Self.object).joined(separator: ",\n") + "\n  ]"),
        ]
        return Array(Self.object(members, indent: "").utf8) + [0x0A]
    }

    private static func object(_ signature: Signature) -> String {
        let members: [(String, String)] = [
            ("party", signature.party.inJSON), ("name", signature.name.inJSON),
            ("address", signature.address.inJSON), ("consent", signature.consent.inJSON),
            ("sha256_shown", signature.digest.inJSON), ("signed", signature.signed.description.inJSON),
            ("network", signature.network.inJSON), ("user_agent", signature.userAgent.inJSON),
            ("code_message", signature.code?.inJSON ?? "null"),
            ("password_given_again", String(signature.hasPassword)),
        ]
        return object(members, indent: "    ")
    }

    private static func object(_ members: [(String, String)], indent: String) -> String {
        let lines = members.map { "\(indent)  \($0.0.inJSON): \($0.1)" }
        return "\(indent){\n\(lines.joined(separator: ",\n"))\n\(indent)}"
    }
}

extension String {
    /// As a string of JSON (RFC 8259).
    public var inJSON: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
