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

    /// nil for what is absent, is no page, and for what the person may not see.
    private func messageSheet(_ id: Int64, _ seat: Seat) async throws -> MessageSheet? {
        try await office.database.read { reader in
            guard let message = try reader.message(id), message.erasedAt == nil, let html = message.html,
                let ticket = message.ticket, let row = try reader.ticketRow(ticket),
                seat.visibility.sees(row)
            else { return nil }
            try Access.require(.ticketView, by: seat.asker)
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
