import BusinessTime
import Desk
import Foundation

/// How many refused writes are written down: so many of one person in a minute and a day, and so many of all
/// in a day. What comes beyond is refused all the same, and leaves nothing.
struct RefusalBudget: Sendable {
    static let minuteMax = 5
    static let dayMax = 100
    /// Of one node. A day's stream has room for four of them.
    static let allMax = 2_000

    private struct Count {
        var minute: Int64
        var inMinute = 0
        var inDay = 0
    }

    private var day: Int64 = 0
    private var inDay = 0
    private var counts: [Person.ID: Count] = [:]

    /// Days of UTC since 1970.
    static func day(of now: Instant) -> Int64 { now.seconds / 86_400 }

    /// Whether another of this person is written down; it then counts.
    mutating func takes(_ person: Person.ID, at now: Instant) -> Bool {
        if Self.day(of: now) != day { (day, inDay, counts) = (Self.day(of: now), 0, [:]) }
        let minute = now.seconds / 60
        var count = counts[person] ?? Count(minute: minute)
        if count.minute != minute { (count.minute, count.inMinute) = (minute, 0) }
        guard inDay < Self.allMax, count.inDay < Self.dayMax, count.inMinute < Self.minuteMax else {
            return false
        }
        inDay += 1
        count.inDay += 1
        count.inMinute += 1
        counts[person] = count
        return true
    }
}

/// The budget of one desk; requests ask at the same time.
final class RefusalGate: @unchecked Sendable {
    private let lock = NSLock()
    private var budget = RefusalBudget()

    func takes(_ person: Person.ID, at now: Instant) -> Bool {
        lock.withLock { budget.takes(person, at: now) }
    }
}
