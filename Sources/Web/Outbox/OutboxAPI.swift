import Desk
import HTTPTypes
import Hummingbird
import Operations
import Storage

// The outbox for programs.
extension DeskServer {
    private struct Mails: Encodable {
        let mails: [APIMail]
    }

    func addOutboxAPI(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.apiOutbox)) { request, _ in
            try await refusing {
                let seat = try await caller(of: request).seat
                try Access.require(.outboxView, by: seat.asker)
                let before = request.uri.queryParameters.get("before", as: Int64.self) ?? .max
                let entries = try await office.database.read {
                    try $0.outbox(seat.visibility, before: before)
                }
                return json(Mails(mails: entries.map(APIMail.init)))
            }
        }
        router.post("/api/outbox/:id/attempts") { request, context in
            try await apiMail(request, context) { try await office.retryMail($0, by: $1) }
        }
        router.post("/api/outbox/:id/cancellation") { request, context in
            try await apiMail(request, context) { try await office.cancelMail($0, by: $1) }
        }
    }

    private func apiMail(
        _ request: Request, _ context: DeskContext, _ act: (Int64, Access.Asker) async throws -> Void
    ) async throws -> Response {
        try await refusing {
            let asker = try await caller(of: request).asker
            try Access.require(.outboxView, by: asker)
            let id = Int64(try context.parameters.require("id")) ?? 0
            try await act(id, asker)
            guard let entry = try await office.database.read({ try $0.outboxEntry(id) }) else {
                throw Access.Denial.hidden
            }
            return json(APIMail(entry))
        }
    }
}

/// A mail of the outbox, without its text.
private struct APIMail: Encodable {
    let id: Int64
    let ticket: Int64?
    let message: Int64?
    let messageId: String
    let to: String
    let state: String
    let attempts: Int
    let answer: String
    let created: String
    let nextAttempt: String?

    init(_ entry: OutboxEntry) {
        id = entry.id
        ticket = entry.ticket
        message = entry.message
        messageId = entry.messageID
        to = entry.envelopeTo
        state = entry.state.rawValue
        attempts = entry.attempts
        answer = entry.answer
        created = "\(entry.created)"
        nextAttempt = entry.isOpen ? "\(entry.nextAttempt)" : nil
    }
}
