import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Offering, countersigning and ending an agreement, by managers.
extension DeskServer {
    func addOffering(to router: Router<DeskContext>) {
        act("/agreements/:name/offer", .agreementOffer, on: router) { name, form, person, _ in
            try await office.offer(name, days: Int(form["days"]) ?? 0, by: person.asker.actor)
        }
        act("/agreements/:name/offer/withdrawal", .agreementOffer, on: router) { name, form, person, _ in
            try await office.withdrawOffer(name, reason: form["reason"], by: person.asker.actor)
        }
        act("/agreements/:name/offer/invitations", .agreementOffer, on: router) { name, form, _, _ in
            try await office.inviteAgain(name, signatory: Int(form["signatory"]) ?? -1)
        }
        act(
            "/agreements/:name/offer/signature", .agreementCountersign, withPassword: true, on: router
        ) { name, _, person, order in
            try await office.countersign(name, order, by: person.asker.person)
        }
        act("/agreements/:name/notice/withdrawal", .noticeGive, on: router) { name, form, person, _ in
            guard let side = Side(rawValue: form["side"]) else { throw Desk.Refusal.badNotice }
            try await office.agreeToWithdrawNotice(name, side: side, by: person.asker.actor)
        }
    }

    /// An act on an agreement; it leads back to the agreement's page, with the refusal where there is one.
    private func act(
        _ path: String, _ capability: Capability, withPassword: Bool = false,
        on router: Router<DeskContext>,
        _ body: @escaping @Sendable (String, Fields, SignedIn, Office.SigningOrder) async throws -> Void
    ) {
        router.post(RouterPath(path)) { request, context in
            let name = try context.parameters.require("name")
            return try await permitted(capability, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                do {
                    var order = order(form, request, context)
                    if withPassword {
                        try await confirmPassword(form, of: person, request, context)
                        order.hasPassword = true
                    }
                    try await body(name, form, person, order)
                    return redirect(to: Page.agreement(name))
                } catch let refusal as Desk.Refusal {
                    return try await agreementPage(name, person, refused: (form, refusal))
                } catch let problems as AgreementProblems {
                    return try await draftPage(name, person, refused: .unfinished(problems.all.count))
                }
            }
        }
    }
}

extension Desk.Refusal {
    static func unfinished(_ count: Int) -> Desk.Refusal {
        Desk.Refusal(
            "unfinished", clause: .signatures,
            count == 1 ? "One thing is left to mend." : "\(count) things are left to mend.",
            remedy: "Fill in what is marked; then it can be sent for signature.")
    }
}
