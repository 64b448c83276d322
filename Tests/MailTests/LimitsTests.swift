import Mail
import Testing

@Suite("Bounds of a message")
struct LimitsTests {
    static func nested(_ depth: Int) -> [UInt8] {
        var text = "From: carla@acme.example\r\nMIME-Version: 1.0\r\n"
        for level in 0..<depth {
            text += "Content-Type: multipart/mixed; boundary=\"b\(level)\"\r\n\r\n--b\(level)\r\n"
        }
        return Array((text + "\r\ndeep inside\r\n").utf8)
    }

    static func mixed(_ parts: Int) -> [UInt8] {
        var text = "From: carla@acme.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        for part in 0..<parts {
            text += "--x\r\nContent-Type: application/pdf; name=p\(part).pdf\r\n\r\np\r\n"
        }
        return Array((text + "--x--\r\n").utf8)
    }

    @Test("a thousand nested multiparts are kept as one attachment below the limit")
    func nesting() {
        let message = Message.parse(LimitsTests.nested(1_000))
        #expect(message.beyondLimits.contains(.depth))
        #expect(message.attachments.count == 1)
        #expect(Message.parse(LimitsTests.nested(100_000)).beyondLimits.contains(.depth))
    }

    @Test("both sides of the depth bound")
    func depthBound() {
        var limits = Limits()
        limits.depthMax = 5
        let inside = Message.parse(LimitsTests.nested(4), limits: limits)
        #expect(inside.beyondLimits.isEmpty && inside.text == "deep inside\n")
        #expect(Message.parse(LimitsTests.nested(5), limits: limits).beyondLimits == [.depth])
    }

    @Test("both sides of the attachment and part bounds")
    func attachmentBound() {
        var limits = Limits()
        limits.attachmentCountMax = 3
        #expect(Message.parse(LimitsTests.mixed(3), limits: limits).beyondLimits.isEmpty)
        let over = Message.parse(LimitsTests.mixed(4), limits: limits)
        #expect(over.attachments.count == 3 && over.beyondLimits == [.attachments])
        limits.partCountMax = 3
        #expect(Message.parse(LimitsTests.mixed(3), limits: limits).beyondLimits == [.parts])
    }

    @Test("a header of 20,000 fields and 20,000 addresses is cut at the named bounds")
    func header() {
        var text = "From: carla@acme.example\r\nTo: "
        text += (0..<20_000).map { "a\($0)@acme.example" }.joined(separator: ",\r\n ") + "\r\n"
        text += (0..<20_000).map { "X-\($0): y\r\n" }.joined() + "Subject: late\r\n\r\nbody"
        let message = Message.parse(Array(text.utf8))
        #expect(message.to.count == Limits.standard.addressCountMax)
        #expect(message.beyondLimits.contains(.fields))
        #expect(message.text == "body")
    }

    @Test("text is cut at its bound and says so")
    func textBound() {
        var limits = Limits()
        limits.textBytesMax = 10
        let head = "From: a@b.example\r\n\r\n"
        #expect(Message.parse(Array((head + "0123456789").utf8), limits: limits).beyondLimits.isEmpty)
        let cut = Message.parse(Array((head + "0123456789A").utf8), limits: limits)
        #expect(cut.text == "0123456789" && cut.beyondLimits == [.textBytes])
    }
}
