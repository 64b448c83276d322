import Agreements
import BusinessTime
import Desk
import Markup
import Operations
import Storage

/// What a contact sees of a ticket, read at one moment. Of messages it reads the public ones alone.
struct PortalSight: Sendable {
    let id: Int64
    let row: TicketRow
    let ticket: Ticket
    let terms: PinnedTerms?
    let clocks: [Clock]
    let facts: [Fact]
    let messages: [StoredMessage]
    let attachments: [Int64: [AttachmentLink]]
    let calls: [Int64: StoredCall]
    /// Contacts who get the public mails in copy.
    let followers: [StoredPerson]
    let people: [Int64: String]
    /// To the rating of the resolution in force.
    let comment: String
    let words: DeskWords
    /// The entry before which the timeline ends; nil for the newest.
    var before: String?
    /// Keys under which the reader's pages sent what was done here lately.
    var sent: [String] = []

    /// - Parameter isListed: a list shows no messages, and reads none.
    init(
        _ row: TicketRow, _ desk: Office.Dossier, for seat: Seat, office: Office, now: Instant,
        _ reader: Storage.Reader, isListed: Bool = false
    ) throws {
        let now = desk.moment(at: now)
        id = row.id
        self.row = row
        (ticket, terms, clocks, facts) = (desk.ticket, desk.terms, desk.clocks, desk.facts)
        messages = isListed ? [] : try reader.messages(of: row.id, includingInternal: false)
        attachments = try TicketSight.attachments(of: messages, reader)
        calls = isListed ? [:] : try reader.calls(ofTicket: row.id)
        followers = isListed ? [] : try reader.followers(ofTicket: row.id).filter { $0.kind == .contact }
        let users: [Person.ID] =
            isListed
            ? []
            : desk.ticket.accesses.flatMap { access in
                [access.what.contact] + access.what.users.people + access.uses.compactMap(\.by.person)
            }
        let named =
            messages.compactMap(\.author) + [row.requester, row.assignee].compactMap { $0 }
            + calls.values.map(\.agent) + users.map(\.rawValue) + Self.raters(desk.facts)
        people = try reader.names(of: Array(Set(named)))
        comment = isListed ? "" : try Office.words(of: desk.ticket.standingRating, reader)
        words = try DeskWords(for: seat, under: desk.terms, reader, office, now: now)
    }

    func listed(isWide: Bool) -> PortalRow {
        PortalRow(
            id: id, href: Page.portalTicket(id), subject: row.shownSubject, standing: shortStanding,
            requester: isWide ? requester : nil, received: words.moment(row.received),
            acknowledgment: bar(.acknowledgment), resolution: bar(.resolution))
    }

    func view(
        _ person: SignedIn, refused: (act: PortalAct, form: Fields, refusal: Desk.Refusal)? = nil
    ) -> PortalTicketView {
        var acts = acts(person)
        var isShown = false
        if let refused {
            let action = Page.portalAct(id, refused.act.rawValue)
            for index in acts.indices {
                // One act stands open at a time: the one that was refused.
                acts[index].isOpen = false
                guard acts[index].target.action == action else { continue }
                acts[index].show((refused.form, refused.refusal))
                isShown = true
            }
        }
        return PortalTicketView(
            id: id, subject: row.shownSubject, received: words.moment(ticket.receivedAt), standing: standing,
            awaited: ticket.openWaits.flatMap(\.missing), timeline: timeline,
            clocks: ClocksView(panels: Agreements.Promise.allCases.compactMap(panel)),
            noPromise: terms == nil ? "No promise applies: no agreement covers it." : nil,
            accesses: accessItems, marks: marks, late: lateItems, byHand: byHandItems,
            severity: SeverityMark.Level(ticket.severity), requester: requester,
            assignee: row.assignee.flatMap { people[$0] },
            agreement: terms.map {
                NavLink(
                    label: "\($0.version)",
                    href: Page.portalPromises($0.version.agreement, $0.version.number))
            },
            followers: followers.map(\.name), acts: acts,
            refusal: isShown ? nil : refused.map { Refusal($0.refusal) })
    }

    private var timeline: TimelineView {
        TimelineWindow(entries, before: before) { Page.portalMessageText(id, $0) }
            .view(at: Page.portalTicket(id))
    }

    private var requester: String { row.requester.flatMap { people[$0] } ?? "Somebody" }

