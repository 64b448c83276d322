import Agreements
import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@testable import Web

@Suite("What Carla is asked and told when she asks for support")
struct PortalFilingTests {
    private static let page = "/portal/new?category=technical"

    private static func shown(_ trial: WebTrial) async throws -> String {
        let carla = try await trial.session(of: "carla@acme.example")
        let text = TextBox()
        try await trial.run { client in text.value = try await Browser(client, carla).get(page).text }
        return text.value
    }

    private final class TextBox: @unchecked Sendable { var value = "" }

    @Test("while the desk is open: by when it acknowledges, and that the second promise runs from there")
    func open() async throws {
        let trial = try await WebTrial()
        trial.clock.advance(by: -7 * 3600)
        let text = try await Self.shown(trial)
        #expect(text.contains("The desk has it at once. We acknowledge it by 11:50 today (A.1)."))
        #expect(text.contains("The time to resolve it runs from the acknowledgment (A.2)."))
    }

    @Test("on Saturday: until when it is closed, and both times follow the opening, in her own zone")
    func closed() async throws {
        let trial = try await WebTrial()
        trial.clock.advance(by: 5 * 86_400)
        let text = try await Self.shown(trial)
        #expect(
            text.contains(
                "We are closed until Mon 09:00; your request is kept. We acknowledge it by Mon 11:00 (A.1)."))
        #expect(!text.contains("count from now"))
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.database.write { writer in
            guard var person = try writer.person(carla.person.rawValue) else { return }
            person.zone = "America/New_York"
            try writer.update(person)
        }
        #expect(try await Self.shown(trial).contains("We acknowledge it by Mon 05:00 (A.1)."))
    }

    @Test("an agreement that runs from receipt, or lets the receipt acknowledge, says so")
    func otherTerms() async throws {
        let yaml = DemoAgreement.yaml.replacing("from: acknowledgment", with: "from: receipt")
        let trial = try await WebTrial(agreement: yaml)
        #expect(try await Self.shown(trial).contains("The time to resolve it runs from now (A.2)."))
        let rules = try ZoneFiles().rules(of: try #require(TimeZoneName("Europe/Berlin")))
        let words = DeskWords(rules: rules, zone: "Europe/Berlin", now: trial.clock.now)
        var outlook = FilingOutlook()
        #expect(FilingWords(outlook: outlook, words: words).sentence.contains("No agreement of yours"))
        (outlook.isPromised, outlook.isAcknowledgedByReceipt) = (true, true)
        #expect(FilingWords(outlook: outlook, words: words).sentence.contains("The receipt that we mail"))
    }

    @Test("what the agreement asks in any case is asked once: the words themselves answer it")
    func onceAsked() async throws {
        let trial = try await WebTrial()
        let text = try await Self.shown(trial)
        #expect(text.components(separatedBy: Questions.whatHappened).count == 2)
        #expect(!text.contains("What happened, and what did you expect?"))
        #expect(!text.contains("name=\"asked-1\""))
        #expect(text.contains("name=\"asked-2\"") && text.contains("The time at which it happened"))
        #expect(text.contains("About: Technical"))
        for standard in [DemoAgreement.yaml, AgreementDraft.new(provider: "Harbor", customer: "Acme")] {
            #expect(standard.contains("- \(Questions.whatHappened)\n"), "the standard text asks so")
        }
    }

    @Test("nothing written: all that is missing is named at once, and what is written stays")
    func missing() async throws {
        let trial = try await WebTrial()
        let carla = try await trial.session(of: "carla@acme.example")
        try await trial.run { client in
            let hers = Browser(client, carla)
            _ = try await hers.get(Self.page)
            let sent = try await hers.post(
                "/portal/tickets", [("category", "technical"), ("impact", "Nobody can invoice")])
            #expect(sent.status == .unprocessableContent)
            #expect(sent.text.contains("There is no subject and no text."))
            #expect(sent.text.components(separatedBy: "class=\"hint problem\"").count == 3)
            #expect(sent.text.contains("Nobody can invoice</textarea>"))
            let half = try await hers.post(
                "/portal/tickets", [("category", "technical"), ("text", "It stops")])
            #expect(half.text.contains("The subject is one line"))
            #expect(half.text.contains("It stops</textarea>"))
            #expect(half.text.components(separatedBy: "class=\"hint problem\"").count == 2)
        }
    }

    @Test("an empty file is refused at its field, with the words kept: a request, an answer, a reply")
    func emptyFile() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let (carla, ana) = (
            try await trial.session(of: "carla@acme.example"),
            try await trial.session(of: "ana@harbor.example")
        )
        try await trial.run { client in
            for (session, uri, fields) in [
                (carla, "/portal/tickets", [("category", "technical"), ("subject", "Export")]),
                (carla, "/portal/tickets/\(id)/replies", []),
                (ana, "/tickets/\(id)/replies", [("visibility", "public")]),
            ] {
                let sent = try await PortalTests.post(
                    client, session, uri, fields + [("text", "See the file")], file: "zero.txt", holding: "")
                #expect(sent.status == .unprocessableContent, "\(uri)")
                #expect(sent.text.contains("zero.txt&quot; is empty."), "\(uri)")
                #expect(sent.text.contains("save it again and choose it anew"), "\(uri)")
                #expect(sent.text.contains("See the file</textarea>"), "\(uri)")
            }
        }
        #expect(try await trial.messages(of: id).count == 1, "nothing was kept")
    }
}
