import Desk
import HTTPTypes
import Hummingbird
import Operations

// What somebody who is signed in, or holds a token, was not let do: one event in the audit, within bounds.
extension DeskServer {
    /// A refusal that is hidden is noted like one of what is not there, so that no clock tells them apart.
    func noteRefusal(_ status: HTTPResponse.Status, of request: Request, at endpoint: String?) async {
        guard let endpoint, [.forbidden, .notFound].contains(status), Self.changes(request) else { return }
        let what = "\(request.method.rawValue) \(Self.pattern(endpoint))"
        do {
            guard let asker = try await asker(of: request) else { return }
            try await office.note(RefusedWrite(what: what, status: status.code), by: asker)
        } catch {
            report("a refused write was not noted: \(error)")
        }
    }

    private func asker(of request: Request) async throws -> Access.Asker? {
        if let person = try await person(of: request) { return person.asker }
        guard request.headers[.authorization] != nil else { return nil }
        do {
            return try await caller(of: request).asker
        } catch is Access.Denial {
            return nil
        }
    }

    private static func changes(_ request: Request) -> Bool {
        ![.get, .head, .options].contains(request.method)
    }

    /// As docs and lists have it: "/tickets/:id" for "/tickets/{id}".
    private static func pattern(_ endpoint: String) -> String {
        endpoint.replacing("{", with: ":").replacing("}", with: "")
    }
}
