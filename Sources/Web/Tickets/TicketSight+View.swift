import Agreements
import BusinessTime
import Desk
import Mail
import Operations
import Storage

extension TicketSight {
    /// The whole page, with the acts that the reader's role allows.
    ///
    /// - Parameter written: what the reply box holds instead of nothing.
    func view(_ person: SignedIn, refused: Refused? = nil, written: Fields? = nil) -> TicketView {
        let recipient = people[ticket.requester.rawValue] ?? "the customer"
        let isClosed = ticket.closing != nil
        let forms =
            (isClosed ? [] : acts(person, recipient)) + markActs(person)
            + objectionActs(person) + joiningActs(person)
        let refusedAddress = refused.map { Page.act($0.act, id) }
        let isPlaced =
            refused?.act == .replies ? !isClosed : forms.contains { $0.target.action == refusedAddress }
        return TicketView(
            id: String(id), sent: sent, subject: subject, customer: customer,
            customerHref: may(.reportOwn, person) ? row.organisation.map(Page.customerReports) : nil,
            requester: requester,
            severity: SeverityMark.Level(ticket.severity), standing: ticket.standing(of: customer, words),
            assignee: ticket.assignee.flatMap { people[$0.rawValue] }, assigning: assigningReason,
            take: isClosed ? nil : taking(person),
            channel: ChannelMark(row.channel),
            received: words.moment(ticket.receivedAt),
            agreement: agreementWords,
            agreementHref: terms.map { Page.agreementPromises($0.version.agreement, $0.version.number) },
            timeline: timeline,
            presence: FormTarget(action: Page.presence(id), csrf: person.csrf),
            reply: isClosed ? nil : reply(person, recipient, refused, written: written),
            closed: isClosed
                ? EmptyState(what: "This ticket is closed.", next: "A new mail opens a linked ticket.") : nil,
            clocks: clocksView, ratings: ratingItems, marks: marks(person), accesses: accessItems,
            objections: objectionItems(person), late: lateItems, byHand: byHandItems,
            holds: holdItems(person), beside: besideView, held: heldView(person),
            acts: forms.map { form in
                guard let refused, form.target.action == refusedAddress else { return returned(to: form) }
                return refused.filling(returned(to: form, refused.form))
            },
            chat: presence, moreActs: moreActs(person), related: related,
            followers: followers.map { "\($0.name), \($0.address)" },
            refusal: isPlaced ? nil : refused?.shown)
    }

    private func reply(
        _ person: SignedIn, _ recipient: String, _ refused: Refused?, written: Fields?
    ) -> ReplyBox {
        var box = ReplyBox(
            target: target(.replies, person), recipient: recipient,
            publicEffect: "Sends this to \(recipient)\(wishedPlace)"
                + (ticket.acknowledgedAt == nil ? " and acknowledges once our mail server accepts it." : ".")
                + othersWarning,
            draft: "ticket-\(id)")
        tellChat(in: &box)
        if isRequesterErased {
            box.silence = "\(recipient) was erased (J): nobody is left to whom a reply could go."
        }
        box.copies = chat?.isVisitorThere == true ? "" : suggestedCopies.joined(separator: ", ")
        box.known = participants
        // What is said in a chat goes there at once; a resolution is mailed.
        let isInChat = chat?.isVisitorThere == true
        if case .resolved = ticket.state {} else { box.resolves = !isInChat && may(.resolve, person) }
        box.canned = canned.map { FieldChoice(value: String($0.id), label: $0.name) }
        box.cannedAction = may(.cannedReplies, person) ? Page.cannedInsertion(id) : nil
        box.articles = articles.map { FieldChoice(value: String($0.id), label: $0.linkLabel) }
        box.articleAction = Page.articleInsertion(id)
        box.mentionable = may(.note, person) ? Page.mentionable(id) : nil
        let form = written ?? (refused?.act == .replies ? refused?.form : nil)
        giveBack(to: &box, form)
        if let form {
            box.text = form["text"]
            box.copies = form["cc"]
            box.isInternal = form["visibility"] == "internal"
        }
        if let refused, refused.act == .replies {
            box.asksForOthers = refused.refusal.code == "copy-to-others"
            box.refusal = refused.shown
            box.wrong = refused.refusal.field
            if ["text", "cc", "files"].contains(box.wrong) { box.refusal?.takesFocus = false }
        }
        return box
    }

    func target(_ act: TicketAct, _ person: SignedIn) -> FormTarget {
        let seen = act.speaksToCustomer ? [HiddenField(name: "seen", value: seen(by: person).words)] : []
        return FormTarget(action: Page.act(act, id), csrf: person.csrf, hidden: seen)
    }

