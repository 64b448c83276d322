import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Storage

// The tickets for programs: JSON over Bearer tokens.
extension DeskServer {
    /// Tickets that one page of the list has at most.
    private static let pageSizeMax = 100

    func addAPI(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.apiTickets)) { request, _ in
            try await asked(request) { caller in try await list(request, caller) }
        }
        router.post(RouterPath(Page.apiTickets)) { request, _ in
            try await asked(request) { caller in try await create(request, caller) }
        }
        router.get("/api/tickets/:id") { request, context in
            try await asked(request) { caller in
                try await read(try context.parameters.require("id"), caller)
            }
        }
        router.get("/api/tickets/:id/proof") { request, context in
            try await asked(request) { caller in
                json(try await sight(try context.parameters.require("id"), caller.seat).proofs)
            }
        }
        for act in TicketAct.allCases {
            router.post(RouterPath("/api/tickets/:id/\(act.rawValue)")) { request, context in
                try await asked(request) { caller in
                    try await self.act(act, on: try context.parameters.require("id"), request, caller)
                }
            }
        }
        addTokensAPI(to: router)
        addAPIReading(to: router)
        addCallsAPI(to: router)
    }

    private func read(_ number: String, _ caller: APICaller) async throws -> Response {
        let now = office.clock()
        return json(
            try await office.database.read { reader in
                let (row, desk) = try visible(number, caller.seat, reader)
                return try APITicket(row, desk, at: now, reader)
            })
    }

    /// Answers the holder of a token.
    func asked(
        _ request: Request, _ body: (APICaller) async throws -> Response
    ) async throws -> Response {
        try await refusing { try await body(try await caller(of: request)) }
    }

    /// What is refused or denied becomes problem details.
    func refusing(_ body: () async throws -> Response) async throws -> Response {
        do {
            return try await body()
        } catch let denial as Access.Denial {
            return problem(APIProblem(denial))
        } catch let refusal as Desk.Refusal {
            return problem(APIProblem(refusal))
        }
    }

    private struct List: Encodable {
        let tickets: [APIRow]
        /// Where the next page begins; absent on the last.
        let after: String?
    }

    /// Open tickets by what breaks next.
    private func list(_ request: Request, _ caller: APICaller) async throws -> Response {
        try Access.require(.ticketView, by: caller.asker)
        let (place, limit) = (try Self.place(request), try Self.limit(request))
        let filter = Storage.QueueFilter(caller.seat.visibility)
        let rows = try await office.database.read { try $0.queue(filter, after: place, limit: limit) }
        let next = rows.count < limit ? nil : rows.last?.place
        return json(List(tickets: rows.map(APIRow.init), after: next.map { "\($0.nextDue).\($0.id)" }))
    }

    private static func place(_ request: Request) throws(Desk.Refusal) -> QueuePlace {
        guard let word = request.uri.queryParameters["after"].map(String.init) else { return .beginning }
        if let place = QueueQuestion.place(word) { return place }
        throw Desk.Refusal(
            "bad-after", field: "after", "\"\(word.prefix(64))\" is no place in the list.",
            remedy: "Send the \"after\" of the page before, or nothing for the first page.")
    }

    private static func limit(_ request: Request) throws(Desk.Refusal) -> Int {
        guard let word = request.uri.queryParameters["limit"].map(String.init) else { return pageSize }
        if let limit = Int(word), (1...pageSizeMax).contains(limit) { return limit }
        throw Desk.Refusal(
            "bad-limit", field: "limit", "A page has 1 to \(pageSizeMax) tickets.",
            remedy: "Send a number in this range, or nothing for \(pageSize).")
    }

    func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        json(encoded(value), status: status)
    }

    func json(
        _ bytes: [UInt8], status: HTTPResponse.Status = .ok, type: String = "application/json"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    func problem(_ problem: APIProblem) -> Response {
        var response = json(
            encoded(problem), status: HTTPResponse.Status(code: problem.status),
            type: "application/problem+json")
        if problem.status == 401 { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }

    func encoded(_ value: some Encodable) -> [UInt8] {
        guard let bytes = try? AnswerEncoder.bytes(of: value) else {
            preconditionFailure("texts, numbers and lists are always JSON")
        }
        return bytes + [10]
    }
}
