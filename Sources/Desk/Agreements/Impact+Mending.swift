import Agreements
public import BusinessTime

extension Impact {
    /// What a clerical error does to the deadlines of the version's inquiries, received whenever.
    public struct Mended: Hashable, Sendable {
        /// Inquiries that were looked at, and those there are.
        public let looked: Int
        public let all: Int
        /// Deadlines still open that become earlier.
        public let ahead: Int
        /// Deadlines of promises decided already that are dated earlier.
        public let past: Int
        /// Inquiries with a promise that counted as kept, or was running, and counts as broken.
        public let broken: [Ticket.ID]
    }

    /// Of a clerical error that would be mended.
    ///
    /// - Parameter mended: nil where it stands at no promise's time.
    public static func mend(_ mend: Mend, _ mended: Mended?) -> Impact {
        let what = "\(Terms.words(of: mend.path)) of version \(mend.version) reads \"\(mend.reads)\"."
        let stays = [
            "The signed document and its hash stay; beside it stands what was mended, when and by whom.",
            "Statements that are issued, and the exclusions they list, stay as they are.",
        ]
        guard let mended else {
            return Impact(
                touches: [what],
                leaves: ["No deadline moves, past or open: none is counted by this."] + stays, refusal: nil)
        }
        return Impact(
            touches: [what, "It counts for every inquiry of the version, also for those received before."]
                + mended.moves,
            leaves: mended.stays + stays, refusal: nil)
    }
}

extension Impact.Mended {
    private static let namedMax = 10

    /// - Parameter all: how many there are, where not all were looked at.
    public init(of tickets: [Impact.Running.Compared], all: Int, now: Instant) {
        var (ahead, past, broken) = (0, 0, [Ticket.ID]())
        for compared in tickets {
            for promise in Promise.allCases {
                guard let before = compared.ticket.clock(promise, under: compared.before),
                    let after = compared.ticket.clock(promise, under: compared.after),
                    before.deadline != after.deadline
                else { continue }
                if before.isDecided(at: now) { past += 1 } else { ahead += 1 }
                if !before.isBroken(at: now), after.isBroken(at: now), broken.last != compared.ticket.id {
                    broken.append(compared.ticket.id)
                }
            }
        }
        self.init(looked: tickets.count, all: all, ahead: ahead, past: past, broken: broken)
    }

    fileprivate var moves: [String] {
        var moves: [String] = []
        if ahead > 0 { moves.append("\(Self.counted(ahead, "open deadline")) earlier than now.") }
        if past > 0 { moves.append("\(Self.counted(past, "past deadline")) dated earlier.") }
        if !broken.isEmpty {
            let named = broken.prefix(Self.namedMax).map { "ticket \($0)" }.joined(separator: ", ")
            let more = broken.count > Self.namedMax ? " and \(broken.count - Self.namedMax) more" : ""
            moves.append(
                "A promise that is not broken by now counts as broken: \(named)\(more). Its credit comes on "
                    + "the next statement.")
        }
        if looked < all { moves.append("Counted over the newest \(looked) of \(all) inquiries.") }
        return moves
    }

    fileprivate var stays: [String] {
        (ahead == 0 ? ["No open deadline moves."] : []) + (past == 0 ? ["No past deadline moves."] : [])
            + (broken.isEmpty ? ["No promise counts as broken that does not by now."] : [])
    }

    private static func counted(_ count: Int, _ what: String) -> String {
        count == 1 ? "1 \(what) is" : "\(count) \(what)s are"
    }
}

extension Clock {
    fileprivate func isDecided(at now: Instant) -> Bool {
        doneAt != nil || ended != nil || deadline.map { $0 < now } ?? false
    }
}
