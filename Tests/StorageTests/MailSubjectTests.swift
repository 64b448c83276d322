import Storage
import Testing

@Suite("What a mail without a ticket is about")
struct MailSubjectTests {
    @Test(
        "is read back from its word",
        arguments: [
            MailSubject.agreement("acme"), .agreement("acme with blanks"), .event(7),
            .statement(agreement: "acme", month: "2026-11"),
            .statement(agreement: "acme with blanks", month: "2026-11"),
        ])
    func roundTrip(_ subject: MailSubject) {
        #expect(MailSubject(subject.word) == subject)
    }

    @Test(
        "nothing else is one",
        arguments: ["", "agreement", "agreement ", "event x", "event 7 8", "statement 2026-11", "ticket 7"])
    func others(_ word: String) {
        #expect(MailSubject(word) == nil)
    }
}
