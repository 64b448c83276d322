import Mail
import Testing

@Suite("Addresses")
struct MailAddressTests {
    @Test(
        "legal addresses",
        arguments: [
            "carla@acme.example", "a+b.c@x.co", "\"with blank\"@acme.example", "josé@café.example",
            "x@[192.0.2.1]",
            "o'neil@acme.example", "a@localhost",
        ])
    func legal(_ text: String) { #expect(MailAddress(text)?.description == text) }

    @Test(
        "what is not one address is none",
        arguments: [
            "", "carla", "@acme.example", "carla@", "a b@acme.example", "a@b@acme.example", "a@acme..example",
            "a@-acme.example", "a\r\nBcc: x@y.example", "a@acme.example\r\n", "<a@acme.example>",
            "a@ac\u{202E}me.example",
            "a\u{0}@acme.example", "a,b@acme.example", "a@acme.example>",
        ])
    func illegal(_ text: String) { #expect(MailAddress(text) == nil) }

    @Test("the domain is lower case, the local part stays")
    func folding() {
        #expect(MailAddress("Carla@ACME.Example")?.description == "Carla@acme.example")
        #expect(MailAddress("Carla@acme.example")!.isSameMailbox(as: MailAddress("carla@acme.example")!))
    }

    @Test("brackets in a name, names with commas, comments, empty groups")
    func brackets() {
        let message = Fixture.message("address-with-brackets-in-name")
        #expect(message.from == Mailbox(name: "Max | [x.com]", address: MailAddress("a@b.example")!))
        #expect(message.to.map(\.name) == ["Doe, Ana", "Ben"])
        #expect(message.to.map(\.address.description) == ["ana@harbor.example", "ben@harbor.example"])
        #expect(message.cc.isEmpty)
        #expect(message.replyTo?.name == "Mäx")
    }

    @Test("groups are opened, junk is left out, missing commas are seen")
    func junk() {
        let message = Fixture.message("address-group-and-junk")
        #expect(message.authors.map(\.address.description) == ["ana@harbor.example", "ben@harbor.example"])
        #expect(message.to.map(\.address.description) == ["quoted@acme.example", "link@acme.example"])
        let other = Fixture.message("address-quoted-words-encoded")
        #expect(other.from?.name == "Jürgen Klein")
        #expect(Fixture.message("address-beyond-ascii").from?.address.description == "josé@café.example")
    }
}
