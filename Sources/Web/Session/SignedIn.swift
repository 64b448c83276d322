import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Storage

/// Who a request comes from: a person with a live session.
struct SignedIn: Sendable {
    static let cookie = "duly"
    /// Wall seconds.
    static let lifetime: Int64 = 12 * 3600

    let asker: Access.Asker
    let name: String
    let csrf: String

    /// What the person may see in lists.
    let visibility: Visibility

    /// The cookie's word, when there is one.
    static func word(of request: Request) -> String? {
        for field in request.headers[values: .cookie] {
            for part in field.split(separator: ";") {
                let pair = part.trimmingCharacters(in: .whitespaces).split(separator: "=", maxSplits: 1)
                if pair.count == 2, pair[0] == cookie { return String(pair[1]) }
            }
        }
        return nil
    }

    static func of(_ request: Request, _ office: Office) async throws -> SignedIn? {
        guard let word = word(of: request) else { return nil }
        let now = office.clock()
        return try await office.database.read { reader in
            let digest = Array(Secret.stored(word).utf8)
            guard let session = try reader.session(digest: digest, at: now),
                let person = try reader.person(session.person), person.disabledAt == nil
            else { return nil }
            return try SignedIn(person, csrf: session.csrf, reader)
        }
    }

    private init?(_ person: StoredPerson, csrf: String, _ reader: Storage.Reader) throws {
        guard let role = Role(rawValue: person.role) else { return nil }
        let groups = try reader.groups(of: person.id)
        let names = try reader.groups().filter { groups.contains($0.id) }.map(\.name)
        asker = Access.Asker(
            person: Person.ID(person.id), role: role, groups: Set(names), means: .session)
        name = person.name
        self.csrf = csrf
        switch role {
        case .manager, .admin: visibility = .all
        case .tier1, .tier2: visibility = .groups(groups)
        case .contact, .sales: visibility = .requester(person.id)
        }
    }

    /// The form's word must be the session's: a page elsewhere can't know it.
    func isOwn(_ form: Form) -> Bool { form["csrf"] == csrf }
}

/// The fields of a posted form.
struct Form: Sendable {
    /// Bytes. A longer body is refused with 413.
    static let sizeMax = 1 << 20

    private var fields: [String: String] = [:]

    init(_ request: Request) async throws {
        var request = request
        let buffer = try await request.collectBody(upTo: Form.sizeMax)
        let text = String(decoding: buffer.readableBytesView, as: UTF8.self)
        for part in text.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            fields[Self.plain(pair[0])] = pair.count == 2 ? Self.plain(pair[1]) : ""
        }
    }

    subscript(_ name: String) -> String { fields[name] ?? "" }

    private static func plain(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return (String(spaced).removingPercentEncoding ?? String(spaced)).replacing("\r\n", with: "\n")
    }
}
