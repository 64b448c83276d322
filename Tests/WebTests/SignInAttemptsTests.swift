import BusinessTime
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

@Suite("Guessing passwords")
struct SignInAttemptsTests {
    private let now = WebTrial.start

    @Test("the bound of a pair, on both sides, and when it opens again")
    func pair() {
        var attempts = SignInAttempts()
        for second in 0..<SignInAttempts.pairMax {
            let at = now.advanced(by: Int64(second))
            #expect(attempts.begin(address: "ana@x", network: "1.2.3.4", at: at) == nil)
        }
        let last = now.advanced(by: 20)
        #expect(attempts.begin(address: "ana@x", network: "1.2.3.4", at: last) == SignInAttempts.window - 20)
        let after = now.advanced(by: SignInAttempts.window)
        #expect(attempts.begin(address: "ana@x", network: "1.2.3.4", at: after) == nil)
    }

    @Test("one network can't try address after address")
    func network() {
        var attempts = SignInAttempts()
        for number in 0..<SignInAttempts.networkMax {
            #expect(attempts.begin(address: "p\(number)@x", network: "1.2.3.4", at: now) == nil)
        }
        #expect(attempts.begin(address: "another@x", network: "1.2.3.4", at: now) != nil)
        #expect(attempts.begin(address: "another@x", network: "5.6.7.8", at: now) == nil)
    }

    @Test("an attack on Ana's address, or from her network, does not lock her out")
    func noLockOut() {
        var attempts = SignInAttempts()
        #expect(attempts.begin(address: "ana@x", network: "home", at: now) == nil)
        attempts.succeeded(address: "ana@x", network: "home", at: now)
        for number in 0..<SignInAttempts.addressMax {
            _ = attempts.begin(address: "ana@x", network: "bot \(number)", at: now)
            _ = attempts.begin(address: "p\(number)@x", network: "home", at: now)
        }
        #expect(attempts.begin(address: "ana@x", network: "another bot", at: now) != nil)
        #expect(attempts.begin(address: "ben@x", network: "home", at: now) != nil)
        #expect(attempts.begin(address: "ana@x", network: "home", at: now) == nil)
    }

    @Test("who signs in a hundred times is never made to wait")
    func successes() {
        var attempts = SignInAttempts()
        for number in 0..<100 {
            #expect(attempts.begin(address: "p\(number)@x", network: "office", at: now) == nil)
            attempts.succeeded(address: "p\(number)@x", network: "office", at: now)
        }
    }

    @Test("networks: an IPv4 address, 64 bits of IPv6, and only a local proxy is believed")
    func networks() {
        #expect(DeskContext.network("192.0.2.7") == "192.0.2.7")
        #expect(DeskContext.network("2001:db8:1:2:3::4") == DeskContext.network("2001:db8:1:2:9::9"))
        #expect(DeskContext.network("2001:db8:1:2::4") != DeskContext.network("2001:db8:1:3::4"))
    }

    @Test("the page says how long to wait, alike for known and unknown addresses")
    func page() async throws {
        let trial = try await WebTrial(withPassword: true)
        try await trial.run { client in
            var answers: [TestResponse] = []
            for email in ["ana%40harbor.example", "nobody%40harbor.example"] {
                for _ in 0..<SignInAttempts.pairMax {
                    let answer = try await client.execute(
                        uri: "/sign-in", method: .post, body: ByteBuffer(string: "email=\(email)&password=no")
                    )
                    #expect(answer.status == .unprocessableContent)
                }
                let body = ByteBuffer(string: "email=\(email)&password=correct+horse+battery")
                answers.append(try await client.execute(uri: "/sign-in", method: .post, body: body))
            }
            #expect(answers.allSatisfy { $0.status == .tooManyRequests })
            #expect(answers.allSatisfy { $0.headers[.retryAfter] == "900" })
            #expect(answers[0].text.contains("Try again in 15 minutes."))
            let known = answers[0].withoutChallenge.replacing("ana@harbor.example", with: "")
            #expect(known == answers[1].withoutChallenge.replacing("nobody@harbor.example", with: ""))
            trial.clock.advance(by: SignInAttempts.window)
            let later = try await client.execute(
                uri: "/sign-in", method: .post,
                body: ByteBuffer(string: "email=ana%40harbor.example&password=correct+horse+battery"))
            #expect(later.status == .seeOther)
        }
    }
}
