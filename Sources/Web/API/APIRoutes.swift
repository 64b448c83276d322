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
    func addAPI(to router: Router<BasicRequestContext>) {
        router.get(RouterPath(Page.apiTickets)) { request, _ in
            try await asked(request) { caller in try await list(request, caller) }
        }
        router.post(RouterPath(Page.apiTickets)) { request, _ in
            try await asked(request) { caller in try await create(request, caller) }
        }
        router.get("/api/tickets/:id") { request, context in
            try await asked(request) { caller in
                json(APITicket(try await sight(try context.parameters.require("id"), caller.seat)))
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
                    let sight = try await sight(try context.parameters.require("id"), caller.seat)
                    return try await once(request, caller) { fields in
                        let order = try TicketOrder(act, fields, sight)
                        let id = Ticket.ID(sight.id)
                        try await office.carryOut(order, on: id, by: caller.asker, way: .api)
                        return APITicket(try await self.sight("\(sight.id)", caller.seat))
                    }
                }
            }
        }
    }

    /// Answers the holder of a token; what is refused or denied becomes problem details.
    private func asked(
        _ request: Request, _ body: (APICaller) async throws -> Response
    ) async throws -> Response {
        do {
            return try await body(try await caller(of: request))
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
        let place = QueueQuestion(request).after ?? .beginning
        let filter = Storage.QueueFilter(caller.seat.visibility)
        let rows = try await office.database.read {
            try $0.queue(filter, after: place, limit: Self.pageSize)
        }
        let next = rows.count < Self.pageSize ? nil : rows.last?.place
        return json(List(tickets: rows.map(APIRow.init), after: next.map { "\($0.nextDue).\($0.id)" }))
    }

    /// Runs an act, at most once for a key: requests under the same key wait for each other.
    private func once(
        _ request: Request, _ caller: APICaller, _ body: (Fields) async throws -> APITicket
    ) async throws -> Response {
        let bytes = try await Fields.bytes(of: request)
        let fields = try Fields(json: bytes)
        guard let key = try IdempotencyKey(request, caller, body: bytes) else {
            return json(try await body(fields))
        }
        let turn = "\(key.caller) \(key.name)"
        await turns.take(turn)
        do {
            let response = try await answered(key) { try await body(fields) }
            await turns.leave(turn)
            return response
        } catch {
            await turns.leave(turn)
            throw error
        }
    }

    private func answered(
        _ key: IdempotencyKey, _ body: () async throws -> APITicket
    ) async throws -> Response {
        let now = office.clock()
        if let known = try await office.database.read({ try key.answer($0, at: now) }) {
            return json(known.answer, status: HTTPResponse.Status(code: known.status))
        }
        let answer = encoded(try await body())
        try await office.database.write { try key.keep(.ok, answer, $0, at: now) }
        return json(answer)
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
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(value) else {
            preconditionFailure("texts, numbers and lists are always JSON")
        }
        return Array(bytes) + [10]
    }
}
