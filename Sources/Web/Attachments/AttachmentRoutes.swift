import Desk
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Storage

// The files that came with messages. They are strangers' bytes: nothing in them may run here.
extension DeskServer {
    func addAttachments(to router: Router<DeskContext>) {
        router.get("/attachments/:id") { request, context in
            try await signedIn(request) { person in
                guard let id = Int64(try context.parameters.require("id")),
                    let file = try await file(id, person.seat)
                else { throw Access.Denial.hidden }
                return download(file.blob, file.attachment.mediaType, name: file.attachment.name)
            }
        }
    }

    struct File: Sendable {
        let attachment: StoredAttachment
        let blob: Blob
    }

    /// nil for what is absent and for what the person may not see: the ticket of its message decides.
    func file(_ id: Int64, _ seat: Seat) async throws -> File? {
        try await office.database.read { reader in
            if seat.asker.role != .contact { try Access.require(.ticketView, by: seat.asker) }
            guard let attachment = try reader.attachment(id),
                try message(attachment.message, seat, reader) != nil,
                let blob = try reader.blob(attachment.blob)
            else { return nil }
            return File(attachment: attachment, blob: blob)
        }
    }

    /// A stranger's bytes, in a sandbox of their own.
    func download(_ blob: Blob, _ mediaType: String, name: String) -> Response {
        let kind = SafeKind(mediaType)
        let blobs = office.database.blobs
        return Response(
            status: .ok,
            headers: [
                .contentType: kind?.rawValue ?? "application/octet-stream",
                .contentDisposition: Disposition.field(name, isInline: kind != nil),
                .contentLength: String(blob.size), .cacheControl: "no-store",
                named("Content-Security-Policy"): "sandbox; default-src 'none'",
            ],
            body: ResponseBody(contentLength: Int(blob.size)) { writer in
                var pieces = try blobs.pieces(of: blob)
                while let piece = try pieces.next() { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            })
    }
}

/// What a browser may show by itself. SVG is none of these: it can carry scripts.
private enum SafeKind: String {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case gif = "image/gif"
    case webp = "image/webp"
    case pdf = "application/pdf"

    init?(_ mediaType: String) {
        let name = mediaType.split(separator: ";").first.map(String.init) ?? ""
        self.init(rawValue: name.trimmingPrefix(" ").lowercased())
    }
}
