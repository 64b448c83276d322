import Agreements
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Testing

@Suite("The portal: what a customer says without a message, and what is said beside the clocks")
struct PortalSayingTests {
    @Test("Ana takes Carla's answer as thanks; Carla reads it, objects with a reason, and it is open (A.2)")
    func thanks() async throws {
        let trial = try await WebTrial()
        let id = try await Self.resolved(trial)
        let carla = try await trial.session(of: "carla@acme.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let early = try await Self.post(client, ana, "/tickets/\(id)/no-further-request")
            #expect(early.status == .unprocessableContent, "nobody came back yet")
            let words = [("text", "Thank you very much")]
            _ = try await PortalTests.post(client, carla, "/portal/tickets/\(id)/replies", words)
            #expect(try await trial.ticket(id).state == .open)
            let offered = try await Self.page(client, ana, "/tickets/\(id)")
            #expect(offered.contains("Thanks, no further request") && offered.contains("can object"))
            let marked = try await Self.post(client, ana, "/tickets/\(id)/no-further-request")
            #expect(marked.status == .seeOther, "\(marked.text)")
            #expect(try await trial.ticket(id).standingResolution != nil)
            let told = try await Self.page(client, carla, "/portal/tickets/\(id)")
            #expect(told.contains("took your last message as thanks") && told.contains("That was no thanks"))
            let place = "/portal/tickets/\(id)/objections"
            let bare = try await Self.post(client, carla, place, "reason=")
            #expect(bare.status == .unprocessableContent && bare.text.contains("A reason is needed."))
            let objected = try await Self.post(client, carla, place, "reason=I+had+a+question")
            #expect(objected.status == .seeOther, "\(objected.text)")
            let seen = try await Self.page(client, ana, "/tickets/\(id)")
            #expect(seen.contains("I had a question"))
        }
        #expect(try await trial.ticket(id).state == .open)
        let letters = try await trial.letters(to: "carla@acme.example")
        #expect(letters.contains { $0.contains("thanks") }, "she was told by mail too")
    }

    @Test("Carla objects to a resolution: Ben, who resolved it, may not answer; Mara upholds it (A.2)")
    func objection() async throws {
        let trial = try await WebTrial()
        let id = try await Self.resolved(trial)
        let carla = try await trial.session(of: "carla@acme.example")
        let ben = try await trial.session(of: "ben@harbor.example")
        let mara = try await trial.session(of: "mara@harbor.example")
        try await trial.run { client in
            let page = try await Self.page(client, carla, "/portal/tickets/\(id)")
            #expect(page.contains("Object to the resolution") && page.contains("A.2"))
            let place = "/portal/tickets/\(id)/objections"
            let objected = try await Self.post(client, carla, place, "reason=It+fails+still")
            #expect(objected.status == .seeOther, "\(objected.text)")
            let again = try await Self.post(client, carla, place, "reason=It+does")
            #expect(again.status == .unprocessableContent, "once for each resolution")
            let thanks = try await Self.post(client, ben, "/tickets/\(id)/no-further-request")
            #expect(thanks.text.contains("that is no thanks"), "an objection is never thanks")
            let answers = "/tickets/\(id)/objection-answers"
            #expect(try await Self.post(client, ben, answers, "upheld=no&reason=No").status == .forbidden)
            let waiting = try await Self.page(client, mara, "/tickets/\(id)")
            #expect(waiting.contains("Answer the objection") && waiting.contains("It fails still"))
            let odd = try await Self.post(client, mara, answers, "upheld=perhaps&reason=No")
            #expect(odd.status == .unprocessableContent && odd.text.contains("Choose one of"))
            let upheld = try await Self.post(client, mara, answers, "upheld=yes&reason=It+does")
            #expect(upheld.status == .seeOther, "\(upheld.text)")
            let told = try await Self.page(client, carla, "/portal/tickets/\(id)")
            #expect(told.contains("You objected: It fails still"))
            #expect(told.contains("Your objection was upheld: It does"))
        }
        let resolution = try #require(try await trial.ticket(id).resolutions.last)
        #expect(resolution.isOverruled && resolution.objection?.by == .contact(carla.person))
    }

