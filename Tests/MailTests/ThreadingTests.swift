import Mail
import Testing

@Suite("Which ticket a mail belongs to")
struct ThreadingTests {
    /// A keyed mix good enough to tell forged from minted; the desk gives HMAC-SHA-256.
    static func mac(key: UInt64) -> ReplyToken.MAC {
        { bytes in
            var state = key
            return (0..<16).map { round in
                for byte in bytes { state = (state ^ UInt64(byte) &+ UInt64(round)) &* 0x100_0000_01B3 }
                return UInt8(truncatingIfNeeded: state >> 32)
            }
        }
    }

    let tokens = ReplyToken(mac: ThreadingTests.mac(key: 7))
    let support = MailAddress("support@harbor.example")!

    @Test("a token comes back from every form of address, in any case")
    func roundTrip() throws {
        let address = try #require(tokens.replyAddress(ticket: 123, support: support))
        #expect(tokens.meaning(of: address) == .ticket(123))
        #expect(tokens.meaning(of: MailAddress(address.description.uppercased())!) == .ticket(123))
        let token = tokens.mint(.ticket(123))
        #expect(token.split(separator: ".")[1].count == 16)
        #expect(tokens.meaning(of: MailAddress("reply-\(token)@harbor.example")!) == .ticket(123))
        #expect(tokens.meaning(of: MailAddress("\(token)@harbor.example")!) == .ticket(123))
        let bounce = try #require(tokens.bounceAddress(ticket: 9, number: 45, domain: "harbor.example"))
        #expect(tokens.meaning(of: bounce) == .delivery(ticket: 9, number: 45))
        let letter = try #require(tokens.bounceAddress(letter: 45, domain: "harbor.example"))
        #expect(tokens.meaning(of: letter) == .letter(number: 45))
        // A tag of the customer's own before the token does not hide it.
        #expect(tokens.meaning(of: MailAddress("support+a-b+\(token)@harbor.example")!) == .ticket(123))
    }

    @Test("a token changed in any place, of another key, or of another ticket is none")
    func forged() {
        let token = tokens.mint(.ticket(123))
        for index in token.indices {
            var changed = token
            changed.replaceSubrange(index...index, with: token[index] == "q" ? "r" : "q")
            #expect(tokens.verify(changed) == nil)
        }
        #expect(ReplyToken(mac: ThreadingTests.mac(key: 8)).verify(token) == nil)
        #expect(tokens.verify("t124." + token.split(separator: ".")[1]) == nil)
        #expect(tokens.verify(token.replacing("t123", with: "t0123")) == nil)
        #expect(tokens.verify(String(token.dropLast())) == nil)
        #expect(tokens.verify("t123.") == nil && tokens.verify("") == nil)
    }

    @Test("tokens first, then the mail answered, then References from the newest, then tags")
    func order() {
        let address = tokens.replyAddress(ticket: 5, support: support)!
        let raw = """
            From: carla@acme.example
            To: \(address)
            Subject: Re: [#77] [#x] export [#5]
            In-Reply-To: <c@x>
            References: <a@x> <b@x> <c@x>

            Thanks
            """
        let candidates = Threading.candidates(
            Message.parse(Array(raw.utf8)), envelopeRecipients: [support], tokens: tokens)
        #expect(
            candidates == [
                .token(.ticket(5)), .reference(messageID: "c@x"), .reference(messageID: "b@x"),
                .reference(messageID: "a@x"), .subjectTag(ticket: 77), .subjectTag(ticket: 5),
            ])
    }

    @Test("a blind copy finds its token in the envelope or in Delivered-To")
    func blindCopy() {
        let address = tokens.replyAddress(ticket: 5, support: support)!
        let mail = Message.parse(Array("Delivered-To: \(address)\r\nFrom: carla@acme.example\r\n\r\nx".utf8))
        #expect(Threading.candidates(mail, envelopeRecipients: [], tokens: tokens) == [.token(.ticket(5))])
        let other = Message.parse(Array("From: carla@acme.example\r\n\r\nx".utf8))
        #expect(
            Threading.candidates(other, envelopeRecipients: [address], tokens: tokens) == [.token(.ticket(5))]
        )
    }

    @Test("a bounce leads to the mail it returns")
    func bounce() {
        let candidates = Threading.candidates(
            Fixture.message("bounce-5xx"), envelopeRecipients: [], tokens: tokens)
        #expect(candidates == [.reference(messageID: "reply.3@harbor.example")])
    }
}
