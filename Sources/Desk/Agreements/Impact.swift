public import Agreements
public import BusinessTime

/// What a change would touch and what it can't, shown before anybody confirms it.
public struct Impact: Hashable, Sendable {
    /// The tickets that are open while it is asked.
    public struct Running: Hashable, Sendable {
        /// How many are pinned to the version that is changed, or ended.
        public let open: Int
        /// Those whose deadline would become earlier if they changed too.
        public let earlier: [Ticket.ID]

        public init(open: Int, earlier: [Ticket.ID] = []) {
            self.open = open
            self.earlier = earlier
        }
    }

    /// Sentences about what changes, the first instant first.
    public let touches: [String]
    /// Sentences about what stays as it is.
    public let leaves: [String]
    /// Why it can't be confirmed as it is; nil when it can.
    public let refusal: Refusal?
}

extension Impact {
    /// Of an amendment that would be signed now.
    public static func amendment(
        _ comparison: AgreementComparison, effective: Instant, running: Running, in zone: ZoneRules
    ) -> Impact {
        let clauses = comparison.parts.map { part in
            let terms = part.changes.map {
                "\($0.words) (\($0.before ?? "nothing") to \($0.after ?? "nothing"))"
            }
            let what = terms.isEmpty ? "its words alone" : terms.joined(separator: ", ")
            return "\(part.number.map { "Clause \($0)" } ?? part.heading) changes: \(what)."
        }
        let first =
            "Tickets received from \(words(effective, zone)) on, or from the last signature if that is "
            + "later, are counted by the new version."
        return Impact(
            touches: [first] + (clauses.isEmpty ? ["No clause changes."] : clauses),
            leaves: [running.keep, "What is past is not changed, and no money that is issued."], refusal: nil)
    }

    /// Of an adjustment that would be confirmed at `now`.
    public static func adjustment(
        _ adjustment: Adjustment, running: Running, now: Instant, in zone: ZoneRules
    ) -> Impact {
        let start = zone.instant(of: adjustment.change.from, .midnight) ?? now
        var touches = ["Tickets received from \(words(max(start, now), zone)) on have the adjusted hours."]
        var leaves = ["The version and its signed text stay as they are."]
        if adjustment.isForRunning {
            touches.append(
                "\(counted(running.open)) received before have them too, for the time from then on.")
        } else {
            leaves.append(running.keep)
        }
        let isRefused = adjustment.isForRunning && !running.earlier.isEmpty
        return Impact(
            touches: touches, leaves: leaves,
            refusal: isRefused ? .deadlinesEarlier(running.earlier.count) : nil)
    }

    /// Of a notice that would be given.
    public static func notice(_ notice: GivenNotice, running: Running) -> Impact {
        Impact(
            touches: [
                "The last day is \(notice.lastDay), until 24:00 in the agreement's zone.",
                "Tickets received after that have no promise.",
                "A version that is signed and would begin later does not begin.",
            ],
            leaves: [
                running.keep,
                "Reopening, disputes, credits and statements of those tickets go on, and so does the portal.",
            ], refusal: nil)
    }

    private static func words(_ instant: Instant, _ zone: ZoneRules) -> String {
        let local = zone.local(instant)
        return "\(local.date) \(local.time)"
    }

    fileprivate static func counted(_ count: Int) -> String {
        count == 1 ? "1 open ticket" : "\(count) open tickets"
    }
}

extension Impact.Running {
    fileprivate var keep: String {
        switch open {
        case 0: "No open ticket is touched."
        case 1: "1 open ticket keeps its version, calendar and deadlines for life."
        default: "\(open) open tickets keep their version, calendar and deadlines for life."
        }
    }
}
