import BusinessTime
import Desk
import Operations

extension EventSight {
    func view(_ person: SignedIn) -> EventView {
        var view = EventView(
            title: title, standing: Self.standing(event, words) { name($0) }, facts: facts,
            evidence: evidence, summary: summary, rows: touchedRows, notes: notes, acts: acts(person))
        view.undelivered = undelivered
        return view
    }

    private func target(_ noun: String, _ person: SignedIn) -> FormTarget {
        FormTarget(action: Page.eventAct(event.id.rawValue, noun), csrf: person.csrf)
    }

    private func acts(_ person: SignedIn) -> [ActForm] {
        func may(_ capability: Capability) -> Bool {
            (try? Access.require(capability, by: person.asker)) != nil
        }
        var acts: [ActForm] = []
        if event.approvedBy != nil, may(.eventDecide) {
            acts.append(.takeBackEvent(target("reversal", person), what: summary))
        }
        guard event.isOpen else { return acts }
        if may(.eventDeclare) {
            if event.to == nil { acts.append(.endEvent(target("end", person), zone: words.zone)) }
            acts.append(.giveEvidence(target("evidence", person)))
        }
        if may(.eventDecide), event.to != nil {
            if !event.authors.contains(person.asker.actor) {
                acts.append(.approveEvent(target("approval", person), what: summary))
            }
            acts.append(
                .withReason("refuse", "Refuse", target("refusal", person), effect: "It excludes nothing."))
        }
        if may(.eventDeclare) {
            acts.append(
                .withReason(
                    "withdraw", "Withdraw", target("withdrawal", person),
                    effect: "It is taken back before it was approved. It excludes nothing."))
        }
        return acts
    }
}

extension ActForm {
    /// Sends `to`.
    static func endEvent(_ target: FormTarget, zone: String) -> ActForm {
        ActForm(
            id: "end", title: "Write down its end", clause: "H", target: target,
            effect: "From then on another manager can approve it. It is proposed within "
                + "\(Ticket.exclusionProposedWithin.count) business days of its end.",
            fields: [
                FormField(
                    scope: "end", name: "to", label: "Ended", kind: .time(zone: zone), isRequired: true)
            ], submit: "Write it down")
    }

    /// Sends `files`.
    static func giveEvidence(_ target: FormTarget, more: [FormField] = []) -> ActForm {
        ActForm(
            id: "evidence", title: "Add evidence", clause: "H", target: target,
            effect: "The files are kept with your name and the time, as long as the facts are.",
            fields: more + [.evidence("evidence", isRequired: true)], submit: "Add the files")
    }

    static func approveEvent(_ target: FormTarget, what: String) -> ActForm {
        ActForm(
            id: "approve", title: "Approve", clause: "H", target: target,
            effect: "\(what) Each customer is told once, by mail, and may dispute it ticket by ticket within "
                + "\(Ticket.disputedWithin.count) business days.",
            submit: "Approve the event", isWeighty: true)
    }

    /// Sends `reason`.
    static func takeBackEvent(_ target: FormTarget, what: String) -> ActForm {
        .withReason(
            "take-back", "Take it back", target,
            effect: "\(what) Taken back, the time counts on all as if the event had never been: "
                + "deadlines that are past are dated as they fell, and credits are owed by new lines. "
                + "Each customer is told once, by mail.")
    }

    /// Sends `reason`.
    static func withReason(
        _ id: String, _ title: String, _ target: FormTarget, effect: String
    ) -> ActForm {
        ActForm(
            id: id, title: title, clause: "H", target: target, effect: effect,
            fields: [.words(id, "reason", "Reason", rows: 2)], submit: title, isWeighty: true)
    }
}

extension FormField {
    static func evidence(_ scope: String, isRequired: Bool = false) -> FormField {
        FormField(
            scope: scope, name: "files", label: "Evidence", kind: .files,
            hint: "\(FilesBound.given.words) For example the carrier's report.", isRequired: isRequired,
            bound: .given)
    }
}
