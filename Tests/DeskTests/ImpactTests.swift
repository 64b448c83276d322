import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("What a change touches, shown before it is confirmed")
struct ImpactTests {
    private static let now = AgreementStory.at("2026-11-26", 10)

    private static func adjustment(isForRunning: Bool) -> Adjustment {
        Adjustment(
            version: 1, side: .provider,
            change: CalendarAmendment(from: LocalDate("2026-12-01")!, weekly: .never),
            isForRunning: isForRunning, reason: "r")
    }

    @Test("an amendment: from when, each clause with its terms, and what keeps its version")
    func amendment() throws {
        let demo = try DeskTerms.demo()
        var terms = demo.terms
        terms.acknowledge.within = .hours(1)
        let comparison = try AgreementComparison(from: demo.terms, to: terms) { try? ZoneFiles.rules(of: $0) }
        let impact = Impact.amendment(
            comparison, effective: AgreementStory.at("2027-01-01"), running: Impact.Running(open: 3),
            in: demo.calendar.rules)
        #expect(impact.touches[0].contains("2027-01-01 00:00"))
        #expect(
            impact.touches[1]
                == "Clause A.1 changes: Acknowledgment: Acknowledged within (2 business hours to 1 business "
                + "hour).")
        #expect(impact.leaves[0].contains("3 open tickets keep their version"))
        #expect(impact.refusal == nil)
    }

    @Test("an adjustment for running tickets is refused while a deadline would become earlier")
    func adjustment() throws {
        let rules = try DeskTerms.demo().calendar.rules
        let hurt = Impact.Running(open: 4, earlier: [Ticket.ID(7)])
        for (isForRunning, isRefused) in [(true, true), (false, false)] {
            let impact = Impact.adjustment(
                Self.adjustment(isForRunning: isForRunning), running: hurt, now: Self.now, in: rules)
            #expect((impact.refusal == .deadlinesEarlier(1)) == isRefused)
            #expect(impact.touches[0].contains("2026-12-01 00:00"))
        }
        let late = Impact.adjustment(
            Self.adjustment(isForRunning: true), running: Impact.Running(open: 1),
            now: AgreementStory.at("2026-12-03", 14), in: rules)
        #expect(late.touches[0].contains("2026-12-03 14:00"))
        #expect(late.touches[1].contains("1 open ticket"))
    }

    @Test("notice: the last day, what goes on and what ends")
    func notice() throws {
        let notice = try #require(
            GivenNotice(
                from: .customer, way: .page, received: Self.now, reference: "", under: try DeskTerms.demo()))
        let impact = Impact.notice(notice, running: Impact.Running(open: 0))
        #expect(impact.touches[0].contains("2026-12-26"))
        #expect(impact.leaves[0] == "No open ticket is touched.")
    }
}
