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

/// The stages of a conversation, as far as the meaning of a failure depends on them.
enum SubmissionStage: Equatable {
    /// Greeting, EHLO, STARTTLS, AUTH: a refusal is about us, not about this mail.
    case entering
    /// MAIL, RCPT or DATA was said.
    case envelope
    /// All bytes were handed over; the final dot may have reached the server.
    case sent
}

/// What was seen of a conversation that has ended.
struct SubmissionTrace {
    enum Failure: Equatable {
        case credentials
        case other(String)
    }

    var stage = SubmissionStage.entering
    /// The last reply; a code of 0 is none.
    var code = 0
    var replyText = ""
    var failure: Failure?

    var outcome: SubmissionOutcome {
        guard let failure else { return .accepted(replyText) }
        let isRefusal = code >= 400 && code < 600
        switch (failure, stage) {
        case (.credentials, _):
            return .credentialsRefused(code: isRefusal ? code : nil, text: text(isRefusal))
        case (.other, .sent) where !isRefusal: return .uncertain(text(false))
        case (.other, .envelope) where code >= 500, (.other, .sent) where code >= 500:
            return .rejected(code: code, text: replyText)
        case (.other, _):
            return .deferred(code: isRefusal ? code : nil, text: text(isRefusal))
        }
    }

    private func text(_ isRefusal: Bool) -> String {
        if isRefusal, !replyText.isEmpty { return replyText }
        switch failure {
        case .other(let reason)?: return reason
        case .credentials?, nil: return "the server refused the user name or password"
        }
    }
}
