import BusinessTime
import Desk
import Hummingbird
import Operations
import Storage

/// Who a page is asked by: a person with a live session.
struct SignedIn: Sendable {
    let seat: Seat
    let name: String
    let csrf: String
    /// Mails in quarantine, for those who may see them.
    var quarantineCount = 0
    /// Mails that came in their name without proof.
    var ownMailCount = 0
    /// The mail server lets the desk in no more; for those who may see the outbox.
    var isSendingRefused = false

    var asker: Access.Asker { seat.asker }
    var visibility: Visibility { seat.visibility }

    /// The form's word must be the session's: a page elsewhere can't know it.
    func isOwn(_ form: Fields) -> Bool { form["csrf"] == csrf }
}

extension DeskServer {
    func person(of request: Request) async throws -> SignedIn? {
        guard let word = cookie.word(of: request) else { return nil }
        let now = office.clock()
        return try await office.database.read { reader in
            let digest = Array(Secret.stored(word).utf8)
            guard let session = try reader.session(digest: digest, at: now),
                let person = try reader.person(session.person),
                let seat = try Seat(person, .session, reader)
            else { return nil }
            var signedIn = SignedIn(seat: seat, name: person.name, csrf: session.csrf)
            if (try? Access.require(.quarantineView, by: seat.asker)) != nil {
                signedIn.quarantineCount = try reader.quarantineCount(.waiting)
            }
            signedIn.ownMailCount = try reader.quarantineCount(claiming: person.id)
            if (try? Access.require(.outboxView, by: seat.asker)) != nil {
                signedIn.isSendingRefused = try office.sendingHealth(reader).needsSomebody
            }
            return signedIn
        }
    }
}
