import Desk
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Storage

// Server-sent events: ids only; the page fetches what it shows.
extension DeskServer {
    func addLive(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.live)) { request, _ in
            let stream = LiveStream(watched: QueryTicket(request)?.id) {
                Access.allows(.ticketView, by: $0.asker)
            } isFor: { change, person in
                try await sees(change.ticket, person)
            }
            return try await live(request, stream)
        }
        router.get(RouterPath(Page.portalLive)) { request, _ in
            let stream = LiveStream(watched: nil) {
                $0.asker.role == .contact
            } isFor: { change, person in
                // By the beat of a note between colleagues nobody can tell that there is one.
                guard change.isForCustomers else { return false }
                return try await sees(change.ticket, person)
            }
            return try await live(request, stream)
        }
    }

    private func sees(_ id: Ticket.ID, _ person: SignedIn) async throws -> Bool {
        try await office.database.read { try $0.ticketRow(id.rawValue, for: person.visibility) != nil }
    }

    /// Who hears what.
    private struct LiveStream: Sendable {
        /// The ticket whose page listens; other pages hear nothing of who looks at what.
        let watched: Ticket.ID?
        /// Whether the person hears anything; asked before each word, as it can end meanwhile.
        let may: @Sendable (SignedIn) -> Bool
        /// Whether a change of this ticket is the person's to hear.
        let isFor: @Sendable (Changes.Change, SignedIn) async throws -> Bool

        init(
            watched: Ticket.ID?, may: @escaping @Sendable (SignedIn) -> Bool,
            isFor: @escaping @Sendable (Changes.Change, SignedIn) async throws -> Bool
        ) {
            (self.watched, self.may, self.isFor) = (watched, may, isFor)
        }
    }

    private func live(_ request: Request, _ stream: LiveStream) async throws -> Response {
        // Listening begins before the look at who asks: no change falls between.
        let accesses = office.database.accessChanges.stream()
        let changes = office.changes.stream()
        let presence = stream.watched == nil ? nil : office.presence.changes.stream()
        guard let person = try await person(of: request) else { return Response(status: .unauthorized) }
        guard stream.may(person) else { return Response(status: .forbidden) }
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: ": open\n\n"))
            for await event in merged(changes, accesses, presence) {
                // A session that was ended meanwhile, or whose person may no more, hears nothing more;
                // who left a group hears of its tickets no more.
                guard let now = try await self.person(of: request), stream.may(now) else { break }
                switch event {
                case .access: continue
                case .beat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
                case .presence(let change) where change.ticket != stream.watched: continue
                case .ticket(let change), .presence(let change):
                    guard try await stream.isFor(change, now) else { continue }
                    try await writer.write(
                        ByteBuffer(string: "event: \(event.name)\ndata: \(change.ticket)\n\n"))
                }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: body)
    }

    enum Event: Sendable {
        case ticket(Changes.Change)
        /// Who looks at it or writes on it.
        case presence(Changes.Change)
        /// Somebody's access changed, perhaps this one's.
        case access
        case beat

        var name: String {
            if case .presence = self { "presence" } else { "ticket" }
        }
    }

    /// The ticket whose page listens.
    private struct QueryTicket: Sendable {
        let id: Ticket.ID

        init?(_ request: Request) {
            guard let number = Int64(Fields(query: request.uri.query ?? "")["ticket"]) else { return nil }
            id = Ticket.ID(number)
        }
    }

    /// Changes, endings and heartbeats as one stream, which ends when the changes do.
    func merged(
        _ changes: AsyncStream<Changes.Change>, _ accesses: AsyncStream<Void>,
        _ presence: AsyncStream<Changes.Change>?
    ) -> AsyncStream<Event> {
        AsyncStream { continuation in
            let beats = Task {
                while !Task.isCancelled {
                    try? await Task.sleep(for: streamBeat)
                    continuation.yield(.beat)
                }
            }
            let tickets = Task {
                for await change in changes { continuation.yield(.ticket(change)) }
                continuation.finish()
            }
            let looks = Task {
                guard let presence else { return }
                for await change in presence { continuation.yield(.presence(change)) }
            }
            let endings = Task { for await _ in accesses { continuation.yield(.access) } }
            continuation.onTermination = { _ in
                beats.cancel()
                looks.cancel()
                endings.cancel()
                tickets.cancel()
            }
        }
    }
}
