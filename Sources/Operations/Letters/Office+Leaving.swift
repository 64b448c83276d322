import BusinessTime
public import Desk
import Reports
public import Storage

/// Mails that somebody may want no more: one list each, left by one request (RFC 8058).
public enum MailList: Hashable, Sendable {
    /// What an agent is told about tickets.
    case news
    /// A report that is mailed by itself.
    case report(Int64)

    public init?(_ word: String) {
        if word == "news" {
            self = .news
        } else if let id = Int64(word.trimmingPrefix("report-")), word == "report-\(id)" {
            self = .report(id)
        } else {
            return nil
        }
    }

    public var word: String {
        switch self {
        case .news: "news"
        case .report(let id): "report-\(id)"
        }
    }
}

// The word in a link is a MAC under the desk's key: it opens this one list of this one person and nothing
// else, and needs no row.
extension Office {
    func leavingLink(_ list: MailList, of person: Int64, _ reader: Reader) throws -> String {
        address(
            .leaving(
                list: list.word, Person.ID(person), word: try Self.leavingWord(list, of: person, reader)))
    }

    private static func leavingWord(_ list: MailList, of person: Int64, _ reader: Reader) throws -> String {
        let key = bytes(hexadecimal: try reader.setting("reply-key") ?? "")
        let message = Array("leave \(list.word) \(person)".utf8)
        return String(hexadecimal(Secret.mac(message, key: key)).prefix(40))
    }

    /// What a link to leave a list is about; nil for a word that is none.
    public struct Leaving: Hashable, Sendable {
        public let list: MailList
        public let person: Int64
        /// For example "the report Volume".
        public let what: String
        public let hasLeft: Bool
    }

    public func leaving(_ list: String, person: Int64, word: String) async throws -> Leaving? {
        try await database.read { try self.leaving(list, person, word, $0) }
    }

    private func leaving(
        _ list: String, _ person: Int64, _ word: String, _ reader: Reader
    ) throws -> Leaving? {
        guard let list = MailList(list),
            sameBytes(
                Array(try Self.leavingWord(list, of: person, reader).utf8), Array(word.utf8)),
            try reader.person(person) != nil
        else { return nil }
        return Leaving(
            list: list, person: person, what: try Self.what(list, reader),
            hasLeft: try reader.left(list.word, person: person) != nil)
    }

    /// All that a person gets no more, in words.
    public static func leftLists(
        of person: Int64, _ reader: Reader
    ) throws -> [(list: String, what: String)] {
        try reader.leftLists(of: person).compactMap { word in
            try MailList(word).map { (list: word, what: try what($0, reader)) }
        }
    }

    private static func what(_ list: MailList, _ reader: Reader) throws -> String {
        switch list {
        case .news: return "mails about tickets"
        case .report(let id):
            let report = try reader.schedule(id).flatMap { Report.named($0.report) }
            return report.map { "the report \"\($0.title)\"" } ?? "a report that is mailed no more"
        }
    }

    /// Stops the mails of this one list; a second time changes nothing.
    public func leave(_ list: String, person: Int64, word: String) async throws -> Leaving? {
        let now = clock()
        return try await database.write { writer in
            guard let leaving = try self.leaving(list, person, word, writer) else { return nil }
            try writer.leave(leaving.list.word, person: person, at: now)
            return try self.leaving(list, person, word, writer)
        }
    }

    /// By the person themselves, signed in.
    public func rejoin(_ list: MailList, person: Person.ID) async throws {
        try await database.write { try $0.rejoin(list.word, person: person.rawValue) }
    }
}
