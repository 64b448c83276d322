import Storage

/// Why a message on standard input was not kept. The cause is an exit code that mail servers understand.
public struct PipeRefusal: Error, Sendable, CustomStringConvertible {
    /// By `sysexits.h`. A mail server tries again after 74 and 75 and returns the mail after the others.
    public enum Cause: Int32, Sendable {
        case usage = 64
        /// It is no message, or larger than the desk takes.
        case badMail = 65
        /// The desk has no such address.
        case noUser = 67
        case unwritable = 73
        case inputOutput = 74
        case later = 75
    }

    public let cause: Cause
    public let text: String
    public let remedy: String

    public init(_ cause: Cause, _ text: String, remedy: String) {
        self.cause = cause
        self.text = text
        self.remedy = remedy
    }

    public var description: String { "\(text). \(remedy)" }

    public static func tooLarge(_ limits: LMTPLimits) -> PipeRefusal {
        PipeRefusal(
            .badMail, "the message is larger than \(limits.messageBytesMax) bytes, the most the desk takes",
            remedy: "Send large files as a link.")
    }

    static func later(_ text: String) -> PipeRefusal {
        PipeRefusal(.later, text, remedy: "Try again; mail servers do so by themselves.")
    }

    /// What a problem of the store means to a mail server. `isFull` says whether the disk has no room left,
    /// whatever call found out first.
    init(_ problem: StoreProblem, isFull: Bool) {
        let cause: Cause =
            switch problem {
            case _ where isFull: .later
            case .full, .busy, .locked, .closed, .newerSchema, .olderSchema: .later
            case .unwritableFolder: .unwritable
            case .tooLarge: .badMail
            default: .inputOutput
            }
        let known = isFull ? StoreProblem.full : problem
        var text = "\(known)"
        if text.hasSuffix(".") { text.removeLast() }
        self.init(cause, text, remedy: known.remedy)
    }
}
