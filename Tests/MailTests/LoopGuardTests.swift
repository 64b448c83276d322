import Mail
import Testing

@Suite("No program answers a program")
struct LoopGuardTests {
    @Test(
        "what forbids an automatic answer",
        arguments: [
            ("loop-auto-submitted", LoopRefusal.autoSubmitted), ("loop-return-path-empty", .emptyReturnPath),
            ("loop-list-id", .mailingList), ("loop-precedence-bulk", .precedence),
            ("loop-suppress-oof", .suppressed),
            ("loop-autorespond", .autoreply), ("loop-own-marker", .ownMarker), ("bounce-5xx", .autoSubmitted),
            ("out-of-office-exchange", .autoSubmitted), ("header-only", nil), ("plain", nil),
            ("loop-auto-submitted-no", nil), ("loop-precedence-first-class", nil),
            ("loop-suppress-dr-only", nil),
            ("loop-autorespond-no", nil), ("binary-noise", .noSender),
        ] as [(String, LoopRefusal?)])
    func refusal(_ row: (String, LoopRefusal?)) {
        #expect(LoopGuard.refusal(Fixture.message(row.0)) == row.1)
    }

    @Test("the backstop that needs no header: one mail an hour, none to a flood, both sides")
    func backstop() {
        let message = Fixture.message("plain")
        func refusal(_ mails: Int, _ tickets: Int) -> LoopRefusal? {
            LoopGuard.refusal(
                message, recent: .init(automaticMailsInLastHour: mails, ticketsInLastTenMinutes: tickets))
        }
        #expect(refusal(0, LoopGuard.ticketsInTenMinutesMax) == nil)
        #expect(refusal(0, LoopGuard.ticketsInTenMinutesMax + 1) == .flood)
        #expect(refusal(LoopGuard.automaticMailsPerHourMax, 0) == .hourlyLimit)
    }

    @Test("who is signed in gets one for each ticket, to a bound; floods and programs get none there either")
    func signedIn() {
        let carla = MailAddress("carla@acme.example")!
        func refusal(_ mails: Int, _ tickets: Int, to address: MailAddress? = nil) -> LoopRefusal? {
            LoopGuard.refusal(
                toSignedIn: address ?? carla,
                recent: .init(automaticMailsInLastHour: mails, ticketsInLastTenMinutes: tickets))
        }
        #expect(refusal(LoopGuard.automaticMailsPerHourMax, 1) == nil)
        #expect(refusal(LoopGuard.signedInMailsPerHourMax - 1, 1) == nil)
        #expect(refusal(LoopGuard.signedInMailsPerHourMax, 1) == .signedInLimit)
        #expect(refusal(1, LoopGuard.ticketsInTenMinutesMax + 1) == .flood)
        #expect(refusal(0, 1, to: MailAddress("postmaster@acme.example")!) == .programAddress)
    }

    @Test("our own address writes to itself, with a tag too")
    func ownAddress() {
        let own = [MailAddress("Carla@acme.example")!]
        #expect(LoopGuard.refusal(Fixture.message("plain"), ownAddresses: own) == .ownAddress)
        let tagged = Message.parse(Array("From: support+t1.x@harbor.example\r\n\r\nx".utf8))
        #expect(
            LoopGuard.refusal(tagged, ownAddresses: [MailAddress("support@harbor.example")!]) == .ownAddress)
    }

    @Test("vacation notices are known by their header; a subject alone proves nothing")
    func outOfOffice() {
        #expect(Fixture.message("out-of-office-exchange").kind == .autoReply)
        #expect(Fixture.message("out-of-office-german").kind == .autoReply)
        #expect(Fixture.message("out-of-office-subject-alone").kind == .person)
        #expect(Fixture.message("loop-list-id").kind == .bulk)
    }

    @Test("a mail that we write by ourselves is refused by our own guard")
    func ownMail() {
        var mail = Composer(
            from: Mailbox(address: MailAddress("support@harbor.example")!),
            to: [Mailbox(address: MailAddress("carla@acme.example")!)], subject: "Received",
            text: "We have it.",
            messageID: "r1@harbor.example", date: MailDate(seconds: 1_772_440_200))
        #expect(LoopGuard.refusal(Message.parse(mail.bytes)) == nil)
        for origin in [Composer.Origin.answer, .notice] {
            mail.origin = origin
            #expect(LoopGuard.refusal(Message.parse(mail.bytes)) == .ownMarker)
        }
    }
}
