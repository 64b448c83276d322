import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Operations
import Storage

/// Retention and holds as the privacy page shows them, read at one moment.
struct PrivacySight: Sendable {
    let words: DeskWords
    let retention: [String]
    let holds: [NavLink]

    /// Runs on the page.
    static let runsMax = 50

    init(_ reader: Storage.Reader, _ office: Office, _ words: DeskWords) throws {
        self.words = words
        retention = try office.retentionReports(in: reader).prefix(Self.runsMax).flatMap { at, report in
            report.parts.map { part in
                "\(words.short(at)), \(part.agreement), \(part.months) months after closing: "
                    + PersonSight.done(part.done)
            }
        }
        holds = try office.holds(in: reader).map { hold in
            NavLink(
                label: "#\(hold.ticket): \(hold.reason) (\(hold.by), \(words.short(hold.since)))",
                href: Page.ticket(hold.ticket.rawValue))
        }
    }
}

// Legal holds: set and lifted by a manager.
extension DeskServer {
    func addHolds(to router: Router<DeskContext>) {
        for (path, isHeld) in [(Page.holds, true), (Page.holdLiftings, false)] {
            router.post(RouterPath(path)) { request, _ in
                try await permitted(.holdTicket, request) { person in
                    let form = try await Fields(form: request)
                    guard person.isOwn(form) else { return foreignForm() }
                    let number = form["ticket"].filter { $0 != "#" && !$0.isWhitespace }
                    do {
                        try await office.setHold(
                            isHeld, on: Ticket.ID(Int64(number) ?? 0), reason: form["reason"],
                            by: person.asker)
                        return redirect(to: Page.privacy)
                    } catch let refusal as Desk.Refusal {
                        return try await privacyPage(
                            person, address: nil, refused: (action: path, form: form, refusal: refusal))
                    }
                }
            }
        }
    }

    func holdActs(_ person: SignedIn) -> [ActForm] {
        guard (try? Access.require(.holdTicket, by: person.asker)) != nil else { return [] }
        return [
            Self.holdAct(
                "hold", "Hold a ticket", FormTarget(action: Page.holds, csrf: person.csrf),
                effect: "Nothing of it is erased, by anybody, until a manager lifts the hold."),
            Self.holdAct(
                "lift", "Lift a hold", FormTarget(action: Page.holdLiftings, csrf: person.csrf),
                effect: "What clause J keeps no longer is erased at the next daily run."),
        ]
    }

    private static func holdAct(
        _ id: String, _ title: String, _ target: FormTarget, effect: String
    ) -> ActForm {
        ActForm(
            id: id, title: title, clause: "J", target: target, effect: effect,
            fields: [
                FormField(
                    scope: id, name: "ticket", label: "Ticket", kind: .line,
                    hint: "Its number, for example 17.", isRequired: true),
                .words(id, "reason", "Reason", rows: 2),
            ], submit: title)
    }
}
