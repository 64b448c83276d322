import BusinessTime
import Desk
import Mail
import Operations
import Storage

// What comes to a provider's notice address (clause I) is no inquiry until a manager says so.
extension Intake {
    /// Whether it stays for a manager alone. A mail to the support address too is an inquiry besides.
    func isKeptAsNotice(_ arrival: Arrival, _ writer: Writer) throws -> Bool {
        let entry = arrival.entry
        guard let place = try office.noticePlace(of: entry.envelopeTo, at: arrival.now, writer) else {
            return try writer.noticeMail(entry.id).map { $0.state != .inquiry } ?? false
        }
        if let known = try writer.noticeMail(entry.id) { return known.state != .inquiry }
        // The desk tells the notice address itself what happens to an agreement.
        if try writer.isSent(messageID: arrival.mail.messageID) { return true }
        guard let sender = arrival.mail.from ?? arrival.mail.sender else { throw Self.noSender }
        let mail = NoticeMail(
            inbox: entry.id, received: min(received(arrival), arrival.now), digest: entry.blob,
            isAutomatic: LoopGuard.headerRefusal(arrival.mail.automation) != nil
                || arrival.mail.kind != .person)
        try office.noteNoticeMail(mail, from: sender, at: place, now: arrival.now, writer)
        return !place.isAlsoSupport
    }
}
