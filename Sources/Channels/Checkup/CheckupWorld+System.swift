import BusinessTime
import CMachine
import Foundation
import NIOSSL
public import Operations

extension CheckupWorld {
    /// This machine and the network. `relay` is the way out; nil where it is not to be tried. Mailboxes are
    /// those of the office.
    public static func system(relay: Relay?, mailboxesOf office: Office) -> CheckupWorld {
        CheckupWorld(
            greeting: { await firstWords(at: $0) },
            certificateEnd: { await end(ofCertificateAt: $0, $1) },
            fileEnd: { file in
                let chain = try? NIOSSLCertificate.fromPEMFile(file)
                return chain?.first.map { Instant(seconds: Int64($0.notValidAfter)) }
            },
            relay: { await relay?.check() },
            mailbox: { await MailboxCheck(office: office, times: times).tried($0) },
            texts: { await texts(of: $0) },
            clockFollows: {
                let told = cmachine_clock_follows()
                return told < 0 ? nil : told == 1
            })
    }

    private static let times: MailboxTimes = {
        var times = MailboxTimes()
        times.connect = .seconds(5)
        times.read = .seconds(15)
        times.command = .seconds(30)
        return times
    }()

    /// What name servers have published under a name as TXT.
    public static func texts(of name: String) async -> NameAnswer {
        await withCheckedContinuation { continuation in
            FeedThread.run { continuation.resume(returning: published(name)) }
        }
    }

    private static func firstWords(at place: String) async -> String? {
        guard let colon = place.lastIndex(of: ":"), let port = Int(place[place.index(after: colon)...]),
            let wire = try? await MailboxWire.open(
                String(place[..<colon]), port, tls: nil, times: times)
        else { return nil }
        defer { wire.close() }
        var reader = SMTPReplyReader()
        let end = ContinuousClock.now + .seconds(5)
        while ContinuousClock.now < end, let bytes = try? await wire.read(within: .seconds(5), for: "") {
            reader.take(bytes)
            do {
                if let reply = try reader.next() {
                    wire.write(Array("QUIT\r\n".utf8))
                    return "\(reply.code) \(reply.text)"
                }
            } catch {
                return error.what
            }
        }
        return ""
    }

    /// Whoever signed it: how long it holds is asked here, and not whether it is believed.
    static func end(ofCertificateAt host: String, _ port: Int) async -> Instant? {
        guard let tls = try? MailboxTLS(authorities: nil, believesAll: true),
            let wire = try? await MailboxWire.open(host, port, tls: tls, times: times)
        else { return nil }
        defer { wire.close() }
        return await wire.certificateEnd().map { Instant(seconds: $0) }
    }

    private static func published(_ name: String) -> NameAnswer {
        var found: [String] = []
        let result = withUnsafeMutablePointer(to: &found) { place in
            cmachine_texts(name, place) { context, text, count in
                guard let context, let text else { return }
                let bytes = UnsafeRawBufferPointer(start: text, count: count)
                context.assumingMemoryBound(to: [String].self).pointee
                    .append(String(decoding: bytes, as: UTF8.self))
            }
        }
        if result < 0 { return .silent }
        return found.isEmpty ? .none : .found(found)
    }
}
