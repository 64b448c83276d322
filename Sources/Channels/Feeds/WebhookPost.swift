import CCurl
public import Operations

/// Sends a signed call to a program elsewhere: to public addresses alone, and nowhere that it is led on to.
public struct WebhookPost: Sendable {
    private static let sizeMax = 64 << 10
    private static let seconds = 15

    /// Whether the desk's own host and network may be told: only where an operator says so.
    let allowsPrivate: Bool

    public init(allowsPrivate: Bool = false) {
        self.allowsPrivate = allowsPrivate
    }

    /// nil where it arrived, else why it did not.
    public func callAsFunction(_ call: SignedCall) async -> String? {
        await withCheckedContinuation { continuation in
            FeedThread.run { continuation.resume(returning: send(call)) }
        }
    }

    private func send(_ call: SignedCall) -> String? {
        guard let easy = CurlEasy() else { return "libcurl can't start" }
        var headers: UnsafeMutablePointer<curl_slist>?
        for header in call.headers + ["Expect:"] { headers = curl_slist_append(headers, header) }
        defer { curl_slist_free_all(headers) }
        let body = FeedBody(sizeMax: Self.sizeMax, allowsPrivate: allowsPrivate)
        easy.set(CURLOPT_URL, call.url)
        easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        if let headers { easy.setPointer(CURLOPT_HTTPHEADER, headers) }
        easy.set(CURLOPT_COPYPOSTFIELDS, call.body)
        // To be led on is a failure: the signature was for this address.
        easy.set(CURLOPT_FOLLOWLOCATION, true)
        easy.set(CURLOPT_MAXREDIRS, 0)
        easy.set(CURLOPT_FAILONERROR, true)
        easy.set(CURLOPT_TIMEOUT, Self.seconds)
        easy.set(CURLOPT_CONNECTTIMEOUT, Self.seconds / 2)
        easy.set(CURLOPT_NOSIGNAL, true)
        easy.set(CURLOPT_PROXY, "")
        easy.set(CURLOPT_USERAGENT, "Duly")
        let code = easy.fetch(into: body)
        // A name can have public addresses beside the refused one: what arrived there is not sent again.
        if code == CURLE_OK || body.isTooLong { return nil }
        if let refused = body.refused { return "it lies at \(refused), an address of a private network" }
        return CurlEasy.text(code)
    }
}
