import HTTPTypes
import HummingbirdTesting
import Operations
import Testing

@Suite("A clock that stands still because the desk is closed says so, and why")
struct ClosedDeskTests {
    private static let moments: [(at: String, wait: Int64, short: String, why: String)] = [
        ("Monday 19:00", 7_800, "closed until 09:00 tomorrow", "outside its hours (D)"),
        ("Saturday 12:00", 414_600, "closed until Mon 09:00", "outside its hours (D)"),
        (
            "Christmas, a Friday, 12:00", 2_747_400, "closed until Mon 09:00",
            "Christmas Day, then Second Day of Christmas (D)"
        ),
    ]

    @Test("in the row, beside the ticket, in the portal and on the wallboard", arguments: moments)
    func closed(_ moment: (at: String, wait: Int64, short: String, why: String)) async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        trial.clock.advance(by: moment.wait)
        let ana = try await trial.session(of: "ana@harbor.example")
        let carla = try await trial.session(of: "carla@acme.example")
        let whole = "The desk is \(moment.short): \(moment.why)."
        try await trial.run { client in
            func text(_ uri: String, _ session: WebTrial.Session) async throws -> String {
                try await client.execute(uri: uri, method: .get, headers: session.headers).text
            }
            let row = try await text("/queue/rows/\(id)", ana)
            // Both promises of the later moments are broken, and a row says of those only that.
            let runs = moment.wait < 86_400
            #expect(row.contains(">desk closed<") == runs && row.contains(whole) == runs, "\(moment.at)")
            for (uri, session) in [("/tickets/\(id)", ana), ("/portal/tickets/\(id)", carla)] {
                let page = try await text(uri, session)
                #expect(page.contains(">\(moment.short)<"), "\(moment.at): \(uri)")
                #expect(page.contains("<dt>Stands still</dt><dd>\(whole)</dd>"), "\(moment.at): \(uri)")
            }
            #expect(try await text("/portal", carla).contains(moment.short), "\(moment.at)")
            #expect(try await text("/wallboard", ana).contains(moment.short), "\(moment.at)")
        }
    }

    @Test("while the desk is open nothing of it is said")
    func open() async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            for uri in ["/queue/rows/\(id)", "/tickets/\(id)", "/wallboard"] {
                let page = try await client.execute(uri: uri, method: .get, headers: ana.headers)
                #expect(page.status == .ok, "\(uri)")
                #expect(!page.text.contains("desk closed") && !page.text.contains("The desk is closed"))
            }
        }
    }
}
