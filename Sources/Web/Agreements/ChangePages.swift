import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// Other hours for a version in force: proposed, looked at, answered.
extension DeskServer {
    typealias RefusedForm = (form: Fields, refusal: Desk.Refusal)

    /// The version in force with what is agreed by now; nil where none is.
    func held(_ name: String) async throws -> PinnedTerms? {
        let now = office.clock()
        return try await office.database.read { reader in
            let stored = try reader.agreements().last { stored in
                stored.name == name && (stored.inForceFrom ?? .latest) <= now
                    && now < (stored.inForceUntil ?? .latest)
            }
            return try stored.flatMap {
                try office.shelf.terms(
                    AgreementVersion(agreement: name, number: $0.version), receivedAt: now, in: reader)
            }
        }
    }

    func hoursPage(_ name: String, _ person: SignedIn, refused: RefusedForm? = nil) async throws -> Response {
        guard let terms = try await held(name) else { return notInForce(name) }
        var form = hoursForm(name, terms, person)
        form.show(refused)
        let view = ChangePage(
            back: NavLink(label: "Agreement \(name)", href: Page.agreement(name)), title: "Other hours",
            summary: "Version \(terms.version.number): hours may be adjusted inside the agreed bounds.",
            acts: [form])
        return page(
            Layout(head("\(name), hours", person, current: Page.agreements)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    func adjustment(_ form: Fields, under terms: PinnedTerms) throws(Desk.Refusal) -> Office.AdjustmentOrder {
        try Office.AdjustmentOrder(
            form, against: terms.terms.hours.calendar,
            today: terms.calendar.rules.local(office.clock()).date)
    }

    private func hoursForm(_ name: String, _ terms: PinnedTerms, _ person: SignedIn) -> ActForm {
        let hours = terms.terms.hours
        let today = terms.calendar.rules.local(office.clock()).date
        let weekly = hours.calendar.weekly(on: today)
        let days = Weekday.allCases.map { day in
            (key: day.rawValue, label: ChangeWords.name(day), value: ChangeWords.spans(weekly[day]))
        }
        return .adjustHours(
            FormTarget(action: Page.hoursPreview(name), csrf: person.csrf), days: days,
            special: Office.AdjustmentOrder.lines(
                Office.AdjustmentOrder.special(hours.calendar, from: today)),
            bounds: "The desk may open between \(hours.earliestOpening) and \(hours.latestClosing).",
            today: today.adding(days: 1).description)
    }

    /// `refused` is why it was not proposed though it could be.
    func hoursPreview(
        _ name: String, _ form: Fields, _ person: SignedIn, refused: Desk.Refusal? = nil
    ) async throws -> Response {
        guard let terms = try await held(name) else { return notInForce(name) }
        do {
            let order = try adjustment(form, under: terms)
            let (impact, adjustment) = try await office.impact(name, order)
            var change = hoursForm(name, terms, person)
            for index in change.fields.indices {
                change.fields[index].value = form[change.fields[index].name]
            }
            (change.isOpen, change.title, change.submit) = (false, "Change the proposal", "Show it again")
            let target = FormTarget(
                action: Page.hours(name), csrf: person.csrf,
                hidden: change.fields.map { HiddenField(name: $0.name, value: $0.value) })
            let asked = order.side == .provider ? terms.terms.customer.name : terms.terms.provider.name
            var propose = ActForm.proposeHours(target, to: asked)
            propose.show(refused.map { (form, $0) })
            let view = ChangePage(
                back: NavLink(label: "Agreement \(name)", href: Page.agreement(name)),
                title: "Other hours: what it comes to", summary: "Nothing is proposed yet.",
                lines: ChangeWords.lines(adjustment), impact: ImpactView(impact),
                acts: (impact.refusal == nil ? [propose] : []) + [change])
            return page(
                Layout(head("\(name), hours", person, current: Page.agreements)) { view },
                status: refused == nil ? .ok : .unprocessableContent)
        } catch let refusal as Desk.Refusal {
            return try await hoursPage(name, person, refused: (form, refusal))
        }
    }

    func notInForce(_ name: String) -> Response {
        errorPage(
            .notFound, "No version of \(name) is in force.", "Offer a version; what holds can be changed.")
    }

    func proposalPage(
        _ name: String, _ change: Office.Change, _ person: SignedIn, refused: RefusedForm? = nil
    ) async throws -> Response {
        let now = office.clock()
        let found = try await office.database.read { reader -> ProposalWords? in
            guard let file = try office.agreementFile(name, in: reader) else { return nil }
            let words = try AgreementFactWords(file, DeskWords(of: reader, office, now: now), reader)
            return try ProposalWords(
                file, change, words, impact: office.impact(of: change, on: file, now: now, reader))
        }
        guard let words = found else { return notFound() }
        var view = words.page
        view.acts = words.acts(person)
        if let refused {
            view.refusal = Refusal(refused.refusal)
            for index in view.acts.indices where view.acts[index].isAnswered(by: refused.form) {
                view.acts[index].show(refused)
            }
        }
        return page(
            Layout(head("\(name), proposal", person, current: Page.agreements)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension ImpactView {
    init(_ impact: Impact) {
        self.init(
            touches: impact.touches, leaves: impact.leaves, refusal: impact.refusal.map { Refusal($0) })
    }
}
