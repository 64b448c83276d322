import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Operations
import Storage

/// The holder of a token.
struct APICaller: Sendable {
    /// Wall seconds between two notes of a token's last use: a note is a write.
    static let noteAfter: Int64 = 60

    let seat: Seat
    let token: Int64

    var asker: Access.Asker { seat.asker }
    /// Whose an idempotency key is.
    var keyOwner: String { "token \(token)" }
}

extension DeskServer {
    func caller(of request: Request) async throws -> APICaller {
        let words = (request.headers[.authorization] ?? "").split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else { throw Access.Denial.notSignedIn }
        let digest = MintedToken.digest(of: String(words[1]))
        let now = office.clock()
        let found = try await office.database.read { reader -> (APICaller, StoredToken)? in
            guard let token = try reader.token(digest: digest), let person = try reader.person(token.person),
                let seat = try Seat(person, Self.means(token), reader)
            else { return nil }
            return (APICaller(seat: seat, token: token.id), token)
        }
        guard let (caller, token) = found else { throw Access.Denial.notSignedIn }
        if token.used.map({ now.wallSeconds(since: $0) >= APICaller.noteAfter }) ?? true {
            try await office.database.write { try $0.noteUse(ofToken: token.id, at: now) }
        }
        return caller
    }

    private static func means(_ token: StoredToken) -> Access.Asker.Means {
        let scopes = Set(token.scopes.compactMap(Access.Scope.init))
        return token.kind == .program ? .program(name: token.name, scopes) : .ownClient(scopes)
    }
}