    /// The newest message that the customer can read, and what is about to go out, as this page shows them.
    private func seen(by person: SignedIn) -> Seen {
        Seen(
            through: messages.values.filter { $0.visibility == .public }.map(\.id).max() ?? 0,
            waiting: held.waiting.filter { $0.author != person.asker.person.rawValue })
    }

    func may(_ capability: Capability, _ person: SignedIn) -> Bool {
        Access.allows(capability, by: person.asker, on: thing)
    }

    /// What is done most comes first.
    private func acts(_ person: SignedIn, _ recipient: String) -> [ActForm] {
        var acts: [ActForm] = []
        func add(_ capability: Capability, _ act: TicketAct, _ form: (FormTarget) -> ActForm) {
            if may(capability, person) { acts.append(form(target(act, person))) }
        }
        if ticket.acknowledgedAt == nil, !isRequesterErased {
            add(.acknowledge, .acknowledgment) {
                .acknowledge(
                    $0, recipient: recipient,
                    text: "Hello \(recipient), I have your message and am looking into it.")
            }
        }
        if !isRequesterErased {
            add(.requestInformation, .informationRequests) {
                .requestInformation($0, recipient: recipient, notice: notice(of: .informationRequests))
            }
        }
        if case .resolved = ticket.state {
            add(.reopen, .reopening) { .reopen($0) }
        } else {
            add(.resolve, .resolution) { .resolve($0, recipient: recipient) }
        }
        add(.assign, .assignment) {
            .assign(
                $0, people: staff, current: String((ticket.assignee ?? person.asker.person).rawValue),
                groups: groups.contains(ticket.group) ? groups : [ticket.group] + groups, group: ticket.group)
        }
        add(.escalate, .escalations) { .escalate($0, tiers: tiers) }
        add(.setSeverity, .severity) {
            .setSeverity(
                $0, levels: severities, current: ticket.severity.rawValue,
                notice: terms == nil ? nil : notice(of: .severity))
        }
        addTermActs(&acts, person, recipient)
        acts += placing(person, recipient)
        acts += accessActs(person)
        return acts
    }

    /// Acts whose grounds stand in the agreement.
    private func addTermActs(_ acts: inout [ActForm], _ person: SignedIn, _ recipient: String) {
        guard let terms else { return }
        let extending = terms.terms.resolve.extensions
        if may(.extend, person) {
            acts.append(
                .extend(
                    target(.extensions, person), grounds: choices(extending.grounds),
                    hoursMax: Int(extending.maxEach.count / 3600),
                    notice: notice(of: .extensions)))
        }
        if may(.markOutOfScope, person), ticket.outOfScopeMark == nil {
            acts.append(
                .outOfScope(
                    target(.outOfScope, person), recipient: recipient,
                    notice: notice(of: .outOfScope)))
        }
    }

    /// Whoever got a copy of the last answer; of the first, whom the customer's own mails name.
    static func suggestedCopies(
        _ messages: [StoredMessage], _ participants: [String], _ reader: Storage.Reader
    ) throws -> [String] {
        guard let last = messages.last(where: { $0.direction == .outgoing && !$0.isAutomatic }) else {
            return participants
        }
        return try reader.copies(ofMessage: last.id)
    }

    /// Those whose words stand before they are sent.
    static func previews(
        _ desk: Office.Dossier, _ office: Office, _ reader: Storage.Reader
    ) throws -> [LetterKind: Office.LetterPreview] {
        guard desk.terms != nil, desk.ticket.closing == nil else { return [:] }
        return try [LetterKind.extending, .outOfScope].reduce(into: [:]) { all, kind in
            all[kind] = try office.preview(kind, on: desk, reader)
        }
    }

    func choice(_ exclusion: ExcludedSpan) -> FieldChoice {
        let span = exclusion.what.span
        return FieldChoice(
            value: String(exclusion.what.number),
            label: "\(exclusion.what.number): \(exclusion.what.ground), \(words.short(span.from)) to "
                + "\(words.short(span.to)), \(exclusion.what.reason)")
    }

    func choices(_ words: [String]) -> [FieldChoice] {
        words.map { FieldChoice(value: $0, label: $0) }
    }

    private var tiers: [FieldChoice] {
        TierLevel.allCases.filter { $0 > ticket.tier }.map {
            FieldChoice(value: String($0.rawValue), label: "Tier \($0.rawValue)")
        }
    }

    private var staff: [FieldChoice] {
        agents.filter { $0.disabledAt == nil }.map { FieldChoice(value: String($0.id), label: $0.name) }
    }

    private var severities: [FieldChoice] {
        Severity.allCases.map { FieldChoice(value: $0.rawValue, label: $0.rawValue.capitalisedFirst) }
    }
}

extension String {
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
