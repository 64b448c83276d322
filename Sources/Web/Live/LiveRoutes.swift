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
            guard let person = try await person(of: request) else {
                return Response(status: .unauthorized)
            }
            try Access.require(.ticketView, by: person.asker)
            let changes = office.changes.stream()
            let body = ResponseBody { writer in
                try await writer.write(ByteBuffer(string: ": open\n\n"))
                for await event in Self.merged(changes) {
                    // A session that was ended meanwhile, or whose person lost a group, hears nothing more.
                    guard let now = try await self.person(of: request) else { break }
                    guard case .ticket(let id) = event else {
                        try await writer.write(ByteBuffer(string: ": still here\n\n"))
                        continue
                    }
                    let row = try await office.database.read { try $0.ticketRow(id.rawValue) }
                    guard let row, now.visibility.sees(row) else { continue }
                    try await writer.write(ByteBuffer(string: "event: ticket\ndata: \(id)\n\n"))
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
        case beat
    }

    /// Changes and heartbeats as one stream, which ends when the changes do.
    private static func merged(_ changes: AsyncStream<Ticket.ID>) -> AsyncStream<Event> {
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
            continuation.onTermination = { _ in
                beats.cancel()
                tickets.cancel()
            }
        }
    }
}
