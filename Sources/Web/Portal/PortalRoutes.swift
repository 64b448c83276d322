import Agreements
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// The portal: what a customer's people see and do. Every address asks `Access` with what it is about.
extension DeskServer {
    func addPortal(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.portal)) { request, _ in
            try await contact(request) { person in try await portalList(person, PortalQuestion(request)) }
        }
        router.get("/portal/tickets/:id") { request, context in
            let number = try context.parameters.require("id")
            return try await contact(request) { person in
                var sight = try await portalSight(number, person)
                sight.before = Fields(query: request)["before"]
                return portalPage("#\(sight.id) \(sight.row.shownSubject)", person) { sight.view(person) }
            }
        }
        router.get("/portal/tickets/:id/proof/:promise") { request, context in
            let number = try context.parameters.require("id")
            let promise = Agreements.Promise(rawValue: try context.parameters.require("promise"))
            return try await contact(request) { person in
                let sight = try await portalSight(number, person)
                guard let view = promise.flatMap(sight.proofPage) else { throw Access.Denial.hidden }
                return portalPage("Proof of #\(sight.id)", person) { view }
            }
        }
        for act in PortalAct.allCases {
            router.post(RouterPath("/portal/tickets/:id/\(act.rawValue)")) { request, context in
                let number = try context.parameters.require("id")
                return try await contact(request) { person in
                    try await post(act, to: number, try await FilesForm(request), person)
                }
            }
        }
        addRating(to: router)
        addPortalFiling(to: router)
        addPortalAgreements(to: router)
        addPortalStatements(to: router)
        addPortalNotice(to: router)
        addPortalChanges(to: router)
        addPortalContacts(to: router)
    }

    /// Answers a signed-in contact. The desk's people have the desk.
    func contact(
        _ request: Request, _ body: (SignedIn) async throws -> Response
    ) async throws -> Response {
        guard let person = try await person(of: request) else { return toSignIn(request) }
        return try await answering(person, request) {
            do {
                guard person.asker.role == .contact else {
                    throw Access.Denial.forbidden("The portal is for customers' people; the desk is yours.")
                }
                return try await body(person)
            } catch Access.Denial.hidden {
                return portalNotFound()
            } catch Access.Denial.forbidden(let why) {
                if person.asker.role != .contact { return errorPage(.forbidden(why)) }
                return portalError(
                    .forbidden, why, "Ask who looks after your agreement to have it given to you.")
            }
        }
    }

    func portalPage<Main: Content>(
        _ title: String, _ person: SignedIn, current: String = "", status: HTTPResponse.Status = .ok,
        @ContentBuilder _ main: () -> Main
    ) -> Response {
        page(Layout(portalHead(title, person, current: current), main: main), status: status)
    }

    func portalHead(_ title: String, _ person: SignedIn, current: String) -> PageHead {
        let links =
            [
                ("Tickets", Page.portal), ("Ask for support", Page.portalFiling), ("Chat", Page.chat),
                ("Agreements", Page.portalAgreements),
            ] + (person.asker.rights.contains(.books) ? [("Reports", Page.portalReports)] : [])
            + (person.asker.rights.contains(.organisation) ? [("Colleagues", Page.portalContacts)] : [])
            + [("Help", Page.help), ("Exports", Page.exports)]
        var head = PageHead(
            title: title,
            reader: Reader(
                id: person.asker.person.rawValue, name: person.name, account: Page.account,
                signOut: FormTarget(action: Page.signOut, csrf: person.csrf)),
            links: links.map { NavLink(label: $0.0, href: $0.1, isCurrent: current == $0.1) },
            assets: Page.assets, live: Page.portalLive)
        head.hasKeys = false
        head.show(office.brand.value)
        return head
    }

    /// The ticket of this number, unless it is hidden from this contact.
    func portalSight(_ number: String, _ person: SignedIn) async throws -> PortalSight {
        let now = office.clock()
        return try await office.database.read { reader in
            guard let id = Int64(number), let row = try reader.ticketRow(id, for: person.visibility),
                let desk = try office.dossier(Ticket.ID(id), in: reader)
            else { throw Access.Denial.hidden }
            try Access.require(.ticketView, by: person.asker, on: office.thing(desk.ticket, in: reader))
            var sight = try PortalSight(row, desk, for: person.seat, office: office, now: now, reader)
            let caller = SentOnce.portal(person.asker.person, on: id)
            sight.sent = try SentOnce.keys(of: caller, at: now, in: reader)
            return sight
        }
    }

    private func post(
        _ act: PortalAct, to number: String, _ sent: FilesForm, _ person: SignedIn
    ) async throws -> Response {
        let sight = try await portalSight(number, person)
        let form = sent.fields
        guard person.isOwn(form) else { return foreignForm() }
        let turn = Office.Turn(
            on: Ticket.ID(sight.id), by: person.asker, way: .portal, at: office.clock())
        do {
            let caller = SentOnce.portal(person.asker.person, on: sight.id)
            let once = try SentOnce(act.rawValue, sent, by: caller)
            try await office.database.write { writer in
                if let once, try once.isDone(in: writer, at: turn.now) { return }
                try carryOut(act, sent, turn, sight, writer)
                try once?.keep(writer, at: turn.now)
            }
            return redirect(to: Page.portalTicket(sight.id))
        } catch let refusal as Desk.Refusal {
            let view = sight.view(person, refused: (act, form, refusal))
            return portalPage(sight.row.shownSubject, person, status: .unprocessableContent) { view }
        }
    }

    private func carryOut(
        _ act: PortalAct, _ sent: FilesForm, _ turn: Office.Turn, _ sight: PortalSight, _ writer: Writer
    ) throws {
        let form = sent.fields
        switch act {
        case .replies: try office.answerAsContact(form["text"], sent.files, turn, writer)
        case .reopening: try office.reopenAsContact(form["text"], turn, writer)
        case .disputes:
            guard let mark = Mark(word: form["mark"]) else { throw Desk.Refusal.unknownMark(form) }
            try office.disputeAsContact(mark, reason: form["reason"], turn, writer)
        case .objections: try office.objectAsContact(form["reason"], turn, writer)
        case .provisions: try office.provideAsContact(turn, writer)
        case .confirmations: try office.confirmAsContact(fact: Int(form["fact"]) ?? 0, turn, writer)
        case .followers:
            // Empty would be the asker, who at the portal is no colleague of the desk.
            try office.follow(form["address"], turn, writer)
        case .followerRemovals: try office.unfollow(form["address"], turn, writer)
        case .ratings:
            let wish = Office.RatingWish(score: form["score"], comment: form["comment"])
            try office.rateAsContact(wish, turn, writer)
        case .accesses: try office.giveAccess(try sight.accessWish(form), turn, writer)
        case .accessEndings:
            try office.endAccess(Int(form["grant"]) ?? 0, reason: form["reason"], turn, writer)
        }
    }
}

/// What a contact can post to a ticket.
enum PortalAct: String, CaseIterable {
    case replies, reopening, disputes, objections, confirmations, followers, ratings, accesses
    /// "I have given this."
    case provisions = "information-given"
    case followerRemovals = "follower-removals"
    case accessEndings = "access-endings"
}
