import Agreements
import BusinessTime

// Clause A.2: a public message with the answer, fix or agreed workaround.
extension Ticket {
    func resolve(
        _ message: Message.Reference, _ kind: ResolutionKind, displayed: Bool, _ act: Act
    ) throws(Refusal) -> [Fact] {
        try act.requireAgent(.resolution, "resolve; a program or a rule never does")
        try requireActive("be resolved")
        if let standing = standingResolution {
            throw Refusal(
                "already-resolved", clause: .resolution,
                "The ticket was resolved at \(resolvedAt(standing)).", remedy: "Reopen it first.")
        }
        let reply = Reply(message: message, acknowledges: true, displayed: displayed, resolves: kind)
        return answering(reply, act)
    }

    mutating func resolved(_ message: Message.Reference, _ kind: ResolutionKind, _ at: Occurrence) {
        if standingResolution != nil { return }
        resolutions.append(Resolution(message: message, kind: kind, by: at.by, moment: at.moment))
        withdrawWaits(at: at.moment.inFavour)
    }

    /// Requests end with what made them idle; those still on their way never begin.
    mutating func withdrawWaits(at instant: Instant) {
        for index in waits.indices where waits[index].to == nil {
            waits[index].to = max(waits[index].from ?? instant, instant)
        }
    }
}
