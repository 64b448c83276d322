import Agreements
import BusinessTime
import Desk
import Operations
import Storage

// Access to systems of the customer's (clause G): given here, seen with each use, ended whenever they like.
extension PortalSight {
    var accessItems: [MarkItem] {
        ticket.accesses.map { access in
            let what = access.what
            let sentences = AccessSentences(access, words, name: name)
            return MarkItem(
                title: "Access \(what.number): \(shown(what.system))", clause: "G",
                standing: sentences.standing(seenBy: .customer), detail: shown(what.purpose),
                people: "For \(users(what.users)); \(sentences.used)")
        }
    }

    func accessActs(_ target: (PortalAct) -> FormTarget) -> [ActForm] {
        guard ticket.closing == nil else { return [] }
        var acts = [ActForm.portalAccess(target(.accesses), to: giveable, zone: words.zone)]
        let open = ticket.accesses.filter { $0.standing(at: words.now) != .over }
        if !open.isEmpty {
            acts.append(
                .endAccess(
                    target(.accessEndings),
                    accesses: open.map { access in
                        FieldChoice(
                            value: "\(access.what.number)",
                            label: "\(access.what.number): \(shown(access.what.system)), until "
                                + words.short(access.what.span.to))
                    }))
        }
        return acts
    }

    /// To whom a contact can give it: who has the ticket, or whoever works on it.
    private var giveable: [FieldChoice] {
        let holder = row.assignee.flatMap { id in people[id].map { (id, $0) } }
        return (holder.map { [FieldChoice(value: "holder", label: "\($0.1), who has the ticket")] } ?? [])
            + [FieldChoice(value: "desk", label: "Whoever at the desk works on this ticket")]
    }

    /// What was filled in, as a wish. Groups and tiers have no names out here.
    func accessWish(_ form: Fields) throws(Desk.Refusal) -> AccessWish {
        guard !form["until"].isEmpty else { throw .accessWithoutEnd }
        let until = try words.instant(of: "until", in: form, clause: .customerDuties)
        var users = AccessUsers()
        if form["users"] == "holder", let holder = row.assignee {
            users.people = [Person.ID(holder)]
        } else if terms != nil {
            users.tier = ticket.tier
        } else {
            users.group = ticket.group
        }
        return AccessWish(
            system: form["system"], purpose: form["purpose"], users: users, until: until, said: .portal)
    }

    private func users(_ users: AccessUsers) -> String {
        let named = users.people.compactMap { people[$0.rawValue] }
        let others = users.group != nil || users.tier != nil ? ["whoever at the desk works on it"] : []
        return (named + others).joined(separator: ", ")
    }

    private func name(_ actor: Actor) -> String {
        actor.person.flatMap { people[$0.rawValue] } ?? "the desk"
    }

    private func shown(_ said: String) -> String { said.isEmpty ? "(erased)" : said }
}

extension Desk.Refusal {
    fileprivate static let accessWithoutEnd = Desk.Refusal(
        "until-missing", clause: .customerDuties, field: "until",
        "An access ends at a time that is known.",
        remedy: "Say until when: at most \(AccessGrant.daysMax) days.")
}
