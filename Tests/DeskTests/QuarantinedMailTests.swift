import BusinessTime
import Testing

@testable import Desk

@Suite("A mail in quarantine: what can be said, and when")
struct QuarantinedMailTests {
    private static let start = Instant(seconds: 1_795_424_400)
    private static let ben = Actor.agent(Person.ID(2))

    private func mail(after said: [QuarantineFact.What]) -> QuarantinedMail? {
        QuarantinedMail(
            QuarantinedMail.ID(7), said.map { QuarantineFact($0, by: Self.ben, recorded: Self.start) })
    }

    struct Case: Sendable {
        var before: [QuarantineFact.What] = []
        let what: QuarantineFact.What
        let isAllowed: Bool
    }

    private static let junk = QuarantineFact.What.discarded(reason: "Junk.")
    private static let ticket = QuarantineFact.What.attached(Ticket.ID(3))

    static let cases: [Case] = [
        Case(what: .released, isAllowed: true), Case(what: ticket, isAllowed: true),
        Case(what: junk, isAllowed: true), Case(what: .discarded(reason: " "), isAllowed: false),
        Case(before: [.released], what: .released, isAllowed: false),
        Case(before: [.released], what: junk, isAllowed: false),
        Case(before: [ticket], what: .released, isAllowed: false),
        Case(before: [junk], what: .released, isAllowed: true),
        Case(before: [junk], what: ticket, isAllowed: true),
        Case(before: [junk], what: junk, isAllowed: false),
        Case(before: [.released, .kept(.failed)], what: .released, isAllowed: true),
    ]

    @Test(
        "it is said once; what was discarded can be let go after all; what came back waits again",
        arguments: cases)
    func saying(said: Case) {
        let mail = mail(after: [.kept(.noSender)] + said.before)
        let fact = try? mail?.decide(said.what, by: Self.ben, at: Self.start)
        #expect((fact != nil) == said.isAllowed)
    }

    @Test("nothing that was never kept is in quarantine")
    func never() {
        #expect(mail(after: []) == nil)
        #expect(mail(after: [.released]) == nil)
        #expect(mail(after: [.kept(.noSender), .kept(.failed)])?.cause == .failed)
    }
}
