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
            // Listening begins before the look at who asks: no change falls between.
            let accesses = office.database.accessChanges.stream()
            let changes = office.changes.stream()
            guard let person = try await person(of: request) else { return Response(status: .unauthorized) }
            guard Access.allows(.ticketView, by: person.asker) else { return Response(status: .forbidden) }
            let body = ResponseBody { writer in
                try await writer.write(ByteBuffer(string: ": open\n\n"))
                for await event in Self.merged(changes, accesses) {
                    // A session that was ended meanwhile, or whose person may no more, hears nothing more;
                    // who left a group hears of its tickets no more.
                    guard let now = try await self.person(of: request),
                        Access.allows(.ticketView, by: now.asker)
                    else { break }
                    switch event {
                    case .access: continue
                    case .beat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
                    case .ticket(let id):
                        let isSeen = try await office.database.read {
                            try $0.ticketRow(id.rawValue, for: now.visibility) != nil
                        }
                        guard isSeen else { continue }
                        try await writer.write(ByteBuffer(string: "event: ticket\ndata: \(id)\n\n"))
                    }
                }
                try await writer.finish(nil)
            }
            return Response(
                status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
                body: body)
        }
    }

    private enum Event: Sendable {
        case ticket(Ticket.ID)
        /// Somebody's access changed, perhaps this one's.
        case access
        case beat
    }

    /// Changes, endings and heartbeats as one stream, which ends when the changes do.
    private static func merged(
        _ changes: AsyncStream<Ticket.ID>, _ accesses: AsyncStream<Void>
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
            let endings = Task { for await _ in accesses { continuation.yield(.access) } }
            continuation.onTermination = { _ in
                beats.cancel()
                endings.cancel()
                tickets.cancel()
            }
        }
    }
}
