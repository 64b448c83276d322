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

    static func text(_ code: CURLcode) -> String {
        String(cString: curl_easy_strerror(code))
    }
}
