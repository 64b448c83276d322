import Desk
import Operations

/// An act on the open ticket by its place on the page, and why it may not be there.
struct PaletteAct: Sendable {
    /// The form's id without `act-`.
    let id: String
    let title: String
    let capability: Capability
    /// Said where the role may do it, but the ticket as it stands does not take it.
    let absence: String

    /// Acts that begin on a page of their own, by the label of the link that leads there.
    static let links: [PaletteAct] = [
        PaletteAct(id: "Print", title: "Print", capability: .ticketView, absence: "It can't be printed."),
        PaletteAct(
            id: "Log a call", title: "Log a call", capability: .logCall,
            absence: "Nobody is left who could call."),
        PaletteAct(
            id: "Merge", title: "Merge into another ticket", capability: .merge,
            absence: "It is merged already."),
        PaletteAct(
            id: "Split", title: "Split off a message", capability: .split,
            absence: "There is no later message of the customer to split off."),
    ]

    static let all: [PaletteAct] = [
        PaletteAct(
            id: "acknowledge", title: "Acknowledge", capability: .acknowledge,
            absence: "It is acknowledged already."),
        PaletteAct(
            id: "request", title: "Request information", capability: .requestInformation,
            absence: "Nobody is left who could answer."),
        PaletteAct(
            id: "extend", title: "Extend the resolution", capability: .extend,
            absence: "No agreement holds that could extend it."),
        PaletteAct(
            id: "exclude", title: "Propose an exclusion", capability: .proposeExclusion,
            absence: "No agreement holds whose time could be excluded."),
        PaletteAct(
            id: "scope", title: "Mark out of scope", capability: .markOutOfScope,
            absence: "It is marked already, or no agreement bounds it."),
        PaletteAct(
            id: "escalate", title: "Escalate", capability: .escalate, absence: "It can't go higher."),
        PaletteAct(id: "assign", title: "Assign", capability: .assign, absence: "It can't be given."),
        PaletteAct(
            id: "severity", title: "Change severity", capability: .setSeverity,
            absence: "Its severity is settled."),
        PaletteAct(
            id: "category", title: "Change category", capability: .setSeverity,
            absence: "No agreement holds whose categories it could have."),
        PaletteAct(
            id: "inquiry", title: "Not an inquiry", capability: .markNotInquiry,
            absence: "It can't be marked."),
        PaletteAct(
            id: "resolve", title: "Resolve", capability: .resolve, absence: "It is resolved already."),
        PaletteAct(
            id: "reopen", title: "Reopen", capability: .reopen,
            absence: "Only what is resolved is reopened."),
    ]
}

extension TicketSight {
    /// Every act: those of the page lead there, the others say why they are refused.
    func paletteItems(_ person: SignedIn) -> [PaletteItem] {
        let view = view(person)
        let here = Page.ticket(id)
        var items: [PaletteItem] = []
        if view.reply != nil {
            let whyNot = refusal(.reply, person) ?? (isRequesterErased ? "Nobody is left to answer." : nil)
            items = [
                PaletteItem("Reply", "Act", href: "\(here)#visibility-public", refusal: whyNot),
                PaletteItem("Write an internal note", "Act", href: "\(here)#visibility-internal"),
            ]
        }
        if view.take != nil {
            let label = view.assignee == nil ? "Take it" : "Take it over"
            items.append(PaletteItem(label, "Act", href: "\(here)#take"))
        }
        items += view.acts.map { PaletteItem($0.title, "Act", href: "\(here)#act-\($0.id)") }
        let places = Dictionary(uniqueKeysWithValues: view.moreActs.map { ($0.label, $0.href) })
        items += PaletteAct.links.compactMap { act in
            places[act.id].map { PaletteItem(act.title, "Act", href: $0) }
        }
        let shown = Set(view.acts.map(\.id) + places.keys)
        items += (PaletteAct.all + PaletteAct.links).filter { !shown.contains($0.id) }.map { act in
            let why =
                refusal(act.capability, person)
                ?? (ticket.closing == nil ? act.absence : "The ticket is closed; a new mail opens another.")
            return PaletteItem(act.title, "Act", refusal: why)
        }
        return items
    }

    private func refusal(_ capability: Capability, _ person: SignedIn) -> String? {
        do {
            try Access.require(capability, by: person.asker, on: thing)
            return nil
        } catch .forbidden(let why) {
            return why
        } catch {
            return "You may not do this."
        }
    }
}
