import CDKIM
import CSPF
import Dispatch
import Foundation
import Mail
import Synchronization

/// Finds out by SPF and DKIM who sends a mail, while it is being taken. It asks name servers and waits for
/// them, so it runs on threads of its own.
public final class SenderCheck: Sendable {
    /// Whom it asks.
    public enum Names: Sendable {
        /// The name servers of this machine.
        case system
        /// A zone of its own, for trials: name and value of TXT records, name and address.
        case zone(texts: [(String, String)], addresses: [(String, String)])
    }

    /// Mails that are looked at together.
    static let atOnce = 8

    private let names: Names
    private let patience: Duration
    private let keys: KeyLibrary
    private let queue = DispatchQueue(label: "sender-check", attributes: .concurrent)
    private let places = DispatchSemaphore(value: SenderCheck.atOnce)

    /// - Parameter patience: after it, a mail counts as not checked: slow names lose no mail.
    public init(names: Names = .system, patience: Duration = .seconds(20)) throws {
        self.names = names
        self.patience = patience
        keys = try KeyLibrary(names)
    }

    /// What is found, in the form of Authentication-Results.
    public func findings(_ mail: IncomingMail) async -> String {
        await withCheckedContinuation { continuation in
            let answer = Once(continuation)
            queue.async { [self] in
                places.wait()
                defer { places.signal() }
                if !answer.isGiven { answer.give(look(mail)) }
            }
            let seconds = Double(patience.components.seconds) + Double(patience.components.attoseconds) / 1e18
            DispatchQueue.global().asyncAfter(deadline: .now() + seconds) {
                answer.give("spf=temperror; dkim=temperror")
            }
        }
    }

    private func look(_ mail: IncomingMail) -> String {
        ([sender(mail)] + keys.signatures(of: mail.bytes)).joined(separator: "; ")
    }

    /// SPF of the return path's domain, or of the greeting's where the path is empty.
    private func sender(_ mail: IncomingMail) -> String {
        let from = mail.envelopeFrom.flatMap { MailAddress($0) }
        let hello = Self.domain(mail.hello)
        // A server of this machine passed it on: it says not from where, and libspf2 would let it pass.
        guard SMTPQuota.isAddress(mail.peer), !SMTPQuota.isLoopback(mail.peer), let server = zone() else {
            return "spf=none"
        }
        defer { SPF_server_free(server) }
        let word = String(cString: cspf_check(server, mail.peer, hello, from.map(\.description) ?? ""))
        let whose = from.map { "smtp.mailfrom=\(Self.domain($0.domain))" } ?? "smtp.helo=\(hello)"
        return "spf=\(word) \(whose)"
    }

    private func zone() -> UnsafeMutablePointer<SPF_server_t>? {
        guard case .zone(let texts, let addresses) = names else { return cspf_server(0) }
        guard let server = cspf_server(1) else { return nil }
        for (name, text) in texts where !name.contains("._domainkey.") { cspf_add_text(server, name, text) }
        for (name, address) in addresses { cspf_add_address(server, name, address) }
        return server
    }

    /// What may stand in a result: nothing that ends it.
    static func domain(_ text: String) -> String {
        let kept = text.lowercased().unicodeScalars.filter {
            $0.value >= 0x80 || $0 == "." || $0 == "-" || $0 == "_" || $0.properties.isAlphabetic
                || ("0"..."9").contains($0)
        }
        return kept.isEmpty ? "unknown" : String(String.UnicodeScalarView(kept.prefix(255)))
    }
}

/// Answers a waiting caller once.
private final class Once: Sendable {
    private let waiting: Mutex<CheckedContinuation<String, Never>?>

    init(_ continuation: CheckedContinuation<String, Never>) { waiting = Mutex(continuation) }

    var isGiven: Bool { waiting.withLock { $0 == nil } }

    func give(_ answer: String) {
        let continuation = waiting.withLock { held in
            defer { held = nil }
            return held
        }
        continuation?.resume(returning: answer)
    }
}

/// libopendkim, which is safe to use from several threads once it is set up.
private final class KeyLibrary: @unchecked Sendable {
    private let library: OpaquePointer
    private let file: String?

    init(_ names: SenderCheck.Names) throws {
        var path: String?
        if case .zone(let texts, _) = names {
            let lines = texts.filter { $0.0.contains("._domainkey.") }.map { "\($0.0) \($0.1)\n" }.joined()
            let fresh = NSTemporaryDirectory() + "duly-keys-" + UUID().uuidString
            try Data(lines.utf8).write(to: URL(filePath: fresh))
            path = fresh
        }
        guard let library = cdkim_library(path) else { throw POSIXError(.ENOMEM) }
        self.library = library
        file = path
    }

    deinit {
        dkim_close(library)
        if let file { try? FileManager.default.removeItem(atPath: file) }
    }

    func signatures(of bytes: [UInt8]) -> [String] {
        var found: [String] = []
        withUnsafeMutablePointer(to: &found) { place in
            cdkim_verify(library, bytes, bytes.count, place) { context, domain, word in
                guard let context, let domain, let word else { return }
                let whose = SenderCheck.domain(String(cString: domain))
                context.assumingMemoryBound(to: [String].self).pointee
                    .append("dkim=\(String(cString: word)) header.d=\(whose)")
            }
        }
        return found.isEmpty ? ["dkim=none"] : found
    }
}
