import CCurl
import Foundation

extension CurlEasy {
    /// Runs the transfer; what comes is put into the body, and no connection is made where it may not.
    func fetch(into body: FeedBody) -> CURLcode {
        let context = Unmanaged.passUnretained(body).toOpaque()
        setPointer(CURLOPT_WRITEDATA, context)
        setPointer(CURLOPT_OPENSOCKETDATA, context)
        setBytes(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            return bodyAt(context).take(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        setOpening { context, _, address in
            guard let context, let address else { return CURL_SOCKET_BAD }
            let body = bodyAt(context)
            let asked = withUnsafePointer(to: &address.pointee.addr) { NetworkAddress(UnsafeRawPointer($0)) }
            guard let asked else { return CURL_SOCKET_BAD }
            guard body.allowsPrivate || asked.isPublic else {
                body.refused = asked.description
                return CURL_SOCKET_BAD
            }
            return socket(
                address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
                address.pointee.protocol)
        }
        return perform()
    }
}

private func bodyAt(_ context: UnsafeMutableRawPointer) -> FeedBody {
    Unmanaged.fromOpaque(context).takeUnretainedValue()
}

/// Threads for transfers that block.
enum FeedThread {
    static func run(_ body: @escaping @Sendable () -> Void) {
        Thread.detachNewThread(body)
    }
}
