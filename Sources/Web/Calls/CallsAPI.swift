import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Operations
import Storage

// Calls for programs: a telephone system, or an agent's own client.
extension DeskServer {
    func addCallsAPI(to router: Router<DeskContext>) {
        router.post(RouterPath(Page.apiCalls)) { request, _ in
            try await asked(request) { caller in try await logCall(request, caller) }
        }
    }

    private func logCall(_ request: Request, _ caller: APICaller) async throws -> Response {
        try Access.require(.logCall, by: caller.asker)
        let body = try await JSONBody(request)
        let key = try IdempotencyKey(request, caller, body: body.bytes)
        let turn = Office.CallTurn(
            by: caller.asker, caller.seat.visibility, way: .api, at: office.clock())
        let answer = try await office.database.write { [office] writer -> [UInt8] in
            if let known = try key?.answer(writer, at: turn.now) { return known.answer }
            let words = try DeskWords(of: writer, office, now: turn.now)
            let order = try CallOrder(body.fields, words, country: Office.phoneCountry(writer))
            let answer = encoded(try office.logged(order, body.fields["contact"], turn, writer))
            try key?.keep(.created, answer, writer, at: turn.now)
            return answer
        }
        return json(answer, status: .created)
    }
}

extension Office {
    /// By mail address, else by the number where it is of one contact alone; else it is kept apart.
    fileprivate func logged(
        _ order: CallOrder, _ contact: String, _ turn: CallTurn, _ writer: Writer
    ) throws -> some Encodable {
        let address = contact.isEmpty ? order.address : contact
        let known = try order.wish.number.map { try writer.contacts(phoneNumber: $0.description) } ?? []
        let shown = try known.filter { try writer.isShown(contact: $0.id, to: turn.visibility) }
        if address.isEmpty, shown.count == 1, known.count == 1 {
            let ticket = try log(order.wish, with: shown[0].id, turn, writer)
            return LoggedCall(call: nil, ticket: ticket.rawValue)
        }
        let (call, ticket) = try log(order.wish, from: address, turn, writer)
        return LoggedCall(call: ticket == nil ? call : nil, ticket: ticket?.rawValue)
    }
}

/// What became of a call that a program logged.
private struct LoggedCall: Encodable {
    /// In the log of calls, while nobody knows whose it is.
    let call: Int64?
    let ticket: Int64?
    /// `bound` or `unmatched`.
    let state: String

    init(call: Int64?, ticket: Int64?) {
        (self.call, self.ticket) = (call, ticket)
        state = ticket == nil ? "unmatched" : "bound"
    }
}
