import BusinessTime
import Desk
import Hummingbird
import Markup

/// The call that somebody is in, as their browser says it: it stands at the head of every page until it is
/// logged or discarded. The desk keeps nothing of it before.
struct RunningCall: Hashable, Sendable {
    /// Written by the page's script, in figures alone.
    static let cookie = "duly-call"
    /// Wall seconds. What is older nobody is in.
    static let longest: Int64 = 86_400

    /// 0 where nobody knows who calls.
    let contact: Int64
    let ticket: Int64
    let started: Instant
    /// When one hung up without logging it.
    let ended: Instant?

    /// nil where it is no call, somebody else's of the same browser, or out of all bounds.
    init?(_ word: String, of person: Person.ID, now: Instant) {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false).map { Int64($0) }
        guard word.utf8.count <= 100, parts.count == 5, let contact = parts[1], let start = parts[2],
            let end = parts[3], let ticket = parts[4], parts[0] == person.rawValue, contact >= 0, ticket >= 0
        else { return nil }
        let range = (now.seconds - Self.longest)...(now.seconds + 60)
        guard range.contains(start), end == 0 || (range.contains(end) && end >= start) else { return nil }
        (self.contact, self.ticket, started) = (contact, ticket, Instant(seconds: start))
        ended = end == 0 ? nil : Instant(seconds: end)
    }

    init?(_ request: Request, of person: Person.ID, now: Instant) {
        guard let word = request.cookies[Self.cookie]?.value else { return nil }
        self.init(word, of: person, now: now)
    }

    /// The form in which it is logged.
    var address: String {
        if contact == 0 { return Page.callSearch }
        return Page.callForm(of: contact) + (ticket == 0 ? "" : "?ticket=\(ticket)")
    }

    func mark(at now: Instant) -> CallMark {
        CallMark(
            href: address, passed: max(0, (ended ?? now).wallSeconds(since: started)), isOver: ended != nil)
    }
}

/// The line at the head of a page that leads back to a call.
struct CallMark: View, Sendable {
    var href: String
    var passed: Int64
    var isOver: Bool

    var body: some Content {
        Element(
            .p, class: "on-call", .id("on-call"), .data("passed", String(passed)),
            .data("ended", isOver ? "1" : nil)
        ) {
            Element(.a, .href(href)) {
                isOver ? "Call of " : "Call running "
                Element(.span, class: "on-call-time") { words }
                isOver ? ", not logged yet - back to it" : " - back to it"
            }
        }
    }

    private var words: String {
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes, seconds) = (passed / 3600, passed / 60 % 60, passed % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(seconds))" : "\(minutes):\(two(seconds))"
    }
}
