import Agreements
import BusinessTime
import Desk

/// One fact of each kind, and more where a form has several cases. The frozen lines beside the tests are
/// these, as they were written down when their form was new.
enum FactSamples {
    private static let message = Message.Reference(id: Message.ID(41), digest: "ab12")
    private static let report = Evidence(
        name: "report.pdf", digest: "cd34", size: 1200, mediaType: "application/pdf", by: Person.ID(3),
        at: Instant(seconds: 1_794_995_000))
    private static let version = AgreementVersion(agreement: "acme", number: 2)

    static let all: [Fact] =
        (receipts + people + answers + waiting + marks + endings + alarms + accesses + later).map {
            Fact(
                $0.0, by: $0.1, way: $0.2, happened: Instant(seconds: 1_795_000_000),
                recorded: Instant(seconds: 1_795_000_060))
        }

    private typealias Sample = (Fact.What, Actor, Way)
    private static let ana = Actor.agent(Person.ID(3))
    private static let carla = Actor.contact(Person.ID(9))

    private static func receipt(_ pinning: Pinning, split: Bool = false) -> Receipt {
        Receipt(
            requester: Person.ID(9), organisation: split ? Organisation.ID(2) : nil, message: message,
            pinning: pinning, severity: .high, category: "technical", tier: .tier1, group: "Front desk",
            openedByAgent: split, splitFrom: split ? Ticket.ID(5) : nil,
            answer: split
                ? EarlierAnswer(message: message, by: ana, at: Instant(seconds: 1_794_999_000)) : nil)
    }

