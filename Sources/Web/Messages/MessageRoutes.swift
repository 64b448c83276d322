import Desk
import HTTPTypes
import Hummingbird
import Mail
import NIOCore
import Operations
import Storage

// A message as it was sent, for the frame in which its ticket shows it.
extension DeskServer {
    func addMessages(to router: Router<DeskContext>) {
        router.get("/messages/:id/page") { request, context in
            try await signedIn(request) { person in
                guard let id = Int64(try context.parameters.require("id")),
                    let sheet = try await messageSheet(id, person.seat)
                else { throw Access.Denial.hidden }
                return response(sheet)
            }
        }
    }

    /// The message, where its ticket is there for the seat. What the desk writes for itself is not there for
    /// a contact.
    func message(_ id: Int64, _ seat: Seat, _ reader: Storage.Reader) throws -> StoredMessage? {
        let isContact = seat.asker.role == .contact
        if !isContact { try Access.require(.ticketView, by: seat.asker) }
        guard let message = try reader.message(id), message.erasedAt == nil, let ticket = message.ticket,
            !isContact || message.visibility == .public,
            try reader.ticketRow(ticket, for: seat.visibility) != nil
        else { return nil }
        return message
    }

    /// nil for what is absent, is no page, and for what the person may not see.
    private func messageSheet(_ id: Int64, _ seat: Seat) async throws -> MessageSheet? {
        try await office.database.read { reader in
            guard let message = try message(id, seat, reader), let html = message.html else { return nil }
            var images = InlineImages()
            for file in try reader.attachments(of: id) where file.isInline {
                guard images.wants(file), let blob = try reader.blob(file.blob) else { continue }
                images.add(file, try office.database.blobs.bytes(of: blob))
            }
            return MessageSheet(html, images: images)
        }
    }

    /// Nothing in it runs, loads from elsewhere or reaches the desk, whatever the allow-list let through.
    private func response(_ sheet: MessageSheet) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
                named("Content-Security-Policy"): MessageSheet.policy,
                named("Cross-Origin-Resource-Policy"): "same-origin",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: sheet.document)))
    }
}
