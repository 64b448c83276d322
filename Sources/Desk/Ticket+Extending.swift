import Agreements
import BusinessTime

// Clause A.2, second sentence: complex or escalated cases may take longer, and the customer is told.
extension Lengthening {
    struct Wish {
        let ground: String
        let reason: String
        let added: BusinessSeconds
        let notice: Message.Reference
        let displayed: Bool

        init(
            _ ground: String, _ reason: String, _ added: BusinessSeconds, _ notice: Message.Reference,
            _ displayed: Bool
        ) {
            self.ground = ground
            self.reason = reason
            self.added = added
            self.notice = notice
            self.displayed = displayed
        }
    }

    /// Made, and neither notified nor void yet.
    var isPending: Bool { notified == nil && voided == nil }
}

extension Ticket {
    func extend(_ wish: Lengthening.Wish, _ act: Act) throws(Refusal) -> [Fact] {
        try act.requireAgent(.resolution, "extend a deadline")
        let terms = try act.requireTerms(.resolution)
        try requireActive("be extended")
        try act.require(reason: wish.reason, .resolution)
        try requireGround(wish.ground, terms.terms.resolve.extensions)
        try requireRoom(wish.added, terms.terms.resolve.extensions)
        try requireTimeLeft(terms, act)
        let number = extensions.count + 1
        let extended = Extension(
            number: number, ground: wish.ground, reason: wish.reason, added: wish.added, notice: wish.notice,
            displayed: wish.displayed)
        let made = act.fact(.extended(extended))
        guard wish.displayed else { return [made] }
        return [made, act.fact(.extensionNotified(number: number))]
    }

    private func requireGround(_ ground: String, _ terms: ExtensionTerms) throws(Refusal) {
        guard terms.grounds.contains(ground) else {
            throw Refusal(
                "ground-unknown", clause: .resolution, field: "ground",
                "The agreement knows no ground \"\(ground)\" for an extension.",
                remedy: "Choose one of: \(terms.grounds.joined(separator: ", ")).")
        }
        // The desk's own lateness is no reason for more time.
        guard ground.lowercased().contains("escalat"), !isEscalatedByHand else { return }
        throw Refusal(
            "escalated-by-clock", clause: .resolution, field: "ground",
            "An escalation caused by time used or by breach is no ground for an extension.",
            remedy: "Name another ground, or keep the deadline.")
    }

    private func requireRoom(_ added: BusinessSeconds, _ terms: ExtensionTerms) throws(Refusal) {
        let used = extensions.filter { $0.voided == nil }.reduce(BusinessSeconds(0)) { $0 + $1.what.added }
        if added.count <= 0 || added > terms.maxEach {
            throw Refusal(
                "extension-too-long", clause: .resolution, field: "by",
                "One extension adds more than nothing and at most \(terms.maxEach.words).",
                remedy: "Ask for at most \(terms.maxEach.words).")
        }
        if used + added > terms.maxTotal {
            throw Refusal(
                "extensions-used-up", clause: .resolution, field: "by",
                "All extensions together add at most \(terms.maxTotal.words); \(used.words) are used.",
                remedy: "Ask for at most \((terms.maxTotal - used).words), or agree in writing.")
        }
    }

    private func requireTimeLeft(_ terms: PinnedTerms, _ act: Act) throws(Refusal) {
        switch clock(.resolution, under: terms)?.standing(at: act.happened) {
        case .running(let left) where left.count > 0: return
        case .paused(_, let left) where left.count > 0: return
        case .notStarted:
            throw Refusal(
                "not-started", clause: .resolution, "The resolution clock has not started.",
                remedy: "Acknowledge first; then there is a deadline to extend.")
        case .running, .paused, .kept, .broken, .ended, nil:
            throw Refusal(
                "no-time-left", clause: .resolution, "An extension is made while time is left.",
                remedy: "Resolve the ticket; the breach can be excluded only under clause H.")
        }
    }

    mutating func extended(_ added: Extension, _ at: Occurrence) {
        extensions.append(Lengthening(what: added, by: at.by, made: at.moment))
        send(added.notice, acknowledges: true, at)
        if added.displayed { delivered(added.notice.id, at) }
    }

    mutating func extensionNotified(_ number: Int, _ at: Occurrence) {
        guard let index = extensions.firstIndex(where: { $0.what.number == number }) else { return }
        if extensions[index].isPending { extensions[index].notified = at.moment }
    }

    mutating func extensionVoided(_ number: Int, _ reason: String, _ at: Occurrence) {
        guard let index = extensions.firstIndex(where: { $0.what.number == number }) else { return }
        if extensions[index].voided == nil {
            extensions[index].voided = at.moment
            extensions[index].voidReason = reason
        }
    }
}
