import Agreements
import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

@Suite("The index of versions says what an agreement's facts say")
struct AgreementIndexTests {
    private static let mara = Actor.agent(Person.ID(3))

    @Test("a notice ends an amendment that is signed and not yet in force, and withdrawn it gives it back")
    func pending() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let turn = try Trial.berlin("2026-12-15 00:00")
        try await Self.sign(2, effective: turn, trial)
        #expect(try await Self.untils(trial) == [turn, nil])
        try await trial.office.giveNotice(
            "acme",
            Office.NoticeOrder(
                from: .customer, way: .mail, received: .on(try #require(LocalDate("2026-11-20"))),
                reference: "m@acme"), by: Self.mara)
        let end = try Trial.berlin("2026-12-21 00:00")
        #expect(try await Self.untils(trial) == [turn, end])
        for side in Side.allCases {
            try await trial.office.agreeToWithdrawNotice("acme", side: side, by: Self.mara)
        }
        #expect(try await Self.untils(trial) == [turn, nil])
    }

    @Test("an amendment that would begin after the end never holds")
    func never() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let late = try Trial.berlin("2027-02-01 00:00")
        try await Self.sign(2, effective: late, trial)
        try await trial.office.giveNotice(
            "acme",
            Office.NoticeOrder(
                from: .customer, way: .mail, received: .on(try #require(LocalDate("2026-11-20"))),
                reference: "m@acme"), by: Self.mara)
        #expect(try await Self.untils(trial) == [try Trial.berlin("2026-12-21 00:00"), late])
        let held = try await trial.database.read { reader in
            try reader.agreements().first.map {
                try reader.agreements(of: $0.organisation ?? 0, inForceAt: late)
            }
        }
        #expect(held?.isEmpty == true)
    }

    private static func untils(_ trial: Trial) async throws -> [Instant?] {
        try await trial.database.read { reader in
            try reader.agreements().filter { $0.name == "acme" }.map(\.inForceUntil)
        }
    }

    /// The demo's terms as another version, signed by both.
    private static func sign(_ version: Int, effective: Instant, _ trial: Trial) async throws {
        let office = trial.office
        let now = try Trial.berlin("2026-11-23 10:00")
        let offer = Offer(
            version: version, digest: "d\(version)", template: AgreementText.templateVersion,
            signatories: Offer.signatories(of: .demo), effective: effective,
            expires: now.advanced(by: 864_000))
        try await trial.database.write { writer in
            guard let first = try writer.agreement(named: "acme", version: 1),
                let organisation = first.organisation
            else { return }
            _ = try writer.add(
                StoredAgreement(
                    name: "acme", version: version, organisation: organisation, text: first.text,
                    status: "offered"))
            var file = try office.agreementFile(
                try writer.agreementName("acme", of: organisation), in: writer)
            file = try office.record(AgreementCommand(.offer(offer), by: mara), on: file, now: now, writer)
            for place in offer.signatories.indices {
                let signature = Signature(
                    signatory: place, name: offer.signatories[place].name, consent: Office.consent,
                    digest: offer.digest, network: "192.0.2.7", userAgent: "Browser", code: "c@harbor")
                file = try office.record(
                    AgreementCommand(.sign(signature), by: mara), on: file, now: now, writer)
            }
        }
    }
}
