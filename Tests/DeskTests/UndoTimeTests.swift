import BusinessTime
import Desk
import Testing

@Suite("How long an answer can be taken back")
struct UndoTimeTests {
    private static let now = Instant(seconds: 1_795_449_000)

    @Test(
        "the set time, bounded, and none near an open deadline",
        arguments: [
            (10, [], 10), (0, [], nil), (-5, [], nil), (60, [], 60), (600, [], 60),
            // One second too near, and the first that is far enough.
            (10, [70], nil), (10, [71], 10), (10, [0], nil), (10, [3600, 30], nil),
            // What is over already costs nothing more.
            (10, [-1], 10),
        ] as [(Int64, [Int64], Int64?)])
    func end(_ seconds: Int64, _ deadlines: [Int64], _ expected: Int64?) {
        let end = UndoTime.end(
            from: Self.now, seconds: seconds, deadlines: deadlines.map { Self.now.advanced(by: $0) })
        #expect(end?.wallSeconds(since: Self.now) == expected)
    }
}
