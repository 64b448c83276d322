import CCurl

/// The one owner of a libcurl handle. No pointer to it leaves this wrapper.
struct CurlEasy: ~Copyable {
    private let handle: UnsafeMutableRawPointer

    private static let isStarted = ccurl_start() == CURLE_OK

    /// Nil when libcurl cannot start or memory is out.
    init?() {
        guard Self.isStarted, let handle = curl_easy_init() else { return nil }
        self.handle = handle
    }

    deinit {
        curl_easy_cleanup(handle)
    }

    /// Forgets all options; the connection stays open for the next mail.
    func reset() {
        curl_easy_reset(handle)
    }

    func set(_ option: CURLoption, _ value: Int) {
        _ = ccurl_set_number(handle, option, value)
    }

    func set(_ option: CURLoption, _ value: Bool) {
        set(option, value ? 1 : 0)
    }

    /// libcurl keeps a copy of the text.
    func set(_ option: CURLoption, _ value: String) {
        _ = ccurl_set_text(handle, option, value)
    }

    func set(size: Int) {
        _ = ccurl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(size))
    }

    func setPointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
        _ = ccurl_set_pointer(handle, option, value)
    }

    func setBytes(_ option: CURLoption, _ function: ccurl_bytes_function) {
        _ = ccurl_set_bytes_function(handle, option, function)
    }

    /// Asked for the socket of each connection.
    func setOpening(_ function: curl_opensocket_callback) {
        _ = ccurl_set_opening(handle, function)
    }

    /// Runs what is set, and forgets it.
    func perform() -> CURLcode {
        let result = curl_easy_perform(handle)
        curl_easy_reset(handle)
        return result
    }

    /// Runs the transfer and fills the conversation; nil when all went well.
    func run(_ conversation: SubmissionConversation, to recipient: String) -> CURLcode {
        guard let recipients = curl_slist_append(nil, recipient) else { return CURLE_OUT_OF_MEMORY }
        defer { curl_slist_free_all(recipients) }
        _ = ccurl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
        let context = Unmanaged.passUnretained(conversation).toOpaque()
        _ = ccurl_set_pointer(handle, CURLOPT_READDATA, context)
        _ = ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        _ = ccurl_set_pointer(handle, CURLOPT_DEBUGDATA, context)
        _ = ccurl_set_bytes_function(handle, CURLOPT_READFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            return conversationAt(context).read(into: bytes, max: size * count)
        }
        _ = ccurl_set_bytes_function(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            conversationAt(context).noteReply(UnsafeRawBufferPointer(start: bytes, count: size * count))
            return size * count
        }
        _ = ccurl_set_bytes_function(handle, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
        _ = ccurl_set_debug_function(handle) { _, kind, bytes, count, context in
            if kind == CURLINFO_HEADER_OUT, let bytes, let context {
                conversationAt(context).noteCommand(UnsafeRawBufferPointer(start: bytes, count: count))
            }
            return 0
        }
        set(CURLOPT_VERBOSE, true)
        let result = curl_easy_perform(handle)
        var verification = 0
        _ = ccurl_number(handle, CURLINFO_SSL_VERIFYRESULT, &verification)
        // A chain that fails has its own code. At 1 libcurl gave up before its verdict: over the name.
        conversation.isAuthorityTrusted = verification <= 1
        curl_easy_reset(handle)
        return result
    }

    static func text(_ code: CURLcode) -> String {
        String(cString: curl_easy_strerror(code))
    }
}

private func conversationAt(_ context: UnsafeMutableRawPointer) -> SubmissionConversation {
    Unmanaged.fromOpaque(context).takeUnretainedValue()
}
