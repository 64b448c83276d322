import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Storage

// What is said in one chat, as server-sent events. Each bears the message's number: a line that was cut goes
// on after the last one that arrived, so nothing is missed and nothing comes twice.
extension DeskServer {
    private enum ChatEvent: Sendable {
        case sign(ChatRoom.Sign)
        /// Somebody's access changed, perhaps this one's.
        case access
        case beat
    }

    private struct SaidEvent: Encodable {
        let id: Int64
        let ours: Bool
        let who: String
        let at: String
        let iso: String
        let text: String
        /// Under which the visitor's own page sent it.
        let key: String?
    }

    func chatEvents(_ chat: StoredChat, _ request: Request) -> Response {
        let asked = request.headers[named("Last-Event-ID")] ?? request.uri.queryParameters.get("after") ?? ""
        let ticket = Ticket.ID(chat.ticket)
        // Listening begins before the first look: nothing that is said falls between, and no end of access.
        let accesses = office.database.accessChanges.stream()
        let changes = office.changes.stream()
        guard let signs = office.chatRoom.enter(chat.id, of: ticket, at: office.clock()) else {
            return Response(status: .tooManyRequests, headers: [.cacheControl: "no-store"])
        }
        let body = ResponseBody { writer in
            var last = Int64(asked) ?? 0
            try await writer.write(ByteBuffer(string: "retry: 1500\n\n"))
            let read = office.chatRoom.deskRead(chat.id)
            if read > 0 { try await writer.write(ByteBuffer(string: "event: read\ndata: \(read)\n\n")) }
            last = try await self.tellSaid(chat, after: last, &writer)
            for await event in self.merged(changes, accesses, signs) {
                guard try await self.isOpen(chat) else { break }
                // Whatever woke it: a sign that was dropped in a crowd is found with the next one.
                last = try await self.tellSaid(chat, after: last, &writer)
                switch event {
                case .sign(let sign): try await writer.write(ByteBuffer(string: Self.text(sign)))
                case .beat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
                case .access: continue
                }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }

    /// Erased meanwhile, or of somebody who may read it no more, it is heard no more.
    private func isOpen(_ chat: StoredChat) async throws -> Bool {
        let now = office.clock()
        return try await office.database.read { [office] in
            try office.chat(digest: chat.digest, at: now, in: $0) != nil
        }
    }

    private func tellSaid(
        _ chat: StoredChat, after: Int64, _ writer: inout any ResponseBodyWriter
    ) async throws -> Int64 {
        let now = office.clock()
        let said = try await office.database.read { reader -> [SaidEvent] in
            guard try office.chat(digest: chat.digest, at: now, in: reader) != nil else { return [] }
            let words = try words(of: chat, now: now, reader)
            return try reader.said(inChat: chat.id, after: after, limit: Office.chatPageMax).map { message in
                let line = try Self.line(message, chat, words, reader)
                return SaidEvent(
                    id: line.id, ours: line.isOurs, who: line.who, at: line.at.words, iso: line.at.iso,
                    text: line.text, key: try reader.key(ofMessage: message.id, inChat: chat.id))
            }
        }
        for event in said {
            let data = String(decoding: encoded(event), as: UTF8.self).trimmingCharacters(in: .newlines)
            try await writer.write(
                ByteBuffer(string: "id: \(event.id)\nevent: message\ndata: \(data)\n\n"))
        }
        return said.last?.id ?? after
    }

    private static func text(_ sign: ChatRoom.Sign) -> String {
        switch sign {
        case .said: ""
        case .deskTypes(let types): "event: typing\ndata: \(types ? 1 : 0)\n\n"
        case .deskRead(let message): "event: read\ndata: \(message)\n\n"
        case .ended: "event: ended\ndata: 1\n\n"
        }
    }

    /// Signs, endings and heartbeats as one stream, which ends when the changes of tickets do.
    private func merged(
        _ changes: AsyncStream<Changes.Change>, _ accesses: AsyncStream<Void>,
        _ signs: AsyncStream<ChatRoom.Sign>
    ) -> AsyncStream<ChatEvent> {
        AsyncStream { continuation in
            let beats = Task {
                while !Task.isCancelled {
                    try? await Task.sleep(for: streamBeat)
                    continuation.yield(.beat)
                }
            }
            let tickets = Task {
                // They end when the desk stops.
                for await _ in changes {}
                continuation.finish()
            }
            let told = Task { for await sign in signs { continuation.yield(.sign(sign)) } }
            let endings = Task { for await _ in accesses { continuation.yield(.access) } }
            continuation.onTermination = { _ in
                beats.cancel()
                told.cancel()
                endings.cancel()
                tickets.cancel()
            }
        }
    }
}
