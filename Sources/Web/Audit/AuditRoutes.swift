import BusinessTime
import Desk
import Documents
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Storage

// What anyone may keep to show later whether the past was changed: hashes and public keys, nothing else.
extension DeskServer {
    func addAudit(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.auditHead)) { _, _ in try await auditHead() }
        router.get(RouterPath(Page.auditHeads)) { request, _ in try await auditHeads(before(request)) }
        router.get(RouterPath(Page.auditHeadsJSON)) { request, _ in
            try await auditHeadsJSON(before(request))
        }
        router.get(RouterPath(Page.auditKey)) { _, _ in
            plain(PublishedKeys.text(try await keys()), found: true)
        }
        router.get(RouterPath(Page.auditKeyJSON)) { _, _ in json(PublishedKeys.json(try await keys())) }
    }

    /// `?before=120` gives the days before that checkpoint.
    private func before(_ request: Request) -> Int64 {
        request.uri.queryParameters.get("before").flatMap { Int64($0) } ?? .max
    }

    private func keys() async throws -> KeyRing {
        try await office.database.read { try office.keyRing(in: $0) }
    }

    /// The newest checkpoint of the audit chain.
    private func auditHead() async throws -> Response {
        let line = try await office.database.read { try $0.lastCheckpoint()?.line }
        return plain((line ?? "No checkpoint was written yet.") + "\n", found: line != nil)
    }

    /// One checkpoint a day, the newest first.
    private func auditHeads(_ before: Int64) async throws -> Response {
        let heads = try await office.database.read { try $0.dailyHeads(before: before) }
        let lines = heads.map { $0.checkpoint.line + "\n" }.joined()
        return plain(heads.isEmpty ? "No checkpoint was written yet.\n" : lines, found: !heads.isEmpty)
    }

    private func auditHeadsJSON(_ before: Int64) async throws -> Response {
        let heads = try await office.database.read { try $0.dailyHeads(before: before) }
        let items = heads.map { head in
            let checkpoint = head.checkpoint
            return #"{"day":"\#(head.day)","number":\#(checkpoint.number),"at":"\#(checkpoint.at)","#
                + #""line":"\#(checkpoint.line)"}"#
        }
        return json("[\(items.joined(separator: ",\n"))]\n")
    }

    private func plain(_ text: String, found: Bool) -> Response {
        Response(
            status: found ? .ok : .notFound,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private func json(_ text: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
