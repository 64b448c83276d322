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
        router.get("/messages/:id/mail") { request, context in
            try await permitted(.ticketView, request) { person in
                try await messageMail(try context.parameters.require("id"), person.seat)
            }
        }
        router.get("/api/messages/:id/mail") { request, context in
            try await asked(request) { caller in
                try await messageMail(try context.parameters.require("id"), caller.seat)
            }
        }
    }

    /// A stranger's bytes as they came, only ever saved. They name blind copies, and hold what an agent wrote
    /// above a forwarded mail: for the desk alone, where it sees the ticket.
    private func messageMail(_ number: String, _ seat: Seat) async throws -> Response {
        try Access.require(.ticketView, by: seat.asker)
        let found = try await office.database.read { reader -> (mail: MessageMail, bytes: Blob)? in
            guard seat.asker.role != .contact, let id = Int64(number),
                try message(id, seat, reader) != nil, let mail = try reader.mail(ofMessage: id)
            else { return nil }
            return try reader.blob(mail.blob).map { (mail, $0) }
        }
        guard let found else { throw Access.Denial.hidden }
        return download(
            found.bytes, "application/octet-stream", name: "mail-\(found.mail.inbox).eml")
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
