import BusinessTime
import Testing

@testable import Agreements

@Suite("Bad texts: a line and a remedy, never a trap")
struct BadTextTests {
    private func problems(_ text: String) -> [Problem] { Terms.check(yaml: text, zones: Zones.lookup) }

    private func demo(_ old: String, _ new: String) -> [Problem] {
        #expect(DemoAgreement.yaml.contains(old))
        return problems(DemoAgreement.yaml.replacing(old, with: new, maxReplacements: 1))
    }

    private func line(of text: String) -> Int {
        DemoAgreement.yaml.split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.contains(text) }! + 1
    }

    @Test("broken YAML names the line")
    func broken() {
        let found = demo("name: Acme Ltd", "name: \"Acme Ltd")
        #expect(found.count == 1)
        #expect(found.first?.line != nil)
        #expect(found.first?.message.contains("no YAML") == true)
        #expect(demo("currency: EUR", "\tcurrency: EUR").first?.line == line(of: "currency: EUR"))
    }

    @Test("an unknown key suggests the nearest known one")
    func unknownKey() {
        let found = demo("  automatic: no", "  automatc: no")
        #expect(found.map(\.path) == ["acknowledge", "acknowledge.automatc"].map { $0 } || found.count == 2)
        let unknown = found.first { $0.path == "acknowledge.automatc" }
        #expect(unknown?.remedy.contains("`automatic`") == true)
        #expect(unknown?.line == line(of: "  automatic: no"))
        #expect(
            demo("currency: EUR", "currency: EUR\nxyzzyplugh: 1").first?.remedy.contains("use one of") == true
        )
    }

    @Test("a severity or weekday that does not exist suggests the nearest")
    func unknownName() {
        #expect(demo("    critical: 30", "    critcal: 30").first?.remedy.contains("`critical`") == true)
        #expect(
            demo("    mon: 09:00-18:00", "    mno: 09:00-18:00").contains { $0.path == "hours.weekly.mno" })
    }

    @Test("a key that stands twice is refused with its line")
    func duplicate() {
        let found = demo("currency: EUR", "currency: EUR\ncurrency: USD")
        #expect(found.first?.message == "the key currency stands twice")
        #expect(found.first?.line != nil)
    }

    @Test(
        "a value that can't be read says what to write",
        arguments: [
            ("within: 2 business hours", "within: 2 hours"),
            ("within: 2 business hours", "within: -2 business hours"),
            ("within: 2 business hours", "within: 99999999999999999999 business hours"),
            ("within: 2 business hours", "within: 2.5 business hours"),
            ("within: 2 business hours", "within: 1e3 business hours"),
            ("within: 3 business days, same-time", "within: 3 days"),
            ("within: 3 business days, same-time", "within: 3 business days, same-day"),
            ("notice: 30 calendar days", "notice: 30"),
            ("notice: 30 calendar days", "notice: 30 business days"),
            ("effective: 2026-01-01", "effective: 2026-02-30"), ("currency: EUR", "currency: EURO"),
            ("monthly_fee: 1200.00 EUR", "monthly_fee: 1200.001 EUR"),
            ("monthly_fee: 1200.00 EUR", "monthly_fee: 9999999999999999999999 EUR"),
            ("mon: 09:00-18:00", "mon: 9-18"), ("mon: 09:00-18:00", "mon: 09:00-25:00"),
            ("zone: Europe/Berlin", "zone: ../../etc/passwd"), ("automatic: no", "automatic: maybe"),
            ("monthly_cap: 25 %", "monthly_cap: a quarter"), ("tier: 1", "tier: 9"),
            ("when: breach", "when: late"),
            ("2026-12-25: Christmas Day", "2026-13-25: Christmas Day"),
        ])
    func unreadable(old: String, new: String) {
        let found = demo(old, new)
        #expect(found.count == 1, "\(found)")
        #expect(found.first?.line == line(of: old))
        #expect(found.first?.remedy.contains("write ") == true)
    }

    @Test("a value of another shape is refused", arguments: ["[a, b]", "{a: b}"])
    func shape(value: String) {
        #expect(demo("currency: EUR", "currency: \(value)").contains { $0.path == "currency" })
        #expect(problems("provider: \(value)").contains { $0.path == "provider" } || value == "{a: b}")
        #expect(problems(value).contains { $0.path.isEmpty || $0.path == "provider" })
    }

    @Test("a blank is told as a blank, quoted or not")
    func blank() {
        for blank in ["\"[date]\"", "[date]"] {
            let found = demo("effective: 2026-01-01", "effective: \(blank)")
            #expect(found.map(\.message) == ["the blank [date] is not filled"])
        }
    }

    @Test(
        "an empty text, a number, a list alone are no agreement",
        arguments: ["", "   \n", "7", "- a", "---\n---\n", "null"])
    func nothing(text: String) {
        #expect(!problems(text).isEmpty)
        #expect(throws: AgreementProblems.self) { try Terms(yaml: text) }
    }

    @Test("hidden characters are refused with name and line")
    func hidden() {
        let found = demo("name: Acme Ltd", "name: Ac\u{202E}me \0Ltd")
        #expect(found.map(\.message).joined().contains("U+202E"))
        #expect(found.map(\.message).joined().contains("U+0000"))
        #expect(found.first?.line == line(of: "name: Acme Ltd"))
        #expect(demo("name: Acme Ltd", #"name: "Ac\u202Eme""#).map(\.path) == ["customer.name"])
    }

    @Test("anchors that multiply are refused before they cost anything")
    func aliases() {
        var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
        for (name, before) in zip("bcdefghij", "abcdefghi") {
            text +=
                "\(name): &\(name) [" + Array(repeating: "*\(before)", count: 9).joined(separator: ", ")
                + "]\n"
        }
        #expect(problems(text).map(\.message) == ["aliases are not read"])
        #expect(problems("x: &a 1\ny: 2\n").isEmpty == false)
    }

    @Test("depth and length are bounded", arguments: ["[", "{a: ", "- ", "? "])
    func deep(opening: String) {
        let text = String(repeating: opening, count: 50_000)
        #expect(problems(text).count >= 1)
        #expect(problems("provider: " + text).count >= 1)
    }

    @Test("a long staircase of indents is refused")
    func staircase() {
        let text = (0..<600).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(problems(text).first?.message == "the text is nested too deeply")
    }

    @Test("a text is as long as the bound allows, and no longer")
    func length() {
        let room = Screen.bytesMax - DemoAgreement.yaml.utf8.count
        #expect(problems(DemoAgreement.yaml + "#" + String(repeating: "x", count: room - 1)) == [])
        #expect(problems(DemoAgreement.yaml + "#" + String(repeating: "x", count: room)).count == 1)
    }
}
