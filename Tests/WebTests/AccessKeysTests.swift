import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Web

@Suite("No JSON has a key outside its role's list")
struct AccessKeysTests {
    /// A line of keys.txt: a role, an address and the keys that its answer has, each as a path.
    private struct List: Sendable {
        let role: AccessRole
        let path: String
        let keys: [String]
    }

    private static func lists() throws -> [List] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/access/keys.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map { line in
                let parts = line.split(separator: " ").map(String.init)
                return List(
                    role: try #require(AccessRole(rawValue: parts[0]), "\(line)"), path: parts[1],
                    keys: Array(parts.dropFirst(2)))
            }
    }

    /// "tickets.subject" for a key within a list within an object.
    private static func keys(_ value: Any, below path: String = "") -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(keys($1, below: path)) } }
        guard let object = value as? [String: Any] else { return [] }
        return object.reduce(into: []) { found, pair in
            let place = path.isEmpty ? pair.key : "\(path).\(pair.key)"
            found.insert(place)
            found.formUnion(keys(pair.value, below: place))
        }
    }

    /// Of one JSON, or of one in each line.
    private static func keys(in text: String, _ path: String) throws -> Set<String> {
        let parts = path.hasSuffix("jsonl") ? text.split(separator: "\n").map(String.init) : [text]
        return try parts.reduce(into: []) {
            $0.formUnion(keys(try JSONSerialization.jsonObject(with: Data($1.utf8))))
        }
    }

    @Test("each answer has the keys of its list, no other and no fewer")
    func listed() async throws {
        let world = try await AccessWorld.stocked()
        try await world.trial.run { client in
            for list in try Self.lists() {
                let answer = try await world.ask(client, "GET", world.address(list.path), list.role)
                #expect(answer.status == .ok, "\(list.role.rawValue) \(list.path)")
                let found = try Self.keys(in: answer.text, list.path).sorted()
                let line = "\(list.role.rawValue) \(list.path) \(found.joined(separator: " "))"
                #expect(found == list.keys, "\(line)")
            }
        }
    }

    @Test("each address that gives JSON has a list for each role that may read it")
    func complete() throws {
        let matrix = try AccessMatrix.standard.get()
        let lists = try Self.lists()
        for route in matrix.routes where route.method == "GET" && Self.givesJSON(route) {
            for role in AccessRole.allCases where try matrix.expected(route, role).isAllowed {
                let isListed = lists.contains {
                    $0.role == role && $0.path.replacing("jsonl", with: ":form") == route.path
                }
                #expect(isListed, "\(role.rawValue) \(route.path)")
            }
        }
    }

    /// Files are what was sent, with no keys of ours.
    private static func givesJSON(_ route: AccessMatrix.Route) -> Bool {
        let isFile = route.path.contains("/attachments/") || route.path.hasSuffix("/mail")
        return route.way != .open && !isFile && !route.isAbsent
            && (route.way == .api || route.path.hasSuffix("/json"))
    }

    @Test("no list of any role names a secret")
    func secrets() throws {
        for list in try Self.lists() {
            for key in list.keys {
                for word in ["password", "secret", "csrf", "cookie", "session", "word"] {
                    #expect(!key.lowercased().contains(word), "\(list.role.rawValue) \(list.path) \(key)")
                }
            }
        }
    }
}
