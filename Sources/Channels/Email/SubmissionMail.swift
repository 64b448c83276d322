import Mail

/// One mail to one recipient as a submission server is given it.
struct SubmissionMail: Sendable {
    /// Empty for `<>`.
    let from: String
    let to: String
    /// With CRLF line ends.
    let bytes: [UInt8]
    /// What a delivery report names the mail by (RFC 3461), such as its Message-ID.
    var envelopeID: String?

    /// Characters of an ENVID (RFC 3461, 4.4).
    static let envelopeIDMax = 100

    /// Throws where the server can't take this mail.
    func mailCommand(_ offers: SubmissionOffers) throws(SubmissionFailure) -> String {
        var command = "MAIL FROM:<\(from)>"
        if let most = offers.sizeMax, bytes.count > most {
            throw SubmissionFailure(
                .sender, code: 552, "5.3.4 the mail has \(bytes.count) bytes, the server takes \(most)")
        }
        if offers.has("SIZE") { command += " SIZE=\(bytes.count)" }
        if bytes.contains(where: { $0 >= 0x80 }), offers.has("8BITMIME") { command += " BODY=8BITMIME" }
        if !Self.isPlain(from) || !Self.isPlain(to) {
            guard offers.has("SMTPUTF8") else {
                throw SubmissionFailure(
                    .sender, code: 553, "5.6.7 the server takes no addresses beyond ASCII (SMTPUTF8)")
            }
            command += " SMTPUTF8"
        }
        guard offers.has("DSN"), !from.isEmpty else { return command }
        command += " RET=HDRS"
        if let id = envelopeID.map(Self.xtext), !id.isEmpty, id.utf8.count <= Self.envelopeIDMax {
            command += " ENVID=\(id)"
        }
        return command
    }

    /// A report is asked for where somebody can get it.
    func recipientCommand(_ offers: SubmissionOffers) -> String {
        let command = "RCPT TO:<\(to)>"
        guard offers.has("DSN") else { return command }
        if from.isEmpty { return command + " NOTIFY=NEVER" }
        // What is beyond ASCII wants a form of its own (RFC 6533), which few servers know.
        let original = Self.isPlain(to) ? " ORCPT=rfc822;\(Self.xtext(to))" : ""
        return command + " NOTIFY=FAILURE,DELAY" + original
    }

    /// A dot at the beginning of a line is doubled (RFC 5321, 4.5.2).
    var stuffed: [UInt8] {
        let dot = UInt8(ascii: ".")
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 64)
        var isStart = true
        for byte in bytes {
            if isStart, byte == dot { out.append(dot) }
            out.append(byte)
            isStart = byte == UInt8(ascii: "\n")
        }
        return out
    }

    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

    /// RFC 3461, 4: `+`, `=` and what is no printing character by its number.
    static func xtext(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.map { byte in
            (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "+") && byte != UInt8(ascii: "=")
                ? String(UnicodeScalar(byte)) : "+\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }.joined()
    }
}
