import Agreements
import BusinessTime
import Desk
import Operations
import Storage

// Accesses that the customer gave (G), and what a reader can do about them.
extension TicketSight {
    var accessItems: [MarkItem] {
        ticket.accesses.map { access in
            let what = access.what
            let sentences = AccessSentences(access, words, name: name)
            return MarkItem(
                title: "Access \(what.number): \(shown(what.system))", clause: "G",
                standing: sentences.standing(seenBy: .desk), detail: shown(what.purpose),
                people: "For \(words(of: what.users)). Given by \(name(what.contact)) "
                    + "\(what.said.spoken); \(sentences.used)")
        }
    }

    /// Nothing of a held ticket is erased (J).
    func holdItems(_ person: SignedIn) -> [MarkItem] {
        guard let hold else { return [] }
        let mayOpen = (try? Access.require(.erasePerson, by: person.asker)) != nil
        return [
            MarkItem(
                title: "Legal hold", clause: "J",
                standing: "Since \(words.short(hold.since)), by \(hold.by): nothing of this ticket is erased",
                detail: hold.reason,
                link: mayOpen ? NavLink(label: "All legal holds", href: Page.privacy) : nil)
        ]
    }

    func shown(_ said: String) -> String { said.isEmpty ? "(erased)" : said }

    func words(of users: AccessUsers) -> String {
        var all = users.people.map(name)
        if let group = users.group { all.append("everybody of \(group)") }
        if let tier = users.tier { all.append("everybody of tier \(tier.rawValue)") }
        return all.joined(separator: ", ")
    }

    func accessActs(_ person: SignedIn) -> [ActForm] {
        var acts: [ActForm] = []
        if may(.giveAccess, person) {
            acts.append(.giveAccess(target(.accesses, person), accessChoices, zone: words.zone))
        }
        let usable = ticket.accesses.filter { access in
            access.standing(at: words.now) == .inForce
                && access.what.users.admits(person.asker.person, groups: person.asker.groups, under: terms)
        }
        if may(.useAccess, person), !usable.isEmpty {
            acts.append(
                .useAccess(
                    target(.accessUses, person), accesses: usable.map(choice), zone: words.zone))
        }
        let open = ticket.accesses.filter { $0.standing(at: words.now) != .over }
        if may(.giveAccess, person), !open.isEmpty {
            acts.append(.endAccess(target(.accessEndings, person), accesses: open.map(choice)))
        }
        return acts
    }

    private func choice(_ access: GivenAccess) -> FieldChoice {
        FieldChoice(
            value: String(access.what.number),
            label: "\(access.what.number): \(shown(access.what.system)), until "
                + words.short(access.what.span.to))
    }

    private var accessChoices: ActForm.AccessChoices {
        let tiers = terms?.terms.escalation.tiers ?? []
        return ActForm.AccessChoices(
            people: agents.filter(Access.mayUseAccess).map {
                FieldChoice(value: String($0.id), label: $0.name)
            },
            groups: choices(groups),
            tiers: tiers.map {
                FieldChoice(value: String($0.level.rawValue), label: "Tier \($0.level.rawValue)")
            },
            requester: people[ticket.requester.rawValue] ?? "the customer", secretsGo: secretsGo)
    }
}

extension FactWords {
    static func access(_ fact: AccessFact, _ sight: TicketSight) -> FactWords {
        switch fact {
        case .given(let grant):
            return did(
                "wrote down access \(grant.number) to \(sight.shown(grant.system)), given by "
                    + "\(sight.name(grant.contact)) \(grant.said.spoken), for "
                    + "\(sight.words(of: grant.users)), until \(sight.words.short(grant.span.to)): "
                    + sight.shown(grant.purpose), "G")
        case .used(let number, let purpose):
            return did("used access \(number): \(sight.shown(purpose))", "G")
        case .reminded(let number): return stands("Access \(number) ends soon; its people were told", "G")
        case .ended(let number, let how, let reason):
            let why = reason.map { ": \(sight.shown($0))" } ?? ""
            switch how {
            case .expired: return stands("Access \(number) ended: its time is over", "G")
            case .closed: return stands("Access \(number) ended with the ticket", "G")
            case .customer, .desk: return did("ended access \(number)\(why)", "G")
            }
        }
    }
}
