import Desk
import HTTPTypes
import Hummingbird
import Operations

// Changes of a version in force, by managers: other hours, clerical errors, and the answers to proposals.
extension DeskServer {
    func addChanging(to router: Router<DeskContext>) {
        router.get("/agreements/:name/hours") { request, context in
            try await permitted(.agreementAdjust, request) { person in
                try await hoursPage(try context.parameters.require("name"), person)
            }
        }
        changing("/agreements/:name/hours/preview", on: router) { name, form, person, _ in
            try await hoursPreview(name, form, person)
        }
        changing("/agreements/:name/hours", on: router) { name, form, person, sent in
            do {
                try await confirmPassword(form, of: person, sent.request, sent.context)
                guard let terms = try await held(name) else { return notInForce(name) }
                try await office.proposeAdjustment(
                    name, try adjustment(form, under: terms), by: person.asker.actor)
            } catch let refusal as Desk.Refusal where refusal.field == "password" {
                return try await hoursPreview(name, form, person, refused: refusal)
            } catch let refusal as Desk.Refusal {
                return try await hoursPage(name, person, refused: (form, refusal))
            }
            return redirect(to: Page.agreement(name) + "#changes")
        }
        addMending(to: router)
        changing("/agreements/:name/beside", on: router) { name, _, person, _ in
            try await office.acceptBeside(name, by: person.asker.actor)
            return redirect(to: Page.draft(name))
        }
        addProposals(to: router)
    }

    private func addProposals(to router: Router<DeskContext>) {
        router.get("/agreements/:name/proposals/:kind/:number") { request, context in
            try await permitted(.agreementAdjust, request) { person in
                guard let change = Self.change(context) else { return notFound() }
                return try await proposalPage(try context.parameters.require("name"), change, person)
            }
        }
        answering("acceptance", withPassword: true, on: router) { name, change, form, person in
            let side = Side(rawValue: form["side"]) ?? .customer
            let said = side == .customer ? try SaidElsewhere(form) : nil
            try await office.accept(change, of: name, side: side, said: said, by: person.asker.actor)
        }
        answering("refusal", on: router) { name, change, form, person in
            try await office.refuse(change, of: name, reason: form["reason"], by: person.asker.actor)
        }
        answering("links", on: router) { name, change, _, _ in
            try await office.askAgain(change, of: name)
        }
    }

    private static func change(_ context: DeskContext) -> Office.Change? {
        Office.Change(kind: context.parameters.get("kind"), number: context.parameters.get("number"))
    }

    typealias Sent = (request: Request, context: DeskContext)

    /// A form of a manager's own session.
    func changing(
        _ path: String, on router: Router<DeskContext>,
        _ body: @escaping @Sendable (String, Fields, SignedIn, Sent) async throws -> Response
    ) {
        router.post(RouterPath(path)) { request, context in
            let name = try context.parameters.require("name")
            return try await permitted(.agreementAdjust, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                return try await body(name, form, person, (request, context))
            }
        }
    }

    /// An answer to a proposal; it leads back to the proposal, with the refusal where there is one.
    private func answering(
        _ noun: String, withPassword: Bool = false, on router: Router<DeskContext>,
        _ body: @escaping @Sendable (String, Office.Change, Fields, SignedIn) async throws -> Void
    ) {
        changing("/agreements/:name/proposals/:kind/:number/\(noun)", on: router) {
            name, form, person, sent in
            guard let change = Self.change(sent.context) else { return notFound() }
            do {
                if withPassword { try await confirmPassword(form, of: person, sent.request, sent.context) }
                try await body(name, change, form, person)
                return redirect(to: Page.proposal(name, change.kind, change.number))
            } catch let refusal as Desk.Refusal {
                return try await proposalPage(name, change, person, refused: (form, refusal))
            }
        }
    }
}
