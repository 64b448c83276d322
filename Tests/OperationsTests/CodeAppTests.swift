import BusinessTime
import Testing

@testable import Operations

@Suite("Codes of an app")
struct CodeAppTests {
    /// Of RFC 6238, appendix B: eight digits there, of which apps show the last six.
    private let app = CodeApp(secret: Array("12345678901234567890".utf8))

    @Test(
        "are those of RFC 6238",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)])
    func vectors(_ seconds: Int64, _ code: String) {
        #expect(app.code(at: Instant(seconds: seconds)) == code)
    }

    @Test("are taken half a minute early or late, never twice, and never before one that was taken")
    func drift() {
        let now = Instant(seconds: 1_234_567_890)
        let step = CodeApp.step(at: now)
        for off in -2...2 {
            let code = app.code(step: step + Int64(off))
            let taken = app.step(of: code, at: now, after: 0)
            #expect(taken == (abs(off) < 2 ? step + Int64(off) : nil), "off by \(off)")
        }
        let code = app.code(at: now)
        #expect(app.step(of: code, at: now, after: step) == nil, "the same code again")
        #expect(app.step(of: app.code(step: step - 1), at: now, after: step) == nil, "an earlier one")
        #expect(app.step(of: app.code(step: step + 1), at: now, after: step) == step + 1)
        #expect(app.step(of: "\(code.prefix(3)) \(code.suffix(3))", at: now, after: 0) == step)
        for wrong in ["", "00592", "0059240", "٠٠٥٩٢٤", "code"] {
            #expect(app.step(of: wrong, at: now, after: 0) == nil, "\(wrong)")
        }
    }

    @Test("the address holds names with signs of every kind, and the key in groups is the same secret")
    func address() throws {
        let address = app.address(desk: "Harbor & Söhne", account: "ana@harbor.example")
        #expect(
            address.hasPrefix(
                "otpauth://totp/Harbor%20%26%20S%C3%B6hne:ana%40harbor%2Eexample?secret=GEZDGNBVGY3TQOJQ"))
        #expect(address.hasSuffix("&issuer=Harbor%20%26%20S%C3%B6hne&algorithm=SHA1&digits=6&period=30"))
        #expect(app.key == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
    }

    @Test("recovery codes have no letter that is taken for another, and are read however they are typed")
    func recovery() {
        let codes = (0..<200).map { _ in RecoveryCode(.system).text }
        #expect(Set(codes).count == 200)
        #expect(codes.allSatisfy { $0.count == 11 && !$0.contains { "01ilo".contains($0) } })
        let digest = RecoveryCode.digest("k7mfp-9qxtb", of: 3)
        #expect(RecoveryCode.digest(" K7MFP 9QXTB", of: 3) == digest)
        #expect(RecoveryCode.digest("k7mfp-9qxtb", of: 4) != digest)
    }
}
