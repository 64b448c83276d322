/// How one attempt to send one message to one recipient ended.
public enum SubmissionOutcome: Sendable, Equatable {
    /// The server took it; its reply.
    case accepted(String)
    /// 5xx on this mail, or an address that cannot be sent: trying again is of no use.
    case rejected(code: Int, text: String)
    /// 4xx, or no conversation came about: try again later. `code` is nil when there was no reply.
    case deferred(code: Int?, text: String)
    /// The server refused user or password; nothing is wrong with the mail or the network. Try again later,
    /// and tell whoever runs the desk.
    case credentialsRefused(code: Int?, text: String)
    /// The message was sent whole and no reply came: it may or may not have been taken.
    case uncertain(String)
}
