import Desk
import Operations
import Storage

// Other tickets that this one belongs with, who follows it, and what leads on from here.
extension TicketSight {
    /// Pages that begin something about this ticket.
    func moreActs(_ person: SignedIn) -> [NavLink] {
        var links = [NavLink(label: "Print", href: Page.ticketPrint(id))]
        let requester = ticket.requester.rawValue
        if may(.logCall, person), !isRequesterErased {
            links.append(
                NavLink(label: "Log a call", href: "\(Page.callForm(of: requester))?ticket=\(id)"))
        }
        if ticket.closing == nil, ticket.merger == nil {
            if may(.merge, person) { links.append(NavLink(label: "Merge", href: Page.merger(id))) }
            if may(.split, person), !splittable.isEmpty {
                links.append(NavLink(label: "Split", href: Page.splitting(id)))
            }
        }
        return links
    }

    func joiningActs(_ person: SignedIn) -> [ActForm] {
        var acts: [ActForm] = []
        if may(.merge, person) {
            if let merger = ticket.merger {
                acts.append(.unmerge(target(.mergerReversal, person), main: merger.into.rawValue))
            }
            acts.append(.link(target(.links, person)))
        }
        guard may(.follow, person) else { return acts }
        if ticket.organisation != nil {
            acts.append(.follow(target(.followers, person), company: customer))
        }
        if !followers.contains(where: { $0.id == person.asker.person.rawValue }) {
            acts.append(.followYourself(target(.followers, person)))
        }
        if !followers.isEmpty {
            let choices = followers.map { FieldChoice(value: $0.address, label: "\($0.name), \($0.address)") }
            acts.append(.unfollow(target(.followerRemovals, person), choices))
        }
        return acts
    }

    /// Label and tickets, for example "Linked" and #3.
    var related: [(String, [NavLink])] {
        func links(_ ids: [Ticket.ID]) -> [NavLink] {
            ids.map { NavLink(label: "#\($0)", href: Page.ticket($0.rawValue)) }
        }
        let rows = [
            ("Merged into", links([ticket.merger?.into].compactMap { $0 })),
            ("Took in", links(ticket.absorbed)),
            ("Split from", links([ticket.receipt.splitFrom].compactMap { $0 })),
            ("Linked", links(ticket.links)),
        ]
        return rows.filter { !$0.1.isEmpty }
    }

    /// The customer's later messages, which can become a ticket of their own.
    var splittable: [StoredMessage] {
        ticket.heard.dropFirst().compactMap { messages[$0.message.rawValue] }.filter { $0.erasedAt == nil }
    }

    /// Where a message went that is no longer here.
    var splitOff: [Int64: Int64] {
        facts.reduce(into: [:]) { places, fact in
            guard case .split(let new, let message) = fact.what else { return }
            places[message.rawValue] = new.rawValue
        }
    }
}
