import CCurl
public import Operations

/// Asks the server that says who people are, with bounds on time and size. An administrator named it, so it
/// may lie in a private network; it leads nowhere else.
public struct ProviderFetch: Sendable {
    private static let sizeMax = 256 << 10
    private static let seconds = 10

    public init() {}

    public func callAsFunction(_ question: ProviderQuestion) async -> Result<[UInt8], ProviderProblem> {
        await withCheckedContinuation { continuation in
            FeedThread.run { continuation.resume(returning: Self.ask(question)) }
        }
    }

    private static func ask(_ question: ProviderQuestion) -> Result<[UInt8], ProviderProblem> {
        guard let easy = CurlEasy() else { return .failure(.unreachable("libcurl can't start")) }
        let body = FeedBody(sizeMax: sizeMax, allowsPrivate: true)
        easy.set(CURLOPT_URL, question.address)
        easy.set(CURLOPT_PROTOCOLS_STR, question.address.hasPrefix("https://") ? "https" : "http")
        if let form = question.form { easy.set(CURLOPT_COPYPOSTFIELDS, form.joined(separator: "&")) }
        if let user = question.user, let password = question.password {
            easy.set(CURLOPT_USERNAME, user)
            easy.set(CURLOPT_PASSWORD, password)
        }
        easy.set(CURLOPT_TIMEOUT, seconds)
        easy.set(CURLOPT_CONNECTTIMEOUT, seconds / 2)
        easy.set(CURLOPT_NOSIGNAL, true)
        easy.set(CURLOPT_PROXY, "")
        easy.set(CURLOPT_USERAGENT, "Duly")
        let code = easy.fetch(into: body)
        if body.isTooLong { return .failure(.unreadable("it is larger than \(sizeMax) bytes")) }
        guard code == CURLE_OK else { return .failure(.unreachable(CurlEasy.text(code))) }
        return .success(body.bytes)
    }
}
