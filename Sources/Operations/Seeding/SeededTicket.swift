import Agreements
import BusinessTime
import Desk
import Storage

/// A made-up ticket for trials of size: the same number gives the same ticket. Its facts go through
/// `decide` like any other's, at the instants at which they would have happened.
struct SeededTicket {
    let number: Int
    /// How many are made with it.
    let count: Int
    /// The end of the stretch of time that the tickets fill.
    let now: Instant
    /// Numbered in any order; otherwise as they came in, as a desk numbers them.
    let isScattered: Bool

    /// How far its life has gone; most wait for their first answer or for the resolution.
    private enum Course { case unanswered, acknowledged, escalated, waiting, resolved }

    private var course: Course {
        switch mixed(1) % 10 {
        case 0...3: .unanswered
        case 4...6: .acknowledged
        case 7: .escalated
        case 8: .waiting
        default: .resolved
        }
    }

    /// Wall seconds over which receipts are spread.
    static let stretch: Int64 = 4 * 86_400

    var receivedAt: Instant {
        let free = Self.stretch - 60
        let passed = isScattered ? Int64(mixed(2) % UInt64(free)) : free * Int64(number) / Int64(count)
        return now.advanced(by: passed - Self.stretch)
    }

    var inquiry: Inquiry {
        let contact = mixed(3) % 200
        let subject = "\(pick(Self.things, 4)) \(pick(Self.troubles, 5)) \(pick(Self.places, 6))"
        let text = """
            Hello,

            \(subject.lowercased()) since this morning. We tried it twice, on two machines, as the guide
            says. The order number is \(mixed(7) % 1_000_000).

            Contact \(contact), Acme
            """
        var inquiry = Inquiry(
            address: "contact\(contact)@acme.example", name: "Contact \(contact)", subject: subject,
            text: text,
            way: mixed(8) % 4 == 0 ? .portal : .mail)
        inquiry.receivedAt = receivedAt
        inquiry.messageID = "seed-\(number)@acme.example"
        return inquiry
    }

    /// What happens after receipt, each with its instant.
    func commands(by agent: Person.ID, _ message: () throws -> Message.Reference) rethrows -> [Command] {
        let later = receivedAt.advanced(by: 300 + Int64(mixed(9) % 2400))
        let by = Actor.agent(agent)
        func command(_ what: Command.What, after seconds: Int64 = 0) -> Command {
            Command(what, by: by, way: .page, happened: later.advanced(by: seconds))
        }
        switch course {
        case .unanswered: return []
        case .acknowledged: return [command(.acknowledge(try message(), displayed: true))]
        case .escalated:
            return [
                command(.acknowledge(try message(), displayed: true)),
                command(.escalate(to: .tier2, reason: "It needs the second line."), after: 60),
            ]
        case .waiting:
            let request = InformationRequest(
                missing: ["The log of the export"], message: try message(), displayed: true)
            return [command(.requestInformation(request))]
        case .resolved:
            return [
                command(.acknowledge(try message(), displayed: true)),
                command(.resolve(try message(), kind: .answer, displayed: true), after: 600),
            ]
        }
    }

    private func pick(_ words: [String], _ salt: UInt64) -> String {
        words[Int(mixed(salt) % UInt64(words.count))]
    }

    /// The finaliser of SplitMix64 over number and salt: spreads without a generator's state.
    private func mixed(_ salt: UInt64) -> UInt64 {
        var z = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ salt &* 0xD1B5_4A32_D192_ED03
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private static let things = [
        "The export", "The import", "The report", "The sign-in", "The search", "The invoice", "The calendar",
        "The upload", "The printer", "The interface",
    ]
    private static let troubles = [
        "stops", "is empty", "is slow", "shows wrong totals", "asks twice", "loses a line", "repeats itself",
        "fails",
    ]
    private static let places = [
        "at 40 %", "in March", "for new users", "on the second page", "after the update", "in the archive",
        "with large files",
    ]
}
