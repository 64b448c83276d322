import Agreements
import BusinessTime
import Testing

@testable import Desk

@Suite("Codes for a signature: bounded by time, not for ever")
struct SigningCodeTests {
    private func used() throws -> Signing {
        var signing = Signing()
        try signing.do(.offer(Signing.offer()))
        for number in 1...Offering.codesMax {
            try signing.do(.sendCode(signatory: 0, message: "c\(number)"))
        }
        #expect(throws: Refusal.tooManyCodes) { try signing.do(.sendCode(signatory: 0, message: "c")) }
        return signing
    }

    @Test("an hour later there are more", arguments: [(3_599, false), (3_600, true)] as [(Int64, Bool)])
    func later(seconds: Int64, isSent: Bool) throws {
        var signing = try used()
        signing.now = signing.now.advanced(by: seconds)
        let sent = try? signing.do(.sendCode(signatory: 0, message: "d"))
        #expect((sent != nil) == isSent)
    }

    @Test("a new link, which a manager mails, begins anew at once")
    func again() throws {
        var signing = try used()
        try signing.do(.invite(Invitation(signatory: 0, message: "new")))
        #expect(try signing.do(.sendCode(signatory: 0, message: "d")).count == 1)
        #expect(Refusal.tooManyCodes.remedy.contains("new link"))
    }
}
