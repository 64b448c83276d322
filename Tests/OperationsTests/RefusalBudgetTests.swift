import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

@Suite("Refused writes are written down within bounds")
struct RefusalBudgetTests {
    private static let start = Instant(seconds: 1_795_449_000)
    private static let ana = Person.ID(1)

    /// How many of so many attempts in one minute are taken.
    private static func taken(
        _ budget: inout RefusalBudget, _ person: Person.ID, _ attempts: Int, at now: Instant
    ) -> Int {
        (0..<attempts).filter { _ in budget.takes(person, at: now) }.count
    }

    @Test("so many of one person in a minute, whatever others do; the next minute has its own")
    func minute() {
        var budget = RefusalBudget()
        #expect(Self.taken(&budget, Self.ana, 50, at: Self.start) == RefusalBudget.minuteMax)
        #expect(Self.taken(&budget, Person.ID(2), 1, at: Self.start) == 1)
        #expect(
            Self.taken(&budget, Self.ana, 50, at: Self.start.advanced(by: 60)) == RefusalBudget.minuteMax)
    }

    @Test("so many of one person in a day, and of all")
    func day() {
        var budget = RefusalBudget()
        let midnight = Instant(seconds: RefusalBudget.day(of: Self.start) * 86_400)
        func all(_ person: Person.ID, day: Int64) -> Int {
            (0..<1440).reduce(0) {
                let now = midnight.advanced(by: day * 86_400 + Int64($1) * 60)
                return $0 + Self.taken(&budget, person, 10, at: now)
            }
        }
        #expect(all(Self.ana, day: 0) == RefusalBudget.dayMax)
        let rest = (2...60).reduce(0) { sum, person in
            sum
                + (0..<40).reduce(0) {
                    $0
                        + Self.taken(
                            &budget, Person.ID(Int64(person)), 10, at: midnight.advanced(by: Int64($1) * 60))
                }
        }
        #expect(rest == RefusalBudget.allMax - RefusalBudget.dayMax)
        #expect(all(Self.ana, day: 1) == RefusalBudget.dayMax)
        #expect(Int64(RefusalBudget.allMax) * 4 <= FactStream.lengthMax, "a day's stream has room for them")
    }

    @Test("form 1 is read for ever; a newer one is told; nothing else is one")
    func frozen() throws {
        func stored(_ kind: String, version: Int = 1) -> StoredFact {
            let body =
                #"{"by":{"kind":"program","program":"import"},"person":3,"status":403,"what":"POST /groups"}"#
            return StoredFact(
                kind: kind, version: version, happened: Self.start, recorded: Self.start,
                actor: "program import", body: Array(body.utf8))
        }
        let refused = RefusedWrite(what: "POST /groups", status: 403)
        let kept = stored("write-refused")
        let read = try #require(try RefusedWriteForm.decode(kept))
        #expect(read.refused == refused && read.of == Person.ID(3))
        let written = try RefusedWriteForm.encode(
            refused, by: .program("import"), of: Person.ID(3), at: Self.start)
        #expect(written.body == kept.body && written.actor == kept.actor && written.kind == kept.kind)
        #expect(throws: FactForm.UnknownForm.self) {
            try RefusedWriteForm.decode(stored("write-refused", version: 2))
        }
        #expect(try RefusedWriteForm.decode(stored("group-made")) == nil)
    }
}
