import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@Suite("The access matrix, run again after each change")
struct AccessChangeTests {
    private typealias Decision = AccessMatrix.Decision

    /// What of the world has changed so far, and whose row each role has by it.
    private struct Changed {
        var isTicketMoved = false
        var rows: [AccessRole: AccessRole] = [:]
        /// Whose tokens are worth nothing any more.
        var revoked: Set<AccessRole> = []

        /// The new row at a route; nil where it is refused in either way.
        func expected(
            _ matrix: AccessMatrix, _ route: AccessMatrix.Route, _ role: AccessRole
        ) throws -> Decision? {
            let own = try matrix.expected(route, role)
            // Pages for strangers look at no token.
            if revoked.contains(role) { return route.way == .visitor ? own : .signIn }
            if isTicketMoved, [.tier1, .writeToken].contains(role), AccessChangeTests.isAboutA1(route) {
                return own.isAllowed || own == .hidden ? .hidden : own == .signIn ? own : nil
            }
            guard let row = rows[role] else { return own }
            // Whose sessions have ended is a stranger there.
            if row == .disabled, route.way == .visitor { return try matrix.expected(route, .anonymous) }
            if !role.isToken { return try matrix.expected(route, row) }
            // A token can do no more than its person, and than its scopes.
            if own == .signIn { return own }
            let persons = try #require(matrix.decisions[route.capability]?[row])
            return persons.isAllowed ? own : persons
        }
    }

    /// By its number, or by who asked on it alone.
    private static func isAboutA1(_ route: AccessMatrix.Route) -> Bool {
        guard !route.path.hasSuffix("#a9") else { return false }
        let places = [
            "tickets/:id", "organisations/:id/tickets", "attachments/:id", "messages/:id", ":contact",
        ]
        return places.contains { route.path.contains($0) }
    }

    /// Every denial, and every page that may be read: what is allowed to be written would change the world.
    private static func holds(
        _ changed: Changed, after change: String, _ matrix: AccessMatrix, _ world: AccessWorld,
        _ client: any TestClientProtocol, roles: [AccessRole]
    ) async throws {
        for route in matrix.routes where route.way != .open && !route.path.hasSuffix("/live") {
            // The event's file is on its tickets once it is approved, which nobody does here.
            if route.path == "/tickets/:id/evidence/:digest" { continue }
            for role in roles {
                let expected = try changed.expected(matrix, route, role)
                if expected?.isAllowed == true, route.method != "GET" { continue }
                let answer = try await world.ask(client, route.method, world.address(route.path), role)
                let told =
                    "after \(change), \(role.rawValue) \(route): \(answer.status), not as \(expected as Any)"
                if let expected {
                    #expect(AccessMatrixTests.fits(answer, expected, route), "\(told)")
                } else {
                    #expect([.forbidden, .notFound].contains(answer.status), "\(told)")
                }
            }
        }
    }

    @Test("role lowered, contact moved, account disabled, token revoked, ticket moved: the new rows at once")
    func again() async throws {
        let matrix = try AccessMatrix.standard.get()
        let world = try await AccessWorld.stocked()
        let (trial, office) = (world.trial, world.trial.office)
        let (ivo, mara) = (
            try await trial.asker("ivo@harbor.example"), try await trial.asker("mara@harbor.example")
        )
        let ben = try await trial.asker("ben@harbor.example")
        let ana = try await trial.asker("ana@harbor.example").person
        try await trial.run { client in
            var changed = Changed()
            let given = Assignment(person: nil, group: "Senior support")
            try await office.act(.assign(given), on: Ticket.ID(world.a1), by: ben)
            changed.isTicketMoved = true
            try await Self.holds(
                changed, after: "the ticket moved", matrix, world, client,
                roles: [.tier1, .tier2, .writeToken])
            let row = try await world.ask(client, "GET", "/queue/rows/\(world.a1)", .tier1)
            #expect(row.status == .noContent, "it has left the list")
            try await office.move("clara@acme.example", to: "Beta", by: mara)
            changed.rows[.contact] = .stranger
            try await Self.holds(
                changed, after: "Clara went to Beta", matrix, world, client, roles: [.contact, .peer])
            try await office.setRole(.sales, of: ben.person, by: ivo)
            (changed.rows[.tier2], changed.rows[.readToken]) = (.sales, .sales)
            try await Self.holds(
                changed, after: "Ben sells now", matrix, world, client, roles: [.tier2, .readToken])
            let tokens = try await trial.database.read { try $0.tokens(of: ana.rawValue) }
            for token in tokens { #expect(try await office.revokeToken(token.id, of: ana)) }
            changed.revoked = [.writeToken]
            try await Self.holds(
                changed, after: "the token was revoked", matrix, world, client, roles: [.writeToken])
            try await office.disable(mara.person, by: ivo)
            changed.rows[.manager] = .disabled
            // After the last change the whole matrix holds for everybody: nobody got what another lost.
            try await Self.holds(
                changed, after: "Mara's account was closed", matrix, world, client, roles: AccessRole.allCases
            )
        }
    }
}