    private static let receipts: [Sample] = [
        (.received(receipt(.version(version))), carla, .mail),
        (.received(receipt(.candidates([version]), split: true)), ana, .page),
        (.received(receipt(.noPromise(reason: "Nobody knows them."))), carla, .portal),
        (
            .identified(
                Identification(
                    requester: Person.ID(9), organisation: Organisation.ID(2), pinning: .version(version))),
            ana, .page
        ),
        (.agreementChosen(version, reason: "Acme's main product"), ana, .page),
    ]
    private static let people: [Sample] = [
        (.classified(category: "usage"), ana, .page),
        (.severitySet(.critical, reason: nil), ana, .page),
        (.severitySet(.low, reason: "One user"), ana, .api),
        (
            .assigned(Assignment(person: Person.ID(4), group: "Senior support", reason: "Knows it")), ana,
            .page
        ),
        (.escalated(Escalated(to: .tier2, cause: .byHand(reason: "Hard"))), ana, .page),
        (.escalated(Escalated(to: .tier2, cause: .share(.resolution, percent: 50))), .desk, .rule),
        (.escalated(Escalated(to: .tier3, cause: .breach(.acknowledgment))), .desk, .rule),
        (
            .escalated(
                Escalated(to: .tier3, cause: .breach(.resolution), groups: ["Specialists", "Managers"])),
            .desk, .rule
        ),
    ]
    private static let answers: [Sample] = [
        (.acknowledged(by: message), ana, .page),
        (.acknowledged(by: nil), ana, .phone),
        (.replied(Reply(message: message, acknowledges: true, displayed: false)), ana, .page),
        (
            .replied(Reply(message: message, acknowledges: false, displayed: true, resolves: .workaround)),
            .program("monitor"), .api
        ),
        (.customerReplied(CustomerReply(message: message, automatic: true)), carla, .mail),
        (.noted(message), ana, .page),
        (.delivered(Message.ID(41)), .desk, .mail),
        (.deliveryFailed(Message.ID(41), reason: "550 no such user", ours: false), .desk, .mail),
    ]
    private static let waiting: [Sample] = [
        (
            .informationRequested(
                InformationRequest(missing: ["The log"], message: message, displayed: false)), ana, .page
        ),
        (.informationProvided(flagged: true), carla, .portal),
        (.reminded(count: 2), .desk, .rule),
        (
            .extended(
                Extension(
                    number: 1, ground: "third party", reason: "Their fix comes on Friday", added: .hours(8),
                    notice: message, displayed: false)), ana, .page
        ),
        (.extensionNotified(number: 1), .desk, .mail),
        (.extensionVoided(number: 1, reason: "the notice came back"), .desk, .mail),
    ]
    private static let marks: [Sample] = [
        (
            .excluded(
                Exclusion(
                    number: 1,
                    span: Span(from: Instant(seconds: 1_794_990_000), to: Instant(seconds: 1_794_993_600)),
                    ground: "force majeure", reason: "Flood")), ana, .page
        ),
        (.exclusionApproved(number: 1), .agent(Person.ID(5)), .page),
        (.exclusionRefused(number: 1, reason: "It was dry."), .agent(Person.ID(5)), .page),
        (.markedOutOfScope(reason: "Own module", notice: message), ana, .page),
        (.markedNotInquiry(reason: "Spam"), ana, .page),
        (.disputed(.exclusion(number: 1), reason: "It was dry."), carla, .portal),
        (.disputeAnswered(.outOfScope, upheld: true, reason: "True"), .agent(Person.ID(5)), .page),
        (.reversed(.notInquiry, reason: "A mistake"), ana, .page),
        (.disputed(.severityReduction, reason: "Many users"), carla, .portal),
        (
            .excluded(
                Exclusion(
                    number: 2,
                    span: Span(
                        from: Instant(seconds: 1_794_990_000), to: Instant(seconds: 1_794_993_600)),
                    ground: "third party", reason: "The carrier", event: ExclusionEvent.ID(3),
                    evidence: [report])), ana, .page
        ),
        (.evidenceGiven(exclusion: 2, report), ana, .page),
        (.separateAgreementBegun("acme-custom"), ana, .page),
    ]
    private static let endings: [Sample] = [
        (.resolved(message, kind: .fix), ana, .page),
        (.reopened(by: Message.ID(42)), carla, .mail),
        (.reopened(by: nil), ana, .page),
        (.noFurtherRequest, ana, .page),
        (.objected(reason: "It still stops."), carla, .portal),
        (.objectionAnswered(upheld: false, reason: "It runs."), .agent(Person.ID(5)), .page),
        (.closed(reason: .windowOver), .desk, .rule),
        (.merged(into: Ticket.ID(8)), ana, .page),
        (.unmerged, ana, .page),
        (.absorbed(Ticket.ID(7)), ana, .page),
        (.released(Ticket.ID(7)), ana, .page),
        (.split(into: Ticket.ID(12), message: Message.ID(43)), ana, .page),
        (.linked(Ticket.ID(6), reason: "The same cause"), ana, .commandLine),
        (.rated(score: 4, comment: message), carla, .portal),
        (.erased(Person.ID(9)), .agent(Person.ID(5)), .page),
    ]
    private static let later: [Sample] = [(.neededNoAnswer, ana, .page)]
    private static let alarms: [Sample] = [
        (.warned(.acknowledgment, percent: 75), .desk, .rule),
        (.broken(.resolution), .desk, .rule),
        (.lapsed(.resolution, at: Instant(seconds: 1_794_999_999)), .desk, .rule),
        (
            .deadlineMoved(
                .resolution, from: Instant(seconds: 1_795_100_000), to: Instant(seconds: 1_795_103_600),
                zoneVersion: "2026b"), .desk, .rule
        ),
        (.confirmed(fact: 3), carla, .chat),
    ]
    private static let accesses: [Sample] = [
        (
            .access(
                .given(
                    AccessGrant(
                        number: 1, system: "CRM", purpose: "See the export",
                        users: AccessUsers(people: [Person.ID(3), Person.ID(4)]),
                        span: Span(
                            from: Instant(seconds: 1_795_000_000), to: Instant(seconds: 1_795_086_400)),
                        contact: Person.ID(9), said: .phone))), ana, .page
        ),
        (
            .access(
                .given(
                    AccessGrant(
                        number: 2, system: "Shop", purpose: "Reset it",
                        users: AccessUsers(group: "Senior support", tier: .tier2),
                        span: Span(
                            from: Instant(seconds: 1_795_000_000), to: Instant(seconds: 1_795_003_600)),
                        contact: Person.ID(9), said: .portal))), carla, .portal
        ),
        (.access(.used(grant: 1, purpose: "Read the log")), ana, .page),
        (.access(.reminded(grant: 1)), .desk, .rule),
        (.access(.ended(grant: 1, .desk, reason: "Found it")), ana, .api),
        (.access(.ended(grant: 2, .expired, reason: nil)), .desk, .rule),
        (
            .informationRequested(
                InformationRequest(missing: [], access: "CRM", message: message, displayed: true)), ana, .page
        ),
    ]
}
