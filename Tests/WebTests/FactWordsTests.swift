import Agreements
import BusinessTime
import Desk
import DulyTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite("Every fact is drawn in the timeline")
struct FactWordsTests {
    @Test("there is a sample of every kind")
    func complete() {
        #expect(Set(Self.samples.map(\.kind)) == Set(Fact.Kind.allCases))
    }

    @Test("each kind has plain words, and none is the name of its case", arguments: samples)
    func words(_ what: Fact.What) async throws {
        let trial = try await WebTrial()
        let id = try await trial.carlaAsks()
        let words = try await trial.database.read { reader in
            let row = try #require(try reader.ticketRow(id))
            let desk = try #require(try trial.office.dossier(Ticket.ID(id), in: reader))
            let ana = try #require(try reader.person(address: "ana@harbor.example"))
            let seat = try #require(try Seat(ana, .session, reader))
            let sight = try TicketSight(
                row, desk, for: seat, office: trial.office, now: WebTrial.start, reader)
            return FactWords(what, sight)
        }
        let name = what.kind.rawValue
        let asWords = name.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
        if words.kind == .fact {
            #expect(words.text.split(separator: " ").count >= 1)
            #expect(words.text != name && words.text != asWords)
            #expect(!words.text.contains("Desk.") && !words.text.contains("(rawValue"), "\(words.text)")
        } else {
            #expect(words.message != nil)
        }
        #expect(words.clause.map { clause in Clause.all.contains { $0.id == clause } } ?? true)
    }

    private static let text = Desk.Message.Reference(id: Desk.Message.ID(7), digest: "00")
    private static let version = AgreementVersion(agreement: "acme", number: 1)
    private static let span = Span(from: WebTrial.start, to: WebTrial.start.advanced(by: 60))

    static let samples: [Fact.What] = conversation + clocks + marks + ends

    private static let conversation: [Fact.What] = [
        .received(
            Receipt(
                requester: Person.ID(1), organisation: nil, message: text, pinning: .version(version),
                severity: .high, category: "technical", tier: .tier1, group: "Front desk")),
        .identified(
            Identification(
                requester: Person.ID(1), organisation: Organisation.ID(2), pinning: .version(version))),
        .classified(category: "usage"), .severitySet(.low, reason: "It has a way around"),
        .assigned(Assignment(person: Person.ID(1), group: "Front desk")),
        .escalated(Escalated(to: .tier2, cause: .breach(.acknowledgment))),
        .acknowledged(by: text),
        .replied(Reply(message: text, acknowledges: true, displayed: false)),
        .customerReplied(CustomerReply(message: text, automatic: false)), .noted(text),
        .neededNoAnswer,
        .delivered(text.id), .deliveryFailed(text.id, reason: "550 unknown", ours: false),
        .informationRequested(InformationRequest(missing: ["the log"], message: text, displayed: false)),
        .informationProvided(flagged: true), .reminded(count: 2),
        .merged(into: Ticket.ID(3)), .unmerged, .absorbed(Ticket.ID(3)), .released(Ticket.ID(3)),
        .split(into: Ticket.ID(3), message: text.id), .linked(Ticket.ID(3), reason: "The same fault"),
        .rated(score: 4, comment: nil), .erased(Person.ID(1)), .confirmed(fact: 3),
    ]

    private static let clocks: [Fact.What] = [
        .extended(
            Extension(
                number: 1, ground: "complexity", reason: "A new part", added: .hours(8), notice: text,
                displayed: false)),
        .extensionNotified(number: 1), .extensionVoided(number: 1, reason: "The notice came back"),
        .agreementChosen(version, reason: "It names the product"), .warned(.resolution, percent: 75),
        .broken(.acknowledgment), .lapsed(.resolution, at: WebTrial.start),
        .deadlineMoved(.resolution, from: span.from, to: span.to, zoneVersion: "2026b"),
    ]

    private static let marks: [Fact.What] = [
        .excluded(Exclusion(number: 1, span: span, ground: "third party", reason: "Their network")),
        .separateAgreementBegun("acme-custom"),
        .evidenceGiven(
            exclusion: 1,
            Evidence(
                name: "report.pdf", digest: "ab", size: 9, mediaType: "application/pdf", by: Person.ID(1),
                at: WebTrial.start)),
        .exclusionApproved(number: 1), .exclusionRefused(number: 1, reason: "It was ours"),
        .markedOutOfScope(reason: "Custom work", notice: text),
        .disputed(.exclusion(number: 1), reason: "It ran"),
        .disputeAnswered(.outOfScope, upheld: true, reason: "It did run"),
        .reversed(.notInquiry, reason: "It was one"), .markedNotInquiry(reason: "An advertisement"),
    ]

    private static let ends: [Fact.What] = [
        .resolved(text, kind: .fix), .reopened(by: text.id), .noFurtherRequest,
        .objected(reason: "It stops again"), .objectionAnswered(upheld: false, reason: "Another fault"),
        .closed(reason: .windowOver),
        .access(
            .given(
                AccessGrant(
                    number: 1, system: "CRM", purpose: "See the export",
                    users: AccessUsers(people: [Person.ID(1)], group: "Front desk", tier: .tier2),
                    span: span, contact: Person.ID(1), said: .phone))),
        .access(.used(grant: 1, purpose: "Read the log")), .access(.reminded(grant: 1)),
        .access(.ended(grant: 1, .desk, reason: "Found it")),
    ]
}
