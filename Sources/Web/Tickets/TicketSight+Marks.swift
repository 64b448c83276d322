import Agreements
import BusinessTime
import Desk
import Operations

// Exclusions and scope (H, C.2): what stands, what it rests on, and what can be done about it.
extension TicketSight {
    /// Every exclusion, and what was begun for what is out of scope.
    func marks(_ person: SignedIn) -> [MarkItem] {
        let mayOpen = (try? Access.require(.agreementDraft, by: person.asker)) != nil
        return exclusionItems(person) + scopeItems(person)
            + ticket.separateAgreements.map { name in
                MarkItem(
                    title: "Separate agreement \(name)", clause: "C.2", standing: "Begun from this ticket",
                    link: mayOpen ? NavLink(label: "Open \(name)", href: Page.agreement(name)) : nil)
            }
    }

    private func exclusionItems(_ person: SignedIn) -> [MarkItem] {
        let mayOpen = (try? Access.require(.eventView, by: person.asker)) != nil
        return ticket.exclusions.map { excluded in
            var item = exclusionItem(excluded)
            item.standing += missing(.exclusion(number: excluded.what.number), person)
            if let event = excluded.what.event, mayOpen {
                item.link = NavLink(
                    label: "Part of event \(event.title)", href: Page.event(event.rawValue))
            }
            return item
        }
    }

    /// Out of scope is told above; here stands why its dispute is not for everybody to answer.
    private func scopeItems(_ person: SignedIn) -> [MarkItem] {
        guard let mark = ticket.outOfScopeMark, let dispute = mark.dispute, dispute.isPending else {
            return []
        }
        return [
            MarkItem(
                title: "Out of scope", clause: "C.2",
                standing: "Disputed: \(dispute.reason)" + missing(.outOfScope, person))
        ]
    }

    func exclusionItem(_ excluded: ExcludedSpan) -> MarkItem {
        let what = excluded.what
        let span = "\(words.short(what.span.from)) to \(words.short(what.span.to))"
        let part = what.event.map { ", part of event \($0.title)" } ?? ""
        return MarkItem(
            title: "Exclusion \(what.number): \(what.ground), \(span)\(part)", clause: "H",
            standing: excluded.words, detail: what.reason,
            people: "Proposed by \(name(excluded.proposedBy))"
                + (excluded.approvedBy.map { ", approved by \(name($0))" } ?? ""),
            evidence: what.evidence.map { file in
                EvidenceItem(
                    file: AttachmentLink(
                        name: Disposition.plain(file.name), href: Page.evidence(id, file.digest),
                        size: Self.size(file.size)),
                    given: "\(name(file.by)), \(words.short(file.at))")
            })
    }

    /// Those that a clock stood still for: what its proof rests on.
    func exclusions(of clock: Clock) -> [MarkItem] {
        let numbers = clock.pauses.compactMap { pause -> Int? in
            if case .excluded(let number, _) = pause.ground { number } else { nil }
        }
        return ticket.exclusions.filter { numbers.contains($0.what.number) }.map(exclusionItem)
    }

    /// Also on a closed ticket: what was excluded is disputed and answered after it.
    func markActs(_ person: SignedIn) -> [ActForm] {
        var acts: [ActForm] = []
        let waiting = ticket.exclusions.filter {
            $0.isOpen || ($0.isInForce && $0.dispute?.isPending != false)
        }
        if may(.proposeExclusion, person), let grounds = terms?.terms.exclusions.grounds {
            acts.append(
                .exclude(
                    target(.exclusions, person), grounds: choices(grounds), zone: words.zone,
                    notice: notice(of: .exclusions)))
            if !waiting.isEmpty {
                acts.append(
                    .giveEvidence(
                        target(.evidence, person),
                        more: [
                            FormField(
                                scope: "evidence", name: "number", label: "For which exclusion",
                                kind: .choice(waiting.map(choice)), isRequired: true)
                        ]))
            }
        }
        let open = ticket.exclusions.filter(\.isOpen)
        if may(.approveExclusion, person), !open.isEmpty {
            acts.append(
                .decideExclusion(
                    target(.exclusionDecisions, person), open: open.map(choice),
                    notice: notice(of: .exclusionDecisions)))
        }
        return acts + disputeActs(person) + scopeActs(person)
    }

    private func disputeActs(_ person: SignedIn) -> [ActForm] {
        var acts: [ActForm] = []
        let undisputed = ticket.undisputedMarks.filter { $0 != .notInquiry && !isFinal($0) }
        if may(.logDispute, person), !undisputed.isEmpty {
            acts.append(
                .aboutMark(
                    "dispute", "Log a dispute", target(.disputes, person), marks: undisputed,
                    effect: "The customer says that this is wrong, within "
                        + "\(Ticket.disputedWithin.count) business days of being told. It is written down in "
                        + "the customer's name and changes no clock until it is answered."))
        }
        let answerable = ticket.pendingDisputes.filter { ticket.mayAnswer($0, person.asker.actor) }
        if may(.answerDispute, person), !answerable.isEmpty {
            acts.append(
                .aboutMark(
                    "answer", "Answer a dispute", target(.disputeAnswers, person),
                    marks: answerable,
                    effect: "By somebody who neither proposed nor approved it, within "
                        + "\(Ticket.disputeAnsweredWithin.count) business days; no answer upholds it. "
                        + "Upheld, the mark is as if it never were.",
                    more: [
                        FormField(
                            scope: "answer", name: "upheld", label: "The dispute is",
                            kind: .choice([
                                FieldChoice(value: "yes", label: "Upheld"),
                                FieldChoice(value: "no", label: "Rejected"),
                            ]), isRequired: true)
                    ]))
        }
        let inForce = ticket.marksInForce.filter { $0 != .notInquiry }
        if may(.approveExclusion, person), !inForce.isEmpty {
            acts.append(
                .aboutMark(
                    "reverse", "Take back a mark", target(.reversals, person), marks: inForce,
                    effect: "The mark is as if it never were: deadlines already past are dated as they fell. "
                        + "The customer is told."))
        }
        return acts
    }

    /// Too late to dispute it.
    private func isFinal(_ mark: Mark) -> Bool {
        ticket.disputable(mark, under: terms).map { $0 < words.now } ?? false
    }

    /// Why a form that one would look for is not there.
    private func missing(_ mark: Mark, _ person: SignedIn) -> String {
        if ticket.undisputedMarks.contains(mark), isFinal(mark),
            let last = ticket.disputable(mark, under: terms)
        {
            return ". It could be disputed until \(words.short(last))"
        }
        let isOwn = ticket.pendingDisputes.contains(mark) && !ticket.mayAnswer(mark, person.asker.actor)
        return isOwn && may(.answerDispute, person)
            ? ". You proposed or approved it, so another manager answers the dispute" : ""
    }

    private func scopeActs(_ person: SignedIn) -> [ActForm] {
        guard ticket.outOfScopeMark != nil, ticket.organisation != nil, may(.agreementDraft, person) else {
            return []
        }
        return [
            .beginSeparateAgreement(
                FormTarget(action: Page.separateAgreement(id), csrf: person.csrf), customer: customer,
                name: terms.map { "\($0.version.agreement)-separate" } ?? "")
        ]
    }
}
