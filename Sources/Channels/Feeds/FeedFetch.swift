import CCurl
public import Operations

/// Reads what lies at a feed's address, with bounds on time, size and where it may lead.
public struct FeedFetch: Sendable {
    /// Bytes; more is refused.
    static let sizeMax = 1 << 20
    static let secondsMax = 20
    static let redirectsMax = 3

    /// Whether the desk's own host and network may be asked: only where an operator says so.
    let allowsPrivate: Bool

    public init(allowsPrivate: Bool = false) {
        self.allowsPrivate = allowsPrivate
    }

    /// Blocks the thread it runs on: call it from a thread of its own.
    func read(_ address: String) -> Result<[UInt8], Office.FeedFailure> {
        guard let easy = CurlEasy() else { return .failure(Office.FeedFailure("libcurl can't start")) }
        let body = FeedBody(sizeMax: Self.sizeMax, allowsPrivate: allowsPrivate)
        easy.set(CURLOPT_URL, address)
        easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        easy.set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        easy.set(CURLOPT_FOLLOWLOCATION, true)
        easy.set(CURLOPT_MAXREDIRS, Self.redirectsMax)
        easy.set(CURLOPT_TIMEOUT, Self.secondsMax)
        easy.set(CURLOPT_CONNECTTIMEOUT, Self.secondsMax / 2)
        easy.set(CURLOPT_FAILONERROR, true)
        easy.set(CURLOPT_NOSIGNAL, true)
        // A proxy of the environment would ask addresses that are never shown to us.
        easy.set(CURLOPT_PROXY, "")
        easy.set(CURLOPT_ACCEPT_ENCODING, "identity")
        easy.set(CURLOPT_USERAGENT, "Duly")
        let code = easy.fetch(into: body)
        if body.isTooLong { return .failure(Office.FeedFailure("it is larger than \(Self.sizeMax) bytes")) }
        if let refused = body.refused {
            return .failure(Office.FeedFailure("it lies at \(refused), an address of a private network"))
        }
        guard code == CURLE_OK else { return .failure(Office.FeedFailure(CurlEasy.text(code))) }
        return .success(body.bytes)
    }

    /// Waits on a thread of its own, so that no task of the desk stands still meanwhile.
    public func callAsFunction(_ address: String) async -> Result<[UInt8], Office.FeedFailure> {
        await withCheckedContinuation { continuation in
            FeedThread.run { continuation.resume(returning: read(address)) }
        }
    }
}

/// What a transfer brings; used by one thread at a time.
final class FeedBody {
    let sizeMax: Int
    let allowsPrivate: Bool
    var bytes: [UInt8] = []
    var isTooLong = false
    /// The address to which no connection was made.
    var refused: String?

    init(sizeMax: Int, allowsPrivate: Bool) {
        self.sizeMax = sizeMax
        self.allowsPrivate = allowsPrivate
    }

    /// How many bytes were taken; fewer than there are end the transfer.
    func take(_ piece: UnsafeRawBufferPointer) -> Int {
        guard bytes.count + piece.count <= sizeMax else {
            isTooLong = true
            return 0
        }
        bytes += piece
        return piece.count
    }
}