    private func bar(_ promise: Agreements.Promise) -> ClockBar {
        guard let terms, let clock = clocks.first(where: { $0.promise == promise }) else {
            return .none(promise)
        }
        return bar(clock, terms)
    }

    /// The words of the desk, said to the customer.
    private func bar(_ clock: Clock, _ terms: PinnedTerms) -> ClockBar {
        ClockBar(clock, terms: terms, words: words, customer: "you")
    }

    func proof(of clock: Clock, _ terms: PinnedTerms) -> ProofView {
        var proof = ProofView(
            Desk.proof(of: clock, terms: terms, at: words.now), clock: clock,
            words: DeskWords(terms, now: words.now))
        proof.scope = "proof-\(clock.promise.rawValue)"
        return proof
    }

    private func panel(_ promise: Agreements.Promise) -> ClockPanel? {
        guard let terms, let clock = clocks.first(where: { $0.promise == promise }) else { return nil }
        let proof = proof(of: clock, terms)
        var panel = ClockPanel(
            heading: promise == .acknowledgment ? "Acknowledgment" : "Resolution",
            promise: clock.promised(under: terms), clause: promise.clause.id,
            bar: bar(clock, terms), proof: proof, proofHref: Page.portalProof(id, promise.rawValue))
        panel.label(clock, words)
        return panel
    }

    /// The drawing as a page to print and to show around.
    func proofPage(_ promise: Agreements.Promise) -> ProofPage? {
        guard let terms, let clock = clocks.first(where: { $0.promise == promise }) else { return nil }
        var proof = ProofView(
            Desk.proof(of: clock, terms: terms, at: words.now), clock: clock,
            words: DeskWords(terms, now: words.now))
        (proof.isPage, proof.scope) = (true, "proof-\(promise.rawValue)")
        let due = clock.deadline.map(DeskWords(terms, now: words.now).short) ?? "no deadline yet"
        return ProofPage(
            heading: "\(promise == .acknowledgment ? "Acknowledgment" : "Resolution") of #\(id): \(due)",
            ticketHref: Page.portalTicket(id), ticketLabel: "#\(id) \(row.shownSubject)", proof: proof)
    }

    private var shortStanding: String {
        switch ticket.state {
        case .open: ticket.acknowledgedAt == nil ? "With the desk, not yet acknowledged" : "With the desk"
        case .waiting: "We wait for you"
        case .resolved: "Resolved"
        case .closed: "Closed"
        case .outOfScope: "Out of scope"
        case .notInquiry: "Closed: not an inquiry"
        case .merged: "Joined with another ticket of yours"
        }
    }

    /// What is awaited from whom, in a sentence.
    private var standing: String {
        switch ticket.state {
        case .waiting:
            let since = ticket.openWaits.compactMap { $0.accepted?.happened }.min()
            return "We wait for you\(since.map { " since " + words.relative($0) } ?? ""); the clocks stand "
                + "still while we do (G). Answer below with:"
        case .resolved:
            guard let end = ticket.windowEnd(under: terms) else {
                return "Resolved. Is something left? Reopen it."
            }
            return "Resolved. Is something left? You can reopen it until \(words.relative(end)) (A.2)."
        case .closed: return "Closed. Ask anew where something is left; name #\(id)."
        case .open where ticket.acknowledgedAt == nil:
            return "You wait for us: we have it, and somebody will acknowledge it."
        case .open: return "You wait for us: we are working on it."
        case .outOfScope: return "We found it outside the agreement (C.2). You can dispute this."
        case .notInquiry, .merged: return shortStanding + "."
        }
    }
}

// What was said and what happened, as far as it is the customer's.
extension PortalSight {
    var entries: [TimelineEntry] {
        let comments = Set(facts.compactMap(\.what.comment))
        let said = messages.filter { !comments.contains(Desk.Message.ID($0.id)) }.map {
            ($0.received, entry($0))
        }
        let happened = facts.enumerated().compactMap { number, fact -> (Instant, TimelineEntry)? in
            guard let told = line(fact) else { return nil }
            let entry = TimelineEntry(
                id: "f\(number + 1)", kind: .fact, who: "", at: words.moment(fact.happened), text: told.text,
                clause: told.clause)
            return (fact.happened, entry)
        }
        return (said + happened).enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
            .map(\.element.1)
    }

