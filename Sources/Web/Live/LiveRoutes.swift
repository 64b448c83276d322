import Desk
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Storage

// Server-sent events: ids only; the page fetches what it shows.
extension DeskServer {
    /// A dead client keeps its socket until the next write.
    private static let heartbeat = Duration.seconds(20)

    func addLive(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.live)) { request, _ in
            let stream = LiveStream(watched: QueryTicket(request)?.id) {
                Access.allows(.ticketView, by: $0.asker)
            } isFor: { id, person in
                try await office.database.read {
                    try $0.ticketRow(id.rawValue, for: person.visibility) != nil
                }
            }
            return try await live(request, stream)
        }
        router.get(RouterPath(Page.portalLive)) { request, _ in
            let stream = LiveStream(watched: nil) {
                $0.asker.role == .contact
            } isFor: { id, person in
                try await isNews(id, to: person)
            }
            return try await live(request, stream)
        }
    }

    /// A customer hears of a ticket that they see, when something of it changed that is theirs: by the beat
    /// of a note between colleagues nobody can tell that there is one.
    private func isNews(_ id: Ticket.ID, to person: SignedIn) async throws -> Bool {
        try await office.database.read { [office] reader in
            guard try reader.ticketRow(id.rawValue, for: person.visibility) != nil,
                let facts = try office.dossier(id, in: reader)?.facts, let last = facts.last
            else { return false }
            return facts.reversed().prefix { $0.recorded == last.recorded }.contains {
                $0.what.kind.isForCustomers
            }
        }
    }

    /// Who hears what.
    private struct LiveStream: Sendable {
        /// The ticket whose page listens; other pages hear nothing of who looks at what.
        let watched: Ticket.ID?
        /// Whether the person hears anything; asked before each word, as it can end meanwhile.
        let may: @Sendable (SignedIn) -> Bool
        /// Whether a change of this ticket is the person's to hear.
        let isFor: @Sendable (Ticket.ID, SignedIn) async throws -> Bool

        init(
            watched: Ticket.ID?, may: @escaping @Sendable (SignedIn) -> Bool,
            isFor: @escaping @Sendable (Ticket.ID, SignedIn) async throws -> Bool
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
            for await event in Self.merged(changes, accesses, presence) {
                // A session that was ended meanwhile, or whose person may no more, hears nothing more;
                // who left a group hears of its tickets no more.
                guard let now = try await self.person(of: request), stream.may(now) else { break }
                switch event {
                case .access: continue
                case .beat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
                case .presence(let id) where id != stream.watched: continue
                case .ticket(let id), .presence(let id):
                    guard try await stream.isFor(id, now) else { continue }
                    try await writer.write(ByteBuffer(string: "event: \(event.name)\ndata: \(id)\n\n"))
                }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: body)
    }

    enum Event: Sendable {
        case ticket(Ticket.ID)
        /// Who looks at it or writes on it.
        case presence(Ticket.ID)
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
    static func merged(
        _ changes: AsyncStream<Ticket.ID>, _ accesses: AsyncStream<Void>, _ presence: AsyncStream<Ticket.ID>?
    ) -> AsyncStream<Event> {
        AsyncStream { continuation in
            let beats = Task {
                while !Task.isCancelled {
                    try? await Task.sleep(for: heartbeat)
                    continuation.yield(.beat)
                }
            }
            let tickets = Task {
                for await id in changes { continuation.yield(.ticket(id)) }
                continuation.finish()
            }
            let looks = Task {
                guard let presence else { return }
                for await id in presence { continuation.yield(.presence(id)) }
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

extension Fact.Kind {
    /// Whether a page of the portal can look otherwise after it. What only the desk knows is none of it.
    fileprivate var isForCustomers: Bool {
        switch self {
        case .noted, .escalated, .warned, .excluded, .exclusionRefused, .evidenceGiven, .linked,
            .separateAgreementBegun, .deliveryFailed:
            false
        default: true
        }
    }
}
