import BusinessTime
import Testing

@testable import Agreements

@Suite("The form of a draft holds what its text holds")
struct DraftSheetTests {
    @Test("terms go through the form unchanged", arguments: Samples.all)
    func roundTrip(sample: Samples.Sample) throws {
        let sheet = try DraftSheet(yaml: sample.terms.yaml)
        #expect(try Terms(yaml: sheet.yaml) == sample.terms)
        #expect(DraftSheet(values: sheet.values) == sheet)
    }

    @Test("one change of any field goes through the form", arguments: Samples.changes)
    func changed(change: Samples.Change) throws {
        let terms = Samples.changed(change.apply)
        let isTwice = ["severities.severity", "escalation.tiers.level", "credits.rows.promise"].contains(
            change.field)
        if isTwice {
            // Two rows of one name can't stand in a form: they are told, not dropped.
            #expect(throws: AgreementProblems.self) { try DraftSheet(whole: terms.yaml) }
        } else {
            #expect(try Terms(yaml: DraftSheet(whole: terms.yaml).yaml) == terms.inFormOrder)
        }
    }

    @Test("a new draft's blanks are each found in a field")
    func blanks() throws {
        let yaml = AgreementDraft.new(provider: "Harbor Software GmbH", customer: "Acme Ltd")
        let sheet = try DraftSheet(yaml: yaml)
        let before = AgreementDraft.check(yaml, zones: Zones.lookup)
        let after = AgreementDraft.check(sheet.yaml, zones: Zones.lookup)
        #expect(Set(after.map(\.path)) == Set(before.map(\.path)))
        for problem in after {
            let field = try #require(sheet.field(of: problem), "\(problem)")
            #expect(sheet[field].contains("["), "\(problem)")
        }
    }

    @Test("every mistake is mended in a field that is there", arguments: Broken.all)
    func mistakes(broken: Broken) throws {
        let sheet = try DraftSheet(yaml: broken.terms.yaml)
        let names = Set(
            SheetPart.all.flatMap { part in
                part.groups.flatMap { group in
                    (1...3).flatMap { group.numbered($0, isSpare: false).fields.map(\.name) }
                }
            })
        for problem in broken.terms.check(zones: Zones.lookup) {
            let field = try #require(sheet.field(of: problem), "\(problem)")
            #expect(names.contains(field) == true, "\(field): \(problem)")
        }
    }

    @Test("what is no field of an agreement never gets into the text")
    func foreign() {
        let sheet = DraftSheet(values: [
            "csrf": "word", "provider.name": "Harbor", "severities[huge].definition": "x",
            "provider.signatories[21].name": "nobody", "conditions[0].text": "x",
            "provider.signatories[2].name": "Ben",
        ])
        #expect(sheet.values.keys.sorted() == ["provider.name", "provider.signatories[2].name"])
        #expect(sheet.numbers(of: "provider.signatories") == [2])
        #expect(sheet.yaml.contains("    - name: Ben\n"))
    }

    @Test("odd lines are complained of, never dropped")
    func oddLines() {
        var values = (try? DraftSheet(yaml: Terms.demo.yaml))?.values ?? [:]
        values["escalation.rules"] = "resolution at once"
        values["credits.rows[resolution/critical]"] = "soon"
        values["hours.holidays"] = "Christmas"
        values["hours.amendments"] = "{from: "
        let sheet = DraftSheet(values: values)
        let fields = Set(AgreementDraft.check(sheet.yaml, zones: Zones.lookup).compactMap(sheet.field))
        #expect(
            fields == [
                "escalation.rules", "credits.rows[resolution/critical]", "hours.holidays", "hours.amendments",
            ])
    }
}

@Suite("A draft as it will read")
struct AgreementPreviewTests {
    @Test("finished, it is the text that is signed")
    func finished() throws {
        let preview = AgreementPreview(yaml: DemoAgreement.yaml, zones: Zones.lookup)
        let signed = try AgreementDraft.signed(DemoAgreement.yaml, zones: Zones.lookup)
        #expect(preview.problems == [])
        #expect(preview.parts.map(\.text) == signed.text.clauses)
        #expect(preview.title == signed.text.title)
    }

    @Test("a clause with a mistake shows the mistake, never a value nobody agreed to")
    func unfinished() throws {
        let yaml = DemoAgreement.yaml.replacing("monthly_fee: 1200.00 EUR", with: "monthly_fee: \"[fee]\"")
        let preview = AgreementPreview(yaml: yaml, zones: Zones.lookup)
        let shown = preview.parts.filter { $0.text != nil }.map(\.clause)
        #expect(!shown.contains(.head) && !shown.contains(.credits) && shown.contains(.escalation))
        #expect(preview.parts.first { $0.clause == .head }?.problems.map(\.path) == ["monthly_fee"])
    }

    @Test("an unknown zone leaves no clause that counts by it")
    func unknownZone() {
        let yaml = DemoAgreement.yaml.replacing("zone: Europe/Berlin", with: "zone: Europe/Nowhere")
        let preview = AgreementPreview(yaml: yaml, zones: Zones.lookup)
        #expect(preview.parts.allSatisfy { $0.text == nil })
        #expect(preview.problems.map(\.path) == ["hours.zone"])
    }

    @Test("text that is no YAML at all is one problem")
    func noYAML() {
        let preview = AgreementPreview(yaml: "a: [", zones: Zones.lookup)
        #expect(preview.problems.count == 1)
        #expect(preview.parts.allSatisfy { $0.text == nil })
    }
}
