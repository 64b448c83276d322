import BusinessTime
import Markup
import Storage

/// How much there is to do, beside the heading of the queue.
struct QueueSummary: View, Sendable {
    /// Tickets counted no further than this.
    static let openMax = 1000
    static let dueMax = 100

    let open: Int
    /// Broken already, or breaking within a day.
    let due: Int
    /// Whose customer wrote last.
    let replied: Int
    /// Beside what a narrowed list holds.
    var isOfAll = false

    init(_ visibility: Visibility, now: Instant, _ reader: Storage.Reader) throws {
        open = try reader.openTicketCount(visibility, atMost: Self.openMax)
        due = try reader.openTicketCount(
            visibility, dueBefore: now.advanced(by: 86_400).seconds, atMost: Self.dueMax)
        replied = try reader.unansweredTicketCount(visibility, atMost: Self.dueMax)
    }

    var body: some Content {
        Element(.p, class: "summary", .id("summary"), .data("due", due), .data("replied", repliedWords)) {
            isOfAll ? "In all: " : ""
            "\(Self.words(open, Self.openMax)) open, \(Self.words(due, Self.dueMax)) due within a day"
        }
    }

    /// Whether so few are open that all of them can be gone through for a page.
    var isShort: Bool { open < Self.openMax }

    var repliedWords: String { Self.words(replied, Self.dueMax) }

    static func words(_ count: Int, _ max: Int) -> String {
        count < max ? "\(count)" : "\(max) or more"
    }
}
