import Agreements
import BusinessTime
import Desk
import Mail
import Markup
import Operations
import Storage

/// All that the page of a ticket shows, read at one moment.
struct TicketSight: Sendable {
    let id: Int64
    let row: TicketRow
    let ticket: Ticket
    let terms: PinnedTerms?
    /// To ask what the reader may do.
    let thing: Access.Thing
    let facts: [Fact]
    let clocks: [Clock]
    let messages: [Int64: StoredMessage]
    /// By the message they came with.
    let attachments: [Int64: [AttachmentLink]]
    /// The mails by which messages came.
    let rawMails: [Int64: MessageMail]
    let parts: [Int64: MessageParts]
    /// Who mails are really from, by message.
    let origins: [Int64: MessageOrigin]
    /// Where answers go that a mail asks for elsewhere, by message.
    let answersTo: [Int64: String]
    /// To whom each message goes, and how that went.
    let mails: [Int64: [OutboxEntry]]
    /// Who was on the ticket's mails besides the requester, and who would get a copy of the next answer.
    let participants: [String]
    let suggestedCopies: [String]
    /// The mails that acts would send.
    let previews: [LetterKind: Office.LetterPreview]
    /// Telephone calls, by the message with their words.
    let calls: [Int64: StoredCall]
    /// Who gets the public mails in copy, and which agents hear of it.
    let followers: [StoredPerson]
    /// nil for tickets that never had one.
    let chat: TicketChat?
    let people: [Int64: String]
    let customer: String
    let requester: String
    /// Only a pseudonym is left of who asked: nothing can be sent.
    let isRequesterErased: Bool
    let agents: [StoredPerson]
    /// Who was told of a note that names them, by its message.
    let mentions: [Int64: [Int64]]
    let groups: [String]
    /// Who is in each group.
    let members: [String: Set<Int64>]
    /// Where secrets go instead of into tickets.
    let secretsGo: String
    /// nil where nothing keeps the ticket from being erased.
    let hold: LegalHold?
    /// Whether and when the customer is asked how a resolution was.
    let surveys: [StoredSurvey]
    let words: DeskWords
    /// What both parties agreed beside the signed text that counts for this ticket.
    let agreed: [String]
    /// What the reader can begin an answer with, without its words.
    var canned: [StoredCannedReply] = []
    /// What a customer can be led to, those that fit the ticket first.
    var articles: [StoredArticle] = []
    /// What else of the customer is open and seen by the reader, one more than is shown.
    var beside: [TicketRow] = []
    /// What was resolved for the customer and is seen by the reader, the newest first.
    var settled: [TicketRow] = []
    /// Answers that wait to go out, and those that came back to the reader.
    var held = HeldSight()
    /// Keys under which the reader's pages sent what was done here lately.
    var sent: [String] = []
    /// The entry before which the timeline ends; nil for the newest.
    var before: String?
    /// The agreement in short.
    var atHand: [(what: String, words: String)] = []

