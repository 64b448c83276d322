import Desk
import HTTPTypes
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("Two answer at once, and the first can still be taken back")
struct WaitingCollisionTests {
    private static func answer(_ text: String, _ seen: String) -> [(String, String)] {
        [("visibility", "public"), ("text", text), ("cc", ""), ("seen", seen)]
    }

    @Test(
        "Ana is stopped with Ben's words while they wait; the second press sends hers too, also later"
    )
    func stopped() async throws {
        for isLate in [false, true] {
            let bed = try await UndoBed()
            try await bed.trial.run { client in
                let (hers, his) = (Browser(client, bed.ana), Browser(client, bed.ben))
                let page = try await hers.get("/tickets/\(bed.id)")
                let seen = try #require(page.value(of: "seen"))
                let other = try await his.get("/tickets/\(bed.id)")
                let place = "/tickets/\(bed.id)/replies"
                _ = try await his.post(
                    place, Self.answer("Do not restart it.", other.value(of: "seen") ?? ""))
                bed.trial.clock.advance(by: 2)
                let refused = try await hers.post(place, Self.answer("Restart it.", seen))
                #expect(refused.status == .unprocessableContent)
                #expect(
                    refused.text.contains("Do not restart it.") && refused.text.contains("goes out in 8 s"))
                #expect(refused.text.contains("Restart it.</textarea>"), "hers is kept")
                if isLate { try await bed.wait(30) }
                let now = try #require(refused.value(of: "seen"))
                #expect(try await hers.post(place, Self.answer("Restart it.", now)).status == .seeOther)
                try await bed.wait(30)
                #expect(Set(try await bed.outgoing()) == ["Do not restart it.", "Restart it."])
            }
        }
    }

    @Test("a note goes on; what Ben took back stops nobody; his own second answer is no news to him")
    func others() async throws {
        let bed = try await UndoBed()
        try await bed.trial.run { client in
            let (hers, his) = (Browser(client, bed.ana), Browser(client, bed.ben))
            let seen = try #require(try await hers.get("/tickets/\(bed.id)").value(of: "seen"))
            let other = try #require(try await his.get("/tickets/\(bed.id)").value(of: "seen"))
            let place = "/tickets/\(bed.id)/replies"
            _ = try await his.post(place, Self.answer("First.", other))
            #expect(try await his.post(place, Self.answer("Second.", other)).status == .seeOther)
            let note = [("visibility", "internal"), ("text", "I wait"), ("seen", seen)]
            #expect(try await hers.post(place, note).status == .seeOther)
            let resolved = try await hers.post(
                "/tickets/\(bed.id)/resolution", [("text", "It is fixed."), ("seen", seen)])
            #expect(resolved.text.contains("goes out in"), "a resolution speaks to her as well")
            for number in ["1", "2"] {
                _ = try await his.post("/tickets/\(bed.id)/recalls", [("number", number)])
            }
            #expect(try await hers.post(place, Self.answer("Mine.", seen)).status == .seeOther)
        }
    }

    @Test("what a form says that it showed is read strictly")
    func seen() {
        #expect(Seen("12") == Seen(through: 12))
        #expect(Seen("12 5.1795449000")?.words == "12 5.1795449000")
        #expect(Seen("") == nil && Seen("x") == nil && Seen("-") == nil)
    }
}
