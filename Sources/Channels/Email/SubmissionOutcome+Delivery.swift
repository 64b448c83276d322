public import Operations

extension Delivery.Outcome {
    /// What an attempt to send means for the letter.
    public init(_ outcome: SubmissionOutcome) {
        self =
            switch outcome {
            case .accepted(let reply): .accepted(reply)
            case .rejected(let code, let text): .rejected("\(code) \(text)")
            case .deferred(let code?, let text): .deferred("\(code) \(text)")
            case .deferred(nil, let text): .unreachable(text, isRefusal: false)
            case .credentialsRefused(let code, let text):
                .unreachable(
                    "the mail server refused the desk's user or password: "
                        + (code.map { "\($0) \(text)" } ?? text), isRefusal: true)
            case .uncertain(let text): .uncertain(text)
            }
    }
}