    init(
        _ row: TicketRow, _ dossier: Office.Dossier, for seat: Seat, office: Office, now: Instant,
        _ reader: Storage.Reader
    ) throws {
        let now = dossier.moment(at: now)
        id = row.id
        self.row = row
        clocks = dossier.clocks
        ticket = dossier.ticket
        thing = try office.thing(dossier.ticket, in: reader)
        terms = dossier.terms
        facts = dossier.facts
        let stored = try reader.messages(of: id, includingInternal: true)
        messages = Dictionary(stored.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        attachments = try Self.attachments(of: stored, reader)
        rawMails = try reader.mails(ofTicket: id)
        origins = try reader.origins(ofTicket: id)
        answersTo = try origins.compactMapValues { try Office.honours($0, reader)?.description }
        mails = Dictionary(grouping: try reader.outbox(ofTicket: id)) { $0.message ?? 0 }
        previews = try Self.previews(dossier, office, reader)
        calls = try reader.calls(ofTicket: id)
        followers = try reader.followers(ofTicket: id)
        chat = try TicketChat(dossier.ticket, stored, office, now: now, reader)
        agents = try reader.agents()
        mentions = try reader.mentions(ofTicket: id)
        let ofDesk = try reader.groups()
        groups = ofDesk.map(\.name)
        members = Dictionary(
            uniqueKeysWithValues: try ofDesk.map { ($0.name, Set(try reader.members(of: $0.id))) })
        secretsGo = try Office.secretsGo(reader)
        surveys = dossier.ticket.resolutions.isEmpty ? [] : try reader.surveys(ofTicket: id)
        hold = try office.hold(on: dossier.ticket.id, in: reader)
        let acting = facts.compactMap { $0.by.person?.rawValue } + agents.map(\.id)
        let giving = dossier.ticket.accesses.map(\.what.contact.rawValue)
        people = try reader.names(of: Array(Set(acting + giving + [dossier.ticket.requester.rawValue])))
        let contact = try reader.person(dossier.ticket.requester.rawValue)
        isRequesterErased = contact?.isErased ?? false
        participants = try reader.participants(ofTicket: id).filter { $0 != contact?.address }
        suggestedCopies = try Self.suggestedCopies(stored, participants, reader)
        requester = contact.map { "\($0.name), \($0.address)" } ?? "Unknown"
        let organisation = try row.organisation.flatMap { try reader.organisation($0) }
        customer = organisation?.name ?? contact?.name ?? "Unknown"
        let words = try DeskWords(for: seat, under: dossier.terms, reader, office, now: now)
        self.words = words
        parts = try Self.parts(of: stored, words, office.database.blobs, reader)
        agreed =
            try dossier.terms.map {
                try Self.agreed(
                    $0.version, dossier.ticket.receivedAt, DeskWords($0, now: now), office, reader)
            } ?? []
    }

    var subject: String { row.shownSubject }

    func name(_ person: Person.ID) -> String { people[person.rawValue] ?? "Somebody" }

    func name(_ actor: Actor) -> String {
        switch actor {
        case .agent(let person), .contact(let person): self.name(person)
        case .program(let name): name
        case .desk: "Duly"
        }
    }

    var clocksView: ClocksView {
        ClocksView(panels: Agreements.Promise.allCases.compactMap(panel))
    }

    private func panel(_ promise: Agreements.Promise) -> ClockPanel? {
        guard let terms, let clock = clocks.first(where: { $0.promise == promise }) else { return nil }
        let proof = Desk.proof(of: clock, terms: terms, at: words.now)
        var panel = ClockPanel(
            heading: promise == .acknowledgment ? "Acknowledgment" : "Resolution",
            promise: clock.promised(under: terms), clause: promise.clause.id,
            bar: ClockBar(clock, terms: terms, words: words, customer: customer),
            proof: view(of: proof, clock), proofHref: Page.proof(id, promise.rawValue))
        panel.label(clock, words)
        return panel
    }

    /// A proof by itself, to print and to send; nil where the promise has no clock.
    func proofPage(_ promise: Agreements.Promise) -> ProofPage? {
        guard let terms, let clock = clocks.first(where: { $0.promise == promise }) else { return nil }
        let proof = Desk.proof(of: clock, terms: terms, at: words.now)
        let due = clock.deadline.map(DeskWords(terms, now: words.now).short) ?? "no deadline yet"
        return ProofPage(
            heading: "\(promise == .acknowledgment ? "Acknowledgment" : "Resolution") of #\(id): \(due)",
            ticketHref: Page.ticket(id), ticketLabel: "#\(id) \(subject)",
            proof: view(of: proof, clock, isPage: true))
    }

    func view(of proof: Proof, _ clock: Clock, isPage: Bool = false) -> ProofView {
        let agreed = terms.map { DeskWords($0, now: words.now) } ?? words
        var view = ProofView(proof, clock: clock, words: agreed)
        view.exclusions = exclusions(of: clock)
        view.isPage = isPage
        view.scope = "proof-\(clock.promise.rawValue)"
        view.basis = ([view.basis] + self.agreed).joined(separator: " ")
        return view
    }

    private static func agreed(
        _ version: AgreementVersion, _ receivedAt: Instant, _ words: DeskWords, _ office: Office,
        _ reader: Storage.Reader
    ) throws -> [String] {
        guard let agreement = try office.shelf.agreement(version.agreement, in: reader),
            !agreement.isUnchanged(version.number),
            let file = try office.agreementFile(version.agreement, in: reader)
        else { return [] }
        return try AgreementFactWords(file, words, reader)
            .agreed(agreement, version: version.number, receivedAt: receivedAt)
    }

    var timeline: TimelineView {
        TimelineWindow(entries, before: before) { Page.messageText(id, $0) }.view(at: Page.ticket(id))
    }
}
