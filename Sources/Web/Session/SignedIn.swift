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
    /// Of the zone in which they see times.
    let rules: ZoneRules
    /// Of the session.
    let digest: [UInt8]
    /// When the person last proved again who it is, in this session.
    let confirmed: Instant?
    /// Mails in quarantine, for those who may see them.
    var quarantineCount = 0
    /// Calls of which nobody knows whose they are, for those who may say it.
    var unmatchedCalls = 0
    /// Mails that came in their name without proof.
    var ownMailCount = 0
    /// Tickets with news; nil for who sees none.
    var newsCount: Int?
    /// The mail server lets the desk in no more; for those who may see the outbox.
    var isSendingRefused = false
    /// Chats that wait for a word of theirs, for who may see chats.
    var waitingChats = 0
    /// The call that they are in.
    var call: RunningCall?

    var asker: Access.Asker { seat.asker }
    var visibility: Visibility { seat.visibility }

    /// The form's word must be the session's: a page elsewhere can't know it.
    func isOwn(_ form: Fields) -> Bool { form["csrf"] == csrf }
}

extension DeskServer {
    /// Wall seconds between two notes of a session's last use: a note is a write.
    private static let noteAfter: Int64 = 300

    func person(of request: Request) async throws -> SignedIn? {
        guard let word = cookie.word(of: request) else { return nil }
        let now = office.clock()
        let digest = Array(Secret.stored(word).utf8)
        let found = try await office.database.read { reader -> (person: SignedIn, seen: Instant)? in
            guard let session = try reader.session(digest: digest, at: now),
                let person = try reader.person(session.person),
                case let rules = try office.rules(for: person, in: reader),
                let seat = try Seat(person, .session, reader, rules: rules)
            else { return nil }
            var signedIn = SignedIn(
                seat: seat, name: person.name, csrf: session.csrf, rules: rules, digest: digest,
                confirmed: session.confirmed)
            if (try? Access.require(.quarantineView, by: seat.asker)) != nil {
                signedIn.quarantineCount = try reader.quarantineCount(.waiting)
            }
            if Access.allows(.logCall, by: seat.asker) {
                signedIn.unmatchedCalls = try reader.callCount(.unmatched)
                signedIn.call = RunningCall(request, of: seat.asker.person, now: now)
            }
            if (try? Access.require(.ticketView, by: seat.asker)) != nil, seat.asker.role != .contact {
                signedIn.newsCount = try BellNews.count(for: seat.asker, seat.visibility, reader)
            }
            if Access.allows(.readChats, by: seat.asker) {
                signedIn.waitingChats = try office.waitingChats(
                    for: seat.asker, seat.visibility, at: now, in: reader
                ).count
            }
            signedIn.ownMailCount = try reader.quarantineCount(claiming: person.id)
            if (try? Access.require(.outboxView, by: seat.asker)) != nil {
                signedIn.isSendingRefused = try office.sendingHealth(reader).needsSomebody
            }
            return (signedIn, session.seen)
        }
        // A page is shown even where nothing can be written.
        if let found, now.wallSeconds(since: found.seen) >= Self.noteAfter {
            try? await office.database.write { try $0.touchSession(digest: digest, at: now) }
        }
        return found?.person
    }
}
