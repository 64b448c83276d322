/// How long a reader of a mailbox waits.
public struct MailboxTimes: Sendable {
    public var connect = Duration.seconds(20)
    /// For each piece of an answer.
    public var read = Duration.seconds(60)
    /// For the whole answer to a command that brings no body.
    public var command = Duration.seconds(180)
    /// For a body: this, and more for each byte of it at 8 KiB a second.
    public var body = Duration.seconds(180)
    /// IDLE is begun anew after a time in here: before a NAT forgets the line.
    public var idle: ClosedRange<Double> = 300...540
    /// After failures: twice as long each time, and never longer than the last.
    public var firstPause = 1.0
    public var longestPause = 60.0
    /// After the server refused the user: asked too often it locks the account.
    public var refusedPause = 300.0
    /// How often the table of mailboxes is looked at.
    public var supervision: Int64 = 3

    public init() {}

    /// Seconds until the next attempt, given so many failures in a row and a number from 0 to 1.
    func pause(after failures: Int, isRefusal: Bool, chance: Double) -> Double {
        let longest = isRefusal ? refusedPause : longestPause
        let doubled = firstPause * Double(1 << min(max(failures - 1, 0), 12))
        // Full jitter in the upper half: many desks do not come back at the same moment.
        return min(doubled, longest) * (0.5 + chance / 2)
    }
}
