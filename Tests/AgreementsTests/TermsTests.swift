import BusinessTime
import Testing

@testable import Agreements

@Suite("Terms: read, written, hashed")
struct TermsTests {
    @Test("the demo agreement reads without a problem and can be offered")
    func demoIsSound() {
        #expect(Terms.check(yaml: DemoAgreement.yaml, zones: Zones.lookup) == [])
        #expect(Terms.demo.provider.name == "Harbor Software GmbH")
        #expect(Terms.demo.acknowledge.within(.critical) == .minutes(30))
        #expect(Terms.demo.acknowledge.within(.normal) == .hours(2))
        #expect(Terms.demo.resolve.within(.normal) == .days(DayPeriod(count: 3, rule: .sameTime)))
        #expect(Terms.demo.hours.calendar.holidays.all.filter { $0.date.year == 2026 }.count == 10)
        #expect(Terms.demo.hours.calendar.holidays.all.filter { $0.date.year == 2027 }.count == 10)
    }

    @Test("reading what was written gives the same terms and the same bytes", arguments: Samples.all)
    func roundTrip(sample: Samples.Sample) throws {
        let again = try Terms(yaml: sample.terms.yaml)
        #expect(again == sample.terms)
        #expect(again.canonicalBytes == sample.terms.canonicalBytes)
    }

    @Test(
        "every field of the terms changes the canonical bytes, and is read back", arguments: Samples.changes)
    func everyFieldCounts(change: Samples.Change) throws {
        var terms = Terms.demo
        change.apply(&terms)
        #expect(terms != Terms.demo)
        #expect(terms.canonicalBytes != Terms.demo.canonicalBytes)
        #expect(terms.hash != Terms.demo.hash)
        #expect(try Terms(yaml: terms.yaml) == terms)
    }

    @Test("no field is missing in the list of changes")
    func changesAreComplete() {
        var names: Set<String> = []
        Samples.collectFields(of: Terms.demo, at: "", into: &names)
        #expect(names.subtracting(Samples.changes.map(\.field)).sorted() == [])
    }

    @Test("the order of keys and the way of quoting change no bytes")
    func oneForm() throws {
        let lines = DemoAgreement.yaml.replacing("name: Acme Ltd", with: "name: 'Acme Ltd'")
            .replacing(
                "[technical, usage, account, general]",
                with: "\n    - technical\n    - usage\n    - account\n    - general")
        #expect(try Terms(yaml: lines).canonicalBytes == Terms.demo.canonicalBytes)
        #expect(try Terms(yaml: DemoAgreement.yaml.replacing("\n", with: "\r\n")) == Terms.demo)
        #expect(try Terms(yaml: "\u{FEFF}" + DemoAgreement.yaml) == Terms.demo)
    }

    @Test("the hash is the SHA-256 of the canonical bytes")
    func hash() {
        #expect(Terms.demo.hash.count == 64)
        #expect(Terms.demo.hash.allSatisfy { "0123456789abcdef".contains($0) })
        #expect(Terms.demo.hash == Terms.demo.hash)
    }
}
