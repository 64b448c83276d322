import BusinessTime
import Mail
import Operations
import Storage
import Testing

@testable import Channels

/// A mail of a mailbox has no envelope: its header says for whom it is.
@Suite("For whom a fetched mail is")
struct MailboxEnvelopeTests {
    private static func own() throws -> HeaderEnvelope.Own {
        HeaderEnvelope.Own(
            addresses: DeskAddresses(
                support: try addresses("support@harbor.example", "ships@harbor.example"),
                notice: try addresses("notices@harbor.example"),
                tokens: ReplyToken { $0 + [UInt8](repeating: 7, count: 16) }),
            mailbox: try #require(MailAddress("desk@provider.example")))
    }

    private static func addresses(_ texts: String...) throws -> [MailAddress] {
        try texts.map { try #require(MailAddress($0)) }
    }

    @Test(
        "what delivery agents wrote; else To and Cc; as far as it is ours; else the mailbox's own address",
        arguments: [
            (
                ["Delivered-To: support+vip@harbor.example", "To: desk@provider.example"],
                ["support+vip@harbor.example"]
            ),
            (
                ["Delivered-To: ships@harbor.example", "To: support@harbor.example"], ["ships@harbor.example"]
            ),
            (
                ["Delivered-To: desk@provider.example", "To: notices@harbor.example"],
                ["notices@harbor.example"]
            ),
            (
                ["Delivered-To: desk+ships@provider.example", "To: notices@harbor.example"],
                ["desk+ships@provider.example"]
            ),
            (
                ["To: Notices@harbor.example, other@harbor.example", "Cc: ships+x@harbor.example"],
                ["Notices@harbor.example", "ships+x@harbor.example"]
            ),
            (["Delivered-To: desk@provider.example", "To: all@acme.example"], ["desk@provider.example"]),
            (["X-Original-To: support@harbor.example", "To: all@acme.example"], ["support@harbor.example"]),
            (
                ["Envelope-To: support@harbor.example", "To: undisclosed-recipients:;"],
                ["support@harbor.example"]
            ),
            (["To: all@acme.example", "Cc: Support <SUPPORT@harbor.example>"], ["SUPPORT@harbor.example"]),
            (["To: support@harbor.example, support@harbor.example"], ["support@harbor.example"]),
            (["To: all@acme.example"], ["desk@provider.example"]), ([], ["desk@provider.example"]),
        ] as [([String], [String])])
    func recipients(_ fields: [String], _ expected: [String]) throws {
        let head = (["From: carla@acme.example"] + fields + ["", ""]).joined(separator: "\r\n")
        #expect(HeaderEnvelope(head: Array(head.utf8), own: try Self.own()).to == expected)
    }

    @Test("a blind copy is for the address that its delivery names")
    func blindCopy() throws {
        let envelope = HeaderEnvelope(head: GateTrial.fixture("blind-copy.eml"), own: try Self.own())
        #expect(envelope.to == ["support@harbor.example"])
    }

    @Test("its sender is Return-Path, the null path too, else From")
    func sender() throws {
        for (field, from) in [
            ("Return-Path: <b@acme.example>", "b@acme.example"), ("Return-Path: <>", ""),
            ("Subject: x", "carla@acme.example"),
        ] {
            let head = "\(field)\r\nFrom: carla@acme.example\r\n\r\n"
            #expect(HeaderEnvelope(head: Array(head.utf8), own: try Self.own()).from == from)
        }
    }

    @Test("a mailbox is late after 15 minutes without a success, and no longer after the next")
    func health() async throws {
        let mailbox = try await MailboxTrial(port: 1)
        let office = mailbox.trial.office
        mailbox.trial.pass(seconds: 900)
        #expect(try await office.lateMailboxes().isEmpty)
        mailbox.trial.pass(seconds: 1)
        #expect(try await office.lateMailboxes() == "mailbox 1: last success never\n")
        try await office.mailboxSucceeded(mailbox.mailbox.id)
        #expect(try await office.lateMailboxes().isEmpty)
        mailbox.trial.pass(seconds: 901)
        #expect(try await office.lateMailboxes().hasPrefix("mailbox 1: last success 2026-"))
    }
}
