import Mail
import Operations
import Testing

@testable import Channels

@Suite("A message on standard input")
struct PipedMailTests {
    private static let support = MailAddress("support@harbor.example")

    private func read(_ text: String, sender: String? = nil) throws -> PipedMail {
        try PipedMail(Array(text.utf8), sender: sender)
    }

    @Test("line ends become those of mail, an mbox line goes, all else stays")
    func bytes() throws {
        let mail = try read("From carla@acme.example Mon Nov 23 10:00:00 2026\nSubject: x\n\n.dot\nFrom me\n")
        #expect(mail.bytes == Array("Subject: x\r\n\r\n.dot\r\nFrom me\r\n".utf8))
        #expect(mail.envelopeFrom == "carla@acme.example")
        #expect(try read("Subject: x\r\n\r\ny\r\n").bytes == Array("Subject: x\r\n\r\ny\r\n".utf8))
    }

    @Test(
        "what is no message is refused with 65",
        arguments: ["", "\n", "hello\n", "hello world\n\nx", "From x y\n", ": x\n\n", "\u{0}\u{1}\n"])
    func noMessage(text: String) {
        let refusal = #expect(throws: PipeRefusal.self) { try read(text) }
        #expect(refusal?.cause == .badMail)
    }

    @Test("a message of the greatest size is taken, one byte more is refused and the limit named")
    func size() throws {
        var limits = LMTPLimits()
        limits.messageBytesMax = 20
        let text = "Subject: x\r\n\r\n1234\r\n"
        #expect(text.utf8.count == 20)
        _ = try PipedMail(Array(text.utf8), sender: nil, limits: limits)
        let refusal = #expect(throws: PipeRefusal.self) {
            try PipedMail(Array("Subject: xy\n\n1234\n".utf8), sender: nil, limits: limits)
        }
        #expect(refusal?.cause == .badMail)
        #expect(refusal?.text.contains("20 bytes") == true)
    }

    @Test("the sender: as named, else Return-Path, else From; what is no address is the null path")
    func sender() throws {
        let header = "Return-Path: <bounce@acme.example>\nFrom: carla@acme.example\n\nx"
        #expect(try read(header, sender: "other@acme.example").envelopeFrom == "other@acme.example")
        #expect(try read(header).envelopeFrom == "bounce@acme.example")
        #expect(try read("From: carla@acme.example\n\nx").envelopeFrom == "carla@acme.example")
        for null in ["", "<>", "MAILER-DAEMON"] {
            #expect(try read(header, sender: null).envelopeFrom == nil)
        }
        #expect(try read("Return-Path: <>\nFrom: carla@acme.example\n\nx").envelopeFrom == nil)
        #expect(try read("Subject: x\n\nx").envelopeFrom == nil)
    }

    @Test("the recipients: as named, else delivery agents', else To and Cc, else the support address")
    func recipients() throws {
        let support = try #require(Self.support)
        func chosen(_ fields: String, given: [String] = []) throws -> [String] {
            try read(fields + "\n\nx").recipients(
                given: given, addresses: DeskAddresses(support: [support], takesAll: true, tokens: nil))
        }
        let all = """
            Delivered-To: sales@harbor.example
            To: Support <support@harbor.example>, other@acme.example
            Cc: support@Harbor.example, billing@harbor.example
            """
        #expect(try chosen(all, given: ["x@y.example"]) == ["x@y.example"])
        #expect(try chosen(all) == ["sales@harbor.example"])
        let noDelivery = all.split(separator: "\n").dropFirst().joined(separator: "\n")
        #expect(try chosen(noDelivery) == ["support@harbor.example", "billing@harbor.example"])
        let elsewhere = "Delivered-To: a@acme.example\nX-Original-To: support+1@harbor.example"
        #expect(try chosen(elsewhere) == ["support+1@harbor.example"])
        #expect(try chosen("To: undisclosed recipients:;") == ["support@harbor.example"])
    }
}
