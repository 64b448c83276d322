import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Web

@Suite("The access matrix")
struct AccessMatrixTests {
    /// Lower this with every line taken out of exceptions.txt.
    private static let exceptionsMax = 3

    @Test("every route of the product is in the matrix or open with a reason, and nothing else is")
    func routes() async throws {
        let matrix = try AccessMatrix.standard.get()
        // Two addresses that only differ in the name of a part are one, and a desk with both does not start.
        let trial = try await WebTrial()
        #expect(throws: Never.self) { try trial.server.router().validate() }
        let running = Set(trial.routes.filter { !$0.hasPrefix("HEAD ") })
        let listed = matrix.routes.map(\.description)
        #expect(Set(listed).count == listed.count, "a route is listed twice")
        let addresses = Set(matrix.routes.map(\.address))
        #expect(running.subtracting(addresses).sorted() == [], "these routes are in neither list")
        #expect(addresses.subtracting(running).sorted() == [], "these routes are gone")
        for route in matrix.routes where route.way != .open {
            for name in route.capabilities { #expect(matrix.decisions[name] != nil, "\(route): \(name)") }
        }
    }

    @Test("1300 decisions and more: each role at each route is let in, refused or told of nothing")
    func decisions() async throws {
        let matrix = try AccessMatrix.standard.get()
        let world = try await AccessWorld.stocked()
        try await world.trial.run(isLive: true) { client in
            var found: [String: Bool] = [:]
            // Denials first: what is allowed may change the world.
            for isAllowed in [false, true] {
                for route in matrix.routes where route.way != .open {
                    for role in AccessRole.allCases {
                        let expected = try matrix.expected(route, role)
                        // A stream of events ends when access does; it has tests of its own.
                        if expected.isAllowed != isAllowed || (isAllowed && route.path.hasSuffix("/live")) {
                            continue
                        }
                        let uri = world.address(route.path)
                        let answer = try await world.ask(client, route.method, uri, role)
                        let told = "\(role.rawValue) \(route): \(answer.status), expected \(expected)"
                        #expect(Self.fits(answer, expected, route), "\(told)")
                        guard isAllowed, route.isAbsent else { continue }
                        found[route.description, default: true] =
                            found[route.description, default: true] && answer.status != .notFound
                    }
                }
            }
            let wrong = found.filter(\.value).keys.sorted()
            #expect(wrong == [], "everybody who may is let in there: take the question mark away")
        }
    }

    static func fits(
        _ answer: TestResponse, _ expected: AccessMatrix.Decision, _ route: AccessMatrix.Route
    ) -> Bool {
        let leadsToSignIn = answer.headers[.location] == "/sign-in"
        switch expected {
        case .signIn: return answer.status == .unauthorized || (answer.status == .seeOther && leadsToSignIn)
        // A customer is led to the portal's page of the same, which asks anew.
        case .refused:
            let isLed = route.way == .desk && (answer.headers[.location] ?? "").hasPrefix("/portal/")
            return answer.status == .forbidden || (answer.status == .seeOther && isLed)
        case .hidden: return answer.status == .notFound
        case .allowed, .withPassword, .withSecondPerson:
            if answer.status == .notFound { return route.isAbsent }
            // What is not filled in is refused by its own rule: access was given before.
            return answer.status.code < 300 || answer.status == .unprocessableContent
                || (answer.status == .seeOther && !leadsToSignIn)
        }
    }

    /// Told by the words of an answer, not by its status: CanaryTests.
    private static let toldByWords: Set = [
        "ticket.list_others_via_search", "ticket.note_internal_view", "ticket.see_bcc",
    ]

    @Test("what the matrix allows, some route does; the exceptions only shrink")
    func allowed() throws {
        let matrix = try AccessMatrix.standard.get()
        for (capability, row) in matrix.decisions.sorted(by: { $0.key < $1.key })
        where !Self.toldByWords.contains(capability) {
            for role in AccessRole.allCases where row[role]?.isAllowed == true {
                let ways = try matrix.routes.filter {
                    try $0.capabilities.contains(capability) && matrix.expected($0, role).isAllowed
                }
                let isExcepted = matrix.exceptions[capability]?.contains(role) == true
                #expect(ways.isEmpty == isExcepted, "\(capability) by \(role.rawValue)")
                // What is allowed is seen as allowed, not as something that is not there.
                #expect(
                    isExcepted || ways.contains { !$0.isAbsent },
                    "\(capability) by \(role.rawValue): each of its routes names what is not there")
            }
        }
        for (capability, roles) in matrix.exceptions {
            for role in roles {
                #expect(matrix.decisions[capability]?[role]?.isAllowed == true, "\(capability) \(role)")
            }
        }
        #expect(matrix.exceptionCount <= Self.exceptionsMax)
    }

    @Test("hidden and absent are one answer: status, headers, body and length")
    func absent() async throws {
        let matrix = try AccessMatrix.standard.get()
        let world = try await AccessWorld.make()
        try await world.trial.run(isLive: true) { client in
            for route in matrix.routes where route.way != .open && route.path.contains("tickets/:id") {
                for role in AccessRole.allCases {
                    let ticket =
                        role == .contact || role == .tier1 || role == .writeToken ? world.a9 : world.a1
                    let hidden = try await world.ask(
                        client, route.method, world.address(route.path, ticket: ticket), role)
                    guard hidden.status == .notFound || hidden.status == .forbidden else { continue }
                    let absent = try await world.ask(
                        client, route.method, world.address(route.path, ticket: 999_999), role)
                    guard hidden.status == .notFound || role.isContact || role == .sales else { continue }
                    #expect(hidden.status == absent.status, "\(role.rawValue) \(route)")
                    #expect(hidden.text == absent.text, "\(role.rawValue) \(route)")
                    #expect(
                        Self.plain(hidden.headers) == Self.plain(absent.headers), "\(role.rawValue) \(route)")
                }
            }
        }
    }

    /// Without the time of day.
    private static func plain(_ headers: HTTPFields) -> [String] {
        headers.filter { $0.name != .date }.map { "\($0.name): \($0.value)" }.sorted()
    }
}