    private func entry(_ message: StoredMessage) -> TimelineEntry {
        let isOurs = message.direction == .outgoing
        let kind: TimelineEntry.Kind = message.isAutomatic ? .automatic : isOurs ? .reply : .incoming
        let name = message.author.flatMap { people[$0] }
        var entry = TimelineEntry(
            id: "m\(message.id)", kind: kind, who: name ?? (isOurs ? "The desk" : "Somebody of yours"),
            at: words.moment(message.received), text: message.erasedAt == nil ? message.text : "(erased)")
        entry.message = message.id
        entry.attachments = attachments[message.id] ?? []
        if message.isRemark { (entry.kind, entry.who) = (.fact, "") }
        if let call = calls[message.id] {
            let told = CallWords(
                call: call, words: words, agent: people[call.agent] ?? "the desk")
            entry.saidBy = told.label
            entry.detail = told.detail
        }
        return entry
    }

    /// Facts that are told to the customer, without who at the desk did them.
    private func line(_ fact: Fact) -> FactWords? {
        switch fact.what {
        case .acknowledged where fact.by == .desk:
            .stands("Acknowledged by the automatic receipt, as the agreement says", "A.1")
        case .acknowledged: .stands("Acknowledged", "A.1")
        case .extended(let more):
            .stands("The desk extended the time to resolve by \(more.added.short)", "A.2")
        case .resolved: .stands("Resolved", "A.2")
        case .reopened: .stands("Reopened", "A.2")
        case .closed(let reason): .stands("Closed: \(reason.words)", "A.2")
        case .disputed(let mark, let reason):
            .stands("You disputed \(mark.named): \(reason)", mark.clause)
        case .disputeAnswered(let mark, let upheld, let why):
            .stands(
                "Your dispute of \(mark.named) was \(upheld ? "upheld" : "rejected"): \(why)", mark.clause)
        case .reversed(let mark, let why): .stands("The desk took back \(mark.named): \(why)", mark.clause)
        case .merged(let main): .stands("The desk joined it with #\(main): the answers stand there")
        case .split(let new, _): .stands("The desk made a ticket of its own of what you wrote: #\(new)")
        case .broken(let promise): .stands("The promise \(promise.purpose) broke", promise.clause.id)
        case .rated(let score, _):
            .stands("\(rater(fact)) rated the resolution \(score) of 5" + said(with: fact), "F")
        default: ownLine(fact)
        }
    }

    private static func raters(_ facts: [Fact]) -> [Int64] {
        facts.filter { $0.what.kind == .rated }.compactMap { $0.by.person?.rawValue }
    }

    private func rater(_ fact: Fact) -> String {
        fact.by.person.flatMap { people[$0.rawValue] } ?? "Somebody of yours"
    }

    private func said(with fact: Fact) -> String {
        let message = fact.what.comment.flatMap { id in messages.first { $0.id == id.rawValue } }
        return message.map { ": " + ($0.erasedAt == nil ? $0.text : "(erased)") } ?? ""
    }

    private func acts(_ person: SignedIn) -> [ActForm] {
        func target(_ act: PortalAct) -> FormTarget {
            FormTarget(action: Page.portalAct(id, act.rawValue), csrf: person.csrf)
        }
        var acts: [ActForm] = []
        if ticket.closing == nil {
            if case .resolved = ticket.state {
                acts.append(.portalReopen(target(.reopening)))
            } else {
                acts.append(
                    .portalReply(
                        target(.replies), endsWaiting: !ticket.openWaits.isEmpty,
                        isTaken: ticket.assignee != nil))
            }
        }
        let open = ticket.undisputedMarks.filter { mark in
            ticket.disputable(mark, under: terms).map { $0 >= words.now } ?? true
        }
        if !open.isEmpty { acts.append(.portalDispute(target(.disputes), marks: open)) }
        if ticket.organisation != nil {
            acts.append(.follow(target(.followers), company: "your company"))
            if !followers.isEmpty {
                let choices = followers.map { FieldChoice(value: $0.address, label: $0.name) }
                acts.append(.unfollow(target(.followerRemovals), choices))
            }
        }
        acts += ownActs(target, by: person.asker.actor) + accessActs(target)
        if ticket.ratingRefusal(at: words.now, under: terms) == nil {
            let rating = RatingAsked(score: ticket.standingRating?.score, comment: comment)
            acts.insert(.portalRating(target(.ratings), rating), at: 0)
        }
        // Nothing that a customer writes is lost with a line or a session.
        for index in acts.indices {
            acts[index].kept = KeptForm(name: "portal-\(id)-\(acts[index].id)", taken: sent)
        }
        return acts
    }
}
