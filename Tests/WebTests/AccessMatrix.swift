import Foundation
import Testing

/// Who asks, as the matrix has them.
enum AccessRole: String, CaseIterable, Sendable {
    case anonymous
    case contact = "contact_a"
    case peer = "contact_a_peer"
    case signatory = "contact_a_signatory"
    case stranger = "contact_b"
    case tier1, tier2, manager, admin
    case readToken = "token_ro"
    case writeToken = "token_rw"
    case sales, disabled

    var isContact: Bool { [.contact, .peer, .signatory, .stranger].contains(self) }
    var isToken: Bool { self == .readToken || self == .writeToken }
}

/// The decisions, the routes they are about, and what no route allows yet: three files beside the tests.
struct AccessMatrix: Sendable {
    enum Decision: Character, Sendable {
        case allowed = "A"
        case withPassword = "p"
        case withSecondPerson = "s"
        case signIn = "1"
        case refused = "3"
        case hidden = "4"

        var isAllowed: Bool { [.allowed, .withPassword, .withSecondPerson].contains(self) }
    }

    /// By which way a route is reached.
    enum Way: String, Sendable {
        /// A page of the desk.
        case desk
        /// A page of the portal.
        case portal
        /// A page of both.
        case both
        /// JSON, for tokens.
        case api
        /// A page for strangers too.
        case visitor
        /// For everybody, with the reason.
        case open
    }

    struct Route: Sendable, CustomStringConvertible {
        let method: String
        let path: String
        let way: Way
        /// Of the matrix: the first decides, the others are the same address by another name. For an open
        /// route the reason.
        let capabilities: [String]
        /// What the address names is not there in the tests' world: who may gets 404.
        let isAbsent: Bool

        var capability: String { capabilities[0] }
        var description: String { "\(method) \(path)" }
        /// As the router names it.
        var address: String { "\(method) \(path.prefix { $0 != "#" })" }
    }

    let decisions: [String: [AccessRole: Decision]]
    let routes: [Route]
    /// Capability to the roles that no route lets do it yet.
    let exceptions: [String: Set<AccessRole>]
    let exceptionCount: Int

    static let standard = Result { try AccessMatrix() }

    private init() throws {
        var decisions: [String: [AccessRole: Decision]] = [:]
        for line in try Self.lines("matrix") {
            let parts = line.split(separator: " ")
            try #require(parts.count == 2 && parts[1].count == AccessRole.allCases.count, "\(line)")
            let all = try zip(AccessRole.allCases, parts[1]).map { role, letter in
                (role, try #require(Decision(rawValue: letter), "\(line)"))
            }
            decisions[String(parts[0])] = Dictionary(uniqueKeysWithValues: all)
        }
        self.decisions = decisions
        routes = try Self.lines("routes").map { line in
            let parts = line.split(separator: " ", maxSplits: 3)
            try #require(parts.count == 4, "\(line)")
            let name = parts[3].split(separator: "?", omittingEmptySubsequences: false)[0]
            // What an open address fulfils stands behind its reason.
            let fulfilled = parts[2] == "open" ? name.split(separator: "=").dropFirst().last : nil
            return Route(
                method: String(parts[0]), path: String(parts[1]),
                way: try #require(Way(rawValue: String(parts[2])), "\(line)"),
                capabilities: (fulfilled ?? name).split(separator: ",").map {
                    $0.trimmingCharacters(in: .whitespaces)
                },
                isAbsent: parts[3].contains("?"))
        }
        var exceptions: [String: Set<AccessRole>] = [:]
        for line in try Self.lines("exceptions") {
            let parts = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            try #require(parts.count == 3, "\(line)")
            let roles = try parts[1].split(separator: " ").map {
                try #require(AccessRole(rawValue: String($0)), "\(line)")
            }
            exceptions[parts[0], default: []].formUnion(roles)
        }
        self.exceptions = exceptions
        exceptionCount = exceptions.values.reduce(0) { $0 + $1.count }
    }

    private static func lines(_ name: String) throws -> [Substring] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/access/\(name).txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") && $0.contains { !$0.isWhitespace } }
    }

    /// What a role gets at a route. The desk's pages refuse every contact and the portal everybody else,
    /// whatever is asked for; programs have the API, and nothing else lets a token in.
    func expected(_ route: Route, _ role: AccessRole) throws -> Decision {
        if route.way == .visitor {
            return try #require(decisions[route.capability]?[role], "\(route): \(route.capability)")
        }
        if route.way == .open, let decided = decisions[route.capability]?[role] { return decided }
        if role == .anonymous || role == .disabled { return .signIn }
        if (route.way == .api) != role.isToken { return .signIn }
        if route.way == .desk, role.isContact { return .refused }
        if route.way == .portal, !role.isContact { return .refused }
        return try #require(decisions[route.capability]?[role], "\(route): \(route.capability)")
    }
}
