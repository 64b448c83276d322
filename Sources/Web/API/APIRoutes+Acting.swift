import Desk
import HTTPTypes
import Hummingbird
import Operations
import Storage

extension DeskServer {
    /// Does an act. The key, the effect and the answer are one transaction: a request sent again, at the same
    /// time or after a crash, has one effect and gets the same answer.
    func act(
        _ act: TicketAct, on number: String, _ request: Request, _ caller: APICaller
    ) async throws -> Response {
        let body = try await JSONBody(request)
        let key = try IdempotencyKey(request, caller, body: body.bytes)
        let now = office.clock()
        let answer = try await office.database.write { [office] writer -> [UInt8] in
            if let known = try key?.answer(writer, at: now) { return known.answer }
            let sight = try sight(number, caller.seat, now: now, writer)
            let id = Ticket.ID(sight.id)
            try Access.require(act.capability(body.fields), by: caller.asker, on: sight.thing)
            do {
                let order = try TicketOrder(act, body.fields, sight)
                // A program that sends means it; one that shows it to a person first can ask for the wait.
                let turn = Office.Turn(on: id, by: caller.asker, way: .api, at: now)
                try office.carryOut(order, waits: body.fields["undo"] == "yes", turn, writer)
            } catch let refusal as Desk.Refusal {
                throw act.naming(refusal)
            }
            // Also where the act gave it to a group that the caller does not see.
            guard let row = try writer.ticketRow(sight.id), let desk = try office.dossier(id, in: writer)
            else { preconditionFailure("the ticket was just written") }
            let answer = encoded(try APITicket(row, desk, at: now, writer))
            try key?.keep(.ok, answer, writer, at: now)
            return answer
        }
        return json(answer)
    }
}

extension TicketAct {
    /// The refusal with its field as the request calls it.
    func naming(_ refusal: Desk.Refusal) -> Desk.Refusal {
        let field =
            switch (self, refusal.field) {
            case (.extensions, "by"): "hours"
            case (.exclusions, "span"): "from"
            default: refusal.field
            }
        return Desk.Refusal(
            refusal.code, clause: refusal.clause, field: field, refusal.message, remedy: refusal.remedy)
    }
}
