import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

@Suite("Which agreement applies to an inquiry")
struct WhichAgreementTests {
    private static let acme = Organisation.ID(5)
    private static let noon = AgreementStory.at("2026-11-26", 12)

    private static func candidate(
        _ name: String, _ number: Int = 1, of customer: Organisation.ID = acme, from: Int64 = -100,
        until: Int64? = nil, _ change: (inout Terms) -> Void = { _ in }
    ) throws -> WhichAgreement.Candidate {
        let demo = try DeskTerms.demo(change)
        let version = AgreementVersion(agreement: name, number: number)
        return WhichAgreement.Candidate(
            terms: PinnedTerms(version: version, terms: demo.terms, calendar: demo.calendar),
            customer: customer, from: noon.advanced(by: from), until: until.map { noon.advanced(by: $0) })
    }

    private static func pinning(
        _ candidates: [WhichAgreement.Candidate], from customer: Organisation.ID? = acme,
        to address: String? = nil, category: String? = nil
    ) -> Pinning {
        WhichAgreement(
            receivedAt: noon, customer: customer, recipients: address.map { [$0] } ?? [], category: category
        )
        .pinning(among: candidates)
    }

    private static func version(_ name: String, _ number: Int = 1) -> AgreementVersion {
        AgreementVersion(agreement: name, number: number)
    }

    @Test("the customer's version in force at receipt, from its first instant to before its last")
    func inForce() throws {
        for (from, until, holds) in [
            (0, nil, true), (1, nil, false), (-9, 1, true), (-9, 0, false),
        ] as [(Int64, Int64?, Bool)] {
            let pinning = Self.pinning([try Self.candidate("acme", from: from, until: until)])
            #expect((pinning == .version(Self.version("acme"))) == holds, "\(from) \(until ?? -1)")
        }
    }

    @Test("no promise: an unknown sender, a customer without agreement, before it, after it")
    func noPromise() throws {
        let held = try Self.candidate("acme")
        let cases: [(Pinning, String)] = [
            (Self.pinning([held], from: nil), "no customer"),
            (Self.pinning([held], from: Organisation.ID(6)), "no agreement"),
            (Self.pinning([try Self.candidate("acme", from: 60)]), "not in force yet"),
            (Self.pinning([try Self.candidate("acme", until: -1)]), "had ended"),
        ]
        for (pinning, words) in cases {
            guard case .noPromise(let reason) = pinning else {
                Issue.record("\(pinning)")
                continue
            }
            #expect(reason.contains(words))
        }
    }

    @Test("of one agreement the newest version; of several the support address, then the category")
    func narrowed() throws {
        let old = try Self.candidate("acme", 1, from: -200)
        let new = try Self.candidate("acme", 2)
        #expect(Self.pinning([old, new]) == .version(Self.version("acme", 2)))
        let ships = try Self.candidate("ships") { $0.channels.supportAddresses = ["Ships@harbor.example"] }
        let cranes = try Self.candidate("cranes") { $0.scope.categories.append("cranes") }
        let all = [new, ships, cranes]
        let several = Pinning.candidates([
            Self.version("acme", 2), Self.version("cranes"), Self.version("ships"),
        ])
        #expect(Self.pinning(all) == several)
        #expect(Self.pinning(all, to: "ships@HARBOR.example") == .version(Self.version("ships")))
        #expect(Self.pinning(all, to: "nobody@harbor.example") == several)
        #expect(Self.pinning(all, category: "cranes") == .version(Self.version("cranes")))
        #expect(
            Self.pinning(all, to: "ships@harbor.example", category: "cranes")
                == .version(Self.version("ships")))
    }

    @Test("if several remain, the earliest acknowledgment deadline applies until an agent chooses")
    func several() throws {
        let slow = try Self.candidate("a-slow")
        let fast = try Self.candidate("b-fast") { $0.acknowledge.within = .hours(1) }
        guard case .candidates(let versions) = Self.pinning([slow, fast]) else {
            Issue.record("one was chosen")
            return
        }
        #expect(versions == [Self.version("a-slow"), Self.version("b-fast")])
        let chosen = PinnedTerms.earliest(
            among: [slow.terms, fast.terms], severity: .normal, receivedAt: Self.noon)
        #expect(chosen?.version == Self.version("b-fast"))
    }
}
