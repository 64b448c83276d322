import BusinessTime
import Foundation
import Storage

/// All that the desk has as lines of JSON, a page at a time: who there is, what was agreed, what happened,
/// what was written, and the files. No passwords, tokens and keys.
public struct WholeExport: Sendable {
    /// Where an export goes on.
    private enum Part: Int, CaseIterable {
        case head, customers, people, agreements, articles, facts, messages, files, end
    }

    private static let pageSize = 200

    private let office: Office
    private var part = Part.head
    private var place: Int64 = 0

    public init(_ office: Office) { self.office = office }

    /// The next lines; nil at the end.
    public mutating func next() async throws -> [UInt8]? {
        while part != .end {
            let (now, part, place) = (office.clock(), part, place)
            let page = try await office.database.read { [office] reader in
                try Self.page(part, after: place, office, now: now, reader)
            }
            if let last = page.last {
                self.place = last
            } else {
                self.part = Part(rawValue: part.rawValue + 1) ?? .end
                self.place = 0
            }
            if !page.bytes.isEmpty { return page.bytes }
        }
        return nil
    }

    fileprivate struct Lines {
        var bytes: [UInt8] = []
        /// nil where the part is done.
        var last: Int64?
    }

    private static func page(
        _ part: Part, after place: Int64, _ office: Office, now: Instant, _ reader: Reader
    ) throws -> Lines {
        var lines = Lines()
        switch part {
        case .head:
            let name = try reader.setting("desk-name") ?? "Support"
            try lines.add(["kind": "export", "desk": name, "made": "\(now)", "form": "1"])
        case .customers:
            for one in try reader.organisations() {
                try lines.add([
                    "kind": "customer", "id": "\(one.id)", "name": one.name,
                    "domains": one.domains.joined(separator: " "),
                ])
            }
        case .people: try people(&lines, reader)
        case .agreements:
            for one in try reader.agreements() {
                try lines.add([
                    "kind": "agreement", "name": one.name, "version": "\(one.version)",
                    "customer": one.organisation.map { "\($0)" } ?? "", "status": one.status,
                    "in_force_from": one.inForceFrom.map { "\($0)" } ?? "",
                    "in_force_until": one.inForceUntil.map { "\($0)" } ?? "", "sha256": one.digest,
                    "terms": String(decoding: one.text, as: UTF8.self),
                ])
            }
        case .articles: try articles(&lines, reader)
        case .facts: try facts(&lines, after: place, reader)
        case .messages: try messages(&lines, after: place, reader)
        case .files: try files(&lines, after: place, office, reader)
        case .end: break
        }
        return lines
    }

    private static func people(_ lines: inout Lines, _ reader: Reader) throws {
        for one in try reader.people() {
            try lines.add([
                "kind": "person", "id": "\(one.id)", "name": one.name, "address": one.address,
                "role": one.role, "customer": one.organisation.map { "\($0)" } ?? "",
                "disabled": one.disabledAt.map { "\($0)" } ?? "",
            ])
        }
    }

    /// Each version of each article; who reads it stands at the newest.
    private static func articles(_ lines: inout Lines, _ reader: Reader) throws {
        for one in try reader.articles(.writer) {
            for version in try reader.versions(ofArticle: one.id) {
                let readers = one.published == nil ? "nobody" : one.readers.rawValue
                try lines.add([
                    "kind": "article", "id": "\(one.id)", "version": "\(version.version)",
                    "category": version.category, "title": version.title, "text": version.text,
                    "by": "\(version.savedBy)", "saved": "\(version.saved)",
                    "readers": version.version == one.version ? readers : "",
                ])
            }
        }
        if let brand = try reader.brand() {
            try lines.add([
                "kind": "brand", "name": brand.name, "colour": brand.colour, "dark": brand.dark,
                "logo": brand.logo ?? "",
            ])
        }
    }

    /// Statements are among them: they stand in the ledgers' streams.
    private static func facts(_ lines: inout Lines, after place: Int64, _ reader: Reader) throws {
        for one in try reader.facts(after: place, limit: pageSize) {
            try lines.add([
                "kind": "fact", "stream": one.stream.kind, "of": "\(one.stream.id)",
                "number": "\(one.number)",
                "sequence": "\(one.sequence)", "what": one.fact.kind, "by": one.fact.actor,
                "happened": "\(one.fact.happened)", "recorded": "\(one.fact.recorded)",
                "body": String(decoding: one.fact.body, as: UTF8.self), "hash": hexadecimal(one.hash),
            ])
            lines.last = one.sequence
            // What a stream's facts name by digests comes with its first.
            guard one.number == 1 else { continue }
            for words in try reader.words(of: one.stream) {
                try lines.add(["kind": "words", "digest": words.digest, "text": words.text])
            }
        }
    }

    private static func messages(_ lines: inout Lines, after place: Int64, _ reader: Reader) throws {
        for one in try reader.messages(after: place, limit: pageSize) {
            try lines.add([
                "kind": "message", "id": "\(one.id)", "ticket": one.ticket.map { "\($0)" } ?? "",
                "direction": one.direction.rawValue, "visibility": one.visibility.rawValue,
                "author": one.author.map { "\($0)" } ?? "", "address": one.address, "subject": one.subject,
                "text": one.text, "html": one.html ?? "", "sent": "\(one.sent)",
                "received": "\(one.received)",
            ])
            lines.last = one.id
        }
    }

    /// One a page: a file may be large.
    private static func files(
        _ lines: inout Lines, after place: Int64, _ office: Office, _ reader: Reader
    ) throws {
        guard let one = try reader.attachments(after: place, limit: 1).first else { return }
        lines.last = one.id
        guard let blob = try reader.blob(one.blob) else { return }
        let bytes = try office.database.blobs.bytes(of: blob)
        try lines.add([
            "kind": "file", "id": "\(one.id)", "message": "\(one.message)", "name": one.name,
            "type": one.mediaType, "sha256": one.blob, "base64": Data(bytes).base64EncodedString(),
        ])
    }
}

extension WholeExport.Lines {
    fileprivate mutating func add(_ object: [String: String]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        bytes += Array(try encoder.encode(object.filter { !$0.value.isEmpty })) + [10]
    }
}
