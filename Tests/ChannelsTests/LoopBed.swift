import BusinessTime
import Desk
import Foundation
import Mail
import Storage

@testable import Channels

/// A mail on its way between a desk and whoever answers it.
struct LoopMail {
    var from: String
    var to: String
    var bytes: [UInt8]

    /// Its header and body with words replaced, as a gateway or another name for the same desk would.
    func replacing(_ words: [String: String]) -> LoopMail {
        var text = String(decoding: bytes, as: UTF8.self)
        var (from, to) = (from, to)
        for (old, new) in words {
            text = text.replacingOccurrences(of: old, with: new)
            from = from.replacingOccurrences(of: old, with: new)
            to = to.replacingOccurrences(of: old, with: new)
        }
        return LoopMail(from: from, to: to, bytes: Array(text.utf8))
    }

    /// Without the header fields whose names begin so: what bad gateways do.
    func without(_ names: [String]) -> LoopMail {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else { return self }
        var kept: [Substring] = []
        var isDropping = false
        for line in text[..<end.lowerBound].split(separator: "\r\n", omittingEmptySubsequences: false) {
            if line.first != " ", line.first != "\t" {
                isDropping = names.contains { line.lowercased().hasPrefix($0.lowercased() + ":") }
            }
            if !isDropping { kept.append(line) }
        }
        let head = kept.joined(separator: "\r\n")
        return LoopMail(from: from, to: to, bytes: Array((head + text[end.lowerBound...]).utf8))
    }

    func value(_ name: String) -> String? {
        let head = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n\r\n")[0]
        return head.components(separatedBy: "\r\n").first {
            $0.lowercased().hasPrefix(name.lowercased() + ":")
        }
        .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
    }
}

/// A desk and the far side of its wire: what the desk sends is handed over, and what comes back is delivered,
/// minute after minute by a clock set by hand.
final class LoopBed {
    let desk: MailTrial
    private(set) var sent: [(at: Instant, mail: LoopMail)] = []
    private var last: Int64 = 0
    private var answerer: (LoopMail) async throws -> [LoopMail]

    init(_ desk: MailTrial, _ answerer: @escaping (LoopMail) async throws -> [LoopMail]) {
        self.desk = desk
        self.answerer = answerer
    }

    func deliver(_ mail: LoopMail) async throws {
        let text = String(decoding: mail.bytes, as: UTF8.self)
        try await desk.take(
            text.components(separatedBy: "\r\n"), from: mail.from.isEmpty ? nil : mail.from, to: [mail.to])
    }

    /// What the desk wrote since the last look.
    func collect() async throws -> [LoopMail] {
        let (database, after) = (desk.database, last)
        let rows = try await database.read { reader in
            try reader.outbox(limit: 500).filter { $0.id > after }.reversed().map { row in
                let bytes = try reader.blob(row.blob).map { try database.blobs.bytes(of: $0) } ?? []
                return (row.id, LoopMail(from: row.envelopeFrom, to: row.envelopeTo, bytes: bytes))
            }
        }
        last = rows.last?.0 ?? last
        for row in rows { sent.append((desk.now, row.1)) }
        return rows.map(\.1)
    }

    /// Goes on for so many minutes.
    func run(minutes: Int) async throws {
        for _ in 0..<minutes {
            for mail in try await collect() {
                for answer in try await answerer(mail) { try await deliver(answer) }
            }
            desk.pass(seconds: 60)
        }
        _ = try await collect()
    }

    /// As if the desk had sent it.
    func note(_ mail: LoopMail) { sent.append((desk.now, mail)) }

    /// Automatic mails to the world outside, by address: how many there were, and the most in any hour.
    func automatic() -> [String: (count: Int, mostInAnHour: Int)] {
        var times: [String: [Instant]] = [:]
        for (at, mail) in sent where mail.from.isEmpty && !mail.to.hasSuffix("harbor.example") {
            times[mail.to, default: []].append(at)
        }
        return times.mapValues { all in
            let most = all.map { first in
                all.filter { $0 >= first && $0 < first.advanced(by: 3600) }.count
            }
            return (all.count, most.max() ?? 0)
        }
    }
}
