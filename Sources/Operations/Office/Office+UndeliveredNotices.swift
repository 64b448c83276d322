import BusinessTime
import Desk
import Storage

// A notice without a ticket that did not arrive: it is seen on what it is about, and managers are told.
extension Office {
    /// Once for each mail: a bounce of what a server refused already says nothing new.
    func tellManagers(of entry: OutboxEntry, _ words: String, now: Instant, _ writer: Writer) throws {
        guard let about = entry.about, !entry.isEmptied, ![.rejected, .failed].contains(entry.state) else {
            return
        }
        let managers = try writer.agents().filter {
            $0.role == Role.manager.rawValue && $0.disabledAt == nil
        }
        let (what, place) = Self.words(about)
        let letters = managers.map { manager in
            Letter(
                name: manager.name, address: manager.address, subject: "Not delivered: a mail about \(what)",
                text: """
                    Dear \(manager.name),

                    a mail about \(what) did not reach \(entry.envelopeTo): \(words.prefix(1000))

                    The agreement asks for that mail. Mend the address, or tell them by another way; on the \
                    page Outbox an administrator can try it again. It stands here:
                    \(address(place))

                    """)
        }
        try mail(letters, now: now, writer)
        writer.afterCommit(wakeUp)
    }

    private static func words(_ about: MailSubject) -> (what: String, place: Place) {
        switch about {
        case .agreement(let name): ("the agreement \"\(name)\"", .agreement(name))
        case .statement(let name, let month):
            ("the statement of \(month) under \"\(name)\"", .statement(name, month: month))
        case .event(let id):
            ("the event \(ExclusionEvent.ID(id).title)", .event(ExclusionEvent.ID(id)))
        }
    }
}
