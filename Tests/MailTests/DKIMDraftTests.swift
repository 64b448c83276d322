import Testing

@testable import Mail

@Suite("What a DKIM signature covers (RFC 6376)")
struct DKIMDraftTests {
    private func draft(_ message: String) -> DKIMDraft {
        DKIMDraft(
            Array(message.utf8),
            by: DKIMDraft.Signer(
                domain: "harbor.example", selector: "desk1", algorithm: "rsa-sha256", time: 1_795_424_400))
    }

    @Test("the RFC's own example of relaxed canonicalisation, 3.4.5")
    func relaxed() {
        let (fields, body) = DKIMField.split(
            Array("A: X\r\nB : Y\t\r\n\tZ  \r\n\r\n C \r\nD \t E\r\n\r\n\r\n".utf8))
        #expect(fields.map { String(decoding: $0.relaxed, as: UTF8.self) } == ["a:X", "b:Y Z"])
        #expect(String(decoding: DKIMField.relaxed(body: body), as: UTF8.self) == " C\r\nD E\r\n")
    }

    @Test(
        "bodies at their edges",
        arguments: [
            ("", ""), ("\r\n\r\n", ""), ("a", "a\r\n"), ("a\r\n \t \r\nb\r\n", "a\r\n\r\nb\r\n"),
            ("  a\r\n", " a\r\n"),
        ])
    func bodies(_ body: String, _ expected: String) {
        #expect(String(decoding: draft("From: a@b.example\r\n\r\n\(body)").body, as: UTF8.self) == expected)
    }

    @Test(
        "what names sender and recipient is named once more than it stands there"
    )
    func covered() {
        let message = "From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nX-Other: y\r\n\r\nx\r\n"
        let field = draft(message).field(bodyHash: "BH", signature: "")
        let names = field.split(separator: ";").first { $0.contains("h=") }?.filter { !$0.isWhitespace }
        #expect(names == "h=from:from:reply-to:to:to:cc:subject:subject:date")
        let input = String(decoding: draft(message).input(bodyHash: "BH"), as: UTF8.self)
        #expect(input.hasPrefix("from:a@b.example\r\nto:c@d.example\r\nsubject:x\r\ndkim-signature:v=1; "))
        #expect(input.hasSuffix("bh=BH; b="))
    }

    @Test("of two fields of a name the last one comes first, as verifiers take them")
    func twice() {
        let input = draft("To: one@b.example\r\nTo: two@b.example\r\n\r\n").input(bodyHash: "")
        #expect(String(decoding: input, as: UTF8.self).hasPrefix("to:two@b.example\r\nto:one@b.example\r\n"))
    }

    @Test("no line of the field is longer than 78 characters")
    func lines() {
        let all = DKIMDraft.covered.map { "\($0): x\r\n" }.joined() + "\r\nx\r\n"
        let field = draft(all).field(
            bodyHash: String(repeating: "h", count: 44), signature: String(repeating: "s", count: 344))
        #expect(field.hasSuffix("\r\n"))
        #expect(field.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    }
}