    @Test("\"I have given this\" ends the pause without a message, and a manager is to look (G)")
    func given() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ben = try await trial.asker("ben@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        let (page, place) = ("/portal/tickets/\(id)", "/portal/tickets/\(id)/information-given")
        try await trial.run { client in
            #expect(try await !Self.page(client, carla, page).contains("I have given this"))
            try await trial.office.answer(
                .requestInformation(missing: ["The log file"]), text: "The log, please", on: Ticket.ID(id),
                by: ben)
            try await trial.settle()
            let asked = try await Self.page(client, carla, page)
            #expect(asked.contains("I have given this") && asked.contains("The log file"))
            let given = try await Self.post(client, carla, place)
            #expect(given.status == .seeOther, "\(given.text)")
            let after = try await Self.page(client, carla, page)
            #expect(after.contains("You said that you have given") && after.contains("You wait for us"))
            let again = try await Self.post(client, carla, place)
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("Nothing is being waited for."))
            let desk = try await Self.page(client, ana, "/tickets/\(id)")
            #expect(desk.contains("a manager looks at it"))
        }
        #expect(try await trial.ticket(id).openWaits.isEmpty)
        try await trial.settle()
        let told = try await trial.letters(to: "mara@harbor.example")
        #expect(told.contains { $0.contains("Ticket \(id)") }, "a manager is told")
    }

    @Test("a call written down half an hour late counts from then, until Carla confirms when it was (A.1)")
    func late() async throws {
        let trial = try await WebTrial()
        _ = try await trial.carlaAsks("Another")
        let carla = try await trial.session(of: "carla@acme.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            _ = try await Self.post(
                client, ana, "/calls", "number=%2B4940123456&caller=A+lady&subject=Export&summary=It+stops")
            trial.clock.advance(by: 1800)
            let contact = "contact=\(carla.person)"
            let matched = try await Self.post(client, ana, "/calls/1/contact", contact)
            let place = try #require(matched.headers[.location])
            let id = try #require(place.split(separator: "/").last.flatMap { Int64($0) })
            let desk = try await Self.page(client, ana, "/tickets/\(id)")
            #expect(desk.contains("Late facts") && desk.contains("unless Carla Reyes"))
            let late = try #require(try await trial.ticket(id).unconfirmedDeeds.first)
            #expect(try await trial.ticket(id).acknowledgedAt == trial.clock.now)
            let portal = "/portal/tickets/\(id)"
            let page = try await Self.page(client, carla, portal)
            #expect(page.contains("Recorded late") && page.contains("It happened then"))
            let wrong = try await Self.post(client, carla, "\(portal)/confirmations", "fact=1")
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("was not recorded late"))
            let yes = try await Self.post(client, carla, "\(portal)/confirmations", "fact=\(late.number)")
            #expect(yes.status == .seeOther, "\(yes.text)")
            #expect(try await trial.ticket(id).acknowledgedAt == WebTrial.start)
            let after = try await Self.page(client, carla, portal)
            #expect(after.contains("You confirmed") && !after.contains("It happened then"))
            #expect(try await Self.page(client, ana, "/tickets/\(id)").contains("Confirmed by the customer"))
        }
    }

    @Test("a special condition handled by hand stands beside the clocks and in the proof, on both sides")
    func byHand() async throws {
        let condition = """
            conditions:
              - clause: A.1
                text: Inquiries about payroll are taken up within the day.
                handled_by_hand: Mara Voss
            """
        let yaml = DemoAgreement.yaml.replacing("conditions: []", with: condition)
        let trial = try await WebTrial(agreement: yaml)
        let id = try await trial.carlaAsks()
        let carla = try await trial.session(of: "carla@acme.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        let word = "Inquiries about payroll are taken up within the day."
        try await trial.run { client in
            for (session, place) in [(ana, "/tickets/\(id)"), (carla, "/portal/tickets/\(id)")] {
                let page = try await Self.page(client, session, place)
                #expect(page.contains("Handled by hand") && page.contains(word), "\(place)")
                let proof = try await Self.page(client, session, "\(place)/proof/acknowledgment")
                #expect(proof.contains("Mara Voss handles by hand") && proof.contains(word), "\(place)")
            }
        }
    }

    @Test("a breach that fell before anybody knew whose it was is labelled by its clock and in its proof")
    func identifiedLate() async throws {
        let trial = try await WebTrial()
        let id = try await trial.office.receive(
            Inquiry(
                address: "carla.private@mail.example", name: "Carla", subject: "Export", text: "It stops.",
                way: .mail)
        ).rawValue
        trial.clock.advance(by: 2 * 86_400)
        let ben = try await trial.session(of: "ben@harbor.example")
        let token = try await trial.token(of: "ben@harbor.example")
        try await trial.run { client in
            let before = try await Self.page(client, ben, "/tickets/\(id)")
            #expect(!before.contains("Late identification"))
            let known = try await Self.post(
                client, ben, "/tickets/\(id)/identification", "customer=Acme&contact=")
            #expect(known.status == .seeOther, "\(known.text)")
            let page = try await Self.page(client, ben, "/tickets/\(id)")
            #expect(page.contains("Late identification") && page.contains("the breach is dated when it fell"))
            let proof = try await Self.page(client, ben, "/tickets/\(id)/proof/acknowledgment")
            #expect(proof.contains("Late identification: the customer was known only on"))
            let told = try await client.execute(
                uri: "/api/tickets/\(id)/proof", method: .get, headers: token)
            #expect(told.text.contains("Late identification: the customer was known only on"))
        }
    }

    @Test("a receipt that the loop rules keep back says so to the desk and to Carla, and goes nowhere")
    func keptBack() async throws {
        let trial = try await WebTrial()
        let carla = try await trial.session(of: "carla@acme.example")
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            var places: [String] = []
            // Within ten minutes: one more than gets a receipt.
            for subject in (1...11).map({ "Request \($0)" }) {
                let filed = try await PortalTests.post(
                    client, carla, "/portal/tickets",
                    [("category", "technical"), ("subject", subject), ("text", "At 40 %.")])
                places.append(try #require(filed.headers[.location]))
            }
            let first = try await Self.page(client, carla, places[0])
            #expect(!first.contains("No receipt was mailed"))
            let last = places[10]
            for (session, place) in [(carla, last), (ana, last.replacing("/portal", with: ""))] {
                let page = try await Self.page(client, session, place)
                #expect(page.contains("No receipt was mailed: this address opened more than 10 tickets"))
            }
        }
        #expect(try await trial.letters(to: "carla@acme.example").count == 10)
    }

    private static func resolved(_ trial: WebTrial) async throws -> Int64 {
        let id = try await trial.carlaAsks()
        let ben = try await trial.asker("ben@harbor.example")
        try await trial.office.answer(.resolve(.answer), text: "It is fixed", on: Ticket.ID(id), by: ben)
        try await trial.settle()
        trial.clock.advance(by: 60)
        return id
    }

    private static func page(
        _ client: any TestClientProtocol, _ session: WebTrial.Session, _ uri: String
    ) async throws -> String {
        try await client.execute(uri: uri, method: .get, headers: session.headers).text
    }

    private static func post(
        _ client: any TestClientProtocol, _ session: WebTrial.Session, _ uri: String, _ form: String = ""
    ) async throws -> TestResponse {
        try await client.execute(
            uri: uri, method: .post, headers: session.sending, body: session.form(form))
    }
}
