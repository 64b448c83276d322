import Agreements
import BusinessTime
import Desk
import Documents
import Hummingbird
import Markup
import Operations
import Storage

// A customer's agreements: their promises for all of its contacts, the whole for those who may see it.
extension DeskServer {
    func addPortalAgreements(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.portalAgreements)) { request, _ in
            try await contact(request) { person in try await portalAgreements(person) }
        }
        router.get("/portal/agreements/:name/:version") { request, context in
            let version = try AgreementVersion(context)
            return try await held(version, .agreementView, request) { person in
                try await portalDocument(version, person, isWhole: true)
            }
        }
        router.get("/portal/agreements/:name/:version/promises") { request, context in
            let version = try AgreementVersion(context)
            return try await held(version, .agreementPromises, request) { person in
                try await portalDocument(version, person, isWhole: false)
            }
        }
        router.get("/portal/agreements/:name/:version/pdf") { request, context in
            let version = try AgreementVersion(context)
            return try await held(version, .agreementView, request) { _ in
                try await printedAgreement(version)
            }
        }
        router.get("/portal/agreements/:name/:version/evidence") { request, context in
            let version = try AgreementVersion(context)
            return try await held(version, .agreementEvidence, request) { _ in try await evidence(version) }
        }
    }

    /// Answers a contact whose organisation's version it is, and who may do it.
    private func held(
        _ version: AgreementVersion, _ capability: Capability, _ request: Request,
        _ body: (SignedIn) async throws -> Response
    ) async throws -> Response {
        try await contact(request) { person in
            _ = try await office.database.read {
                try office.held(version, for: capability, by: person.asker, in: $0)
            }
            return try await body(person)
        }
    }

    private func portalAgreements(_ person: SignedIn) async throws -> Response {
        let now = office.clock()
        let view = try await office.database.read { reader in
            let held = try office.agreements(of: person.asker, in: reader)
            return PortalAgreementsView(
                rows: try held.reversed().map { held in try agreementRow(held, person, now, reader) })
        }
        return portalPage("Agreements", person, current: Page.portalAgreements) { view }
    }

    private func agreementRow(
        _ held: Office.HeldAgreement, _ person: SignedIn, _ now: Instant, _ reader: Storage.Reader
    ) throws -> PortalAgreementRow {
        let (name, number) = (held.version.agreement, held.version.number)
        func may(_ capability: Capability) -> Bool {
            Access.allows(capability, by: person.asker, on: .agreement(held.place))
        }
        var links = [NavLink(label: "Promises", href: Page.portalPromises(name, number))]
        if may(.agreementView) {
            links.append(NavLink(label: "Whole text", href: Page.portalAgreement(name, number)))
            links.append(NavLink(label: "PDF", href: Page.portalAgreementPDF(name, number)))
        }
        if may(.agreementEvidence) {
            links.append(NavLink(label: "Evidence", href: Page.portalEvidence(name, number)))
        }
        if may(.reportOwn) { links.append(NavLink(label: "Reports", href: Page.portalReports)) }
        if may(.noticeGiveAsCustomer), held.from <= now, held.until.map({ now < $0 }) ?? true {
            links.append(NavLink(label: "Give notice", href: Page.portalNotice(name)))
        }
        if may(.agreementView), let letter = try letter(ending: held, reader) { links.append(letter) }
        let months = may(.statementView) ? try issuedMonths(name, now, reader) : []
        return PortalAgreementRow(
            name: "\(held.version)", standing: try standing(held, now, reader), links: links,
            statements: months.map {
                NavLink(label: $0.inWords, href: Page.portalStatement(name, $0.description))
            })
    }

    /// The letter by which notice was given, at the version that it ends.
    private func letter(ending held: Office.HeldAgreement, _ reader: Storage.Reader) throws -> NavLink? {
        let name = held.version.agreement
        guard let notice = try office.standingNotice(name, in: reader), notice.ends == held.until,
            let scan = notice.scan
        else { return nil }
        return NavLink(label: "Letter of notice", href: Page.portalNoticeLetter(name, scan.digest))
    }

    /// Since when, until when, and a notice that was given (clause I).
    private func standing(
        _ held: Office.HeldAgreement, _ now: Instant, _ reader: Storage.Reader
    ) throws -> String {
        let words = try office.shelf.terms(held.version, in: reader).map { DeskWords($0, now: now) }
        func day(_ instant: Instant) -> String {
            words.map { $0.rules.local(instant).date.inWords } ?? "\(instant)"
        }
        let begun = held.from <= .earliest ? "In force" : "In force since \(day(held.from))"
        guard let until = held.until else {
            return now < held.from ? "In force from \(day(held.from))" : begun
        }
        let last = day(until.advanced(by: -1))
        return now < until ? "\(begun), until \(last)" : "Was in force until \(last)"
    }

    private func portalDocument(
        _ version: AgreementVersion, _ person: SignedIn, isWhole: Bool
    ) async throws -> Response {
        let now = office.clock()
        let found = try await office.database.read { reader -> AgreementDocumentView? in
            guard let pinned = try office.shelf.terms(version, receivedAt: now, in: reader),
                let agreement = try office.signedAgreement(version, in: reader)
            else { return nil }
            let back = NavLink(label: "Agreements", href: Page.portalAgreements)
            let notes = try agreed(version, receivedAt: isWhole ? nil : now, reader)
            if isWhole {
                let pdf = NavLink(
                    label: "PDF", href: Page.portalAgreementPDF(version.agreement, version.number))
                return AgreementDocumentView(
                    back: back, standing: "Agreement \(version).", downloads: [pdf], notes: notes,
                    text: agreement.text, amendment: agreement.amendment)
            }
            // What is agreed since stands in no kept text; the standard text says it.
            let text =
                notes.isEmpty ? agreement.text : AgreementText(pinned.terms, calendar: pinned.calendar)
            return AgreementDocumentView(
                back: back, standing: "Promises of \(version).", downloads: [], notes: notes,
                text: text.promises)
        }
        guard let view = found else { throw Access.Denial.hidden }
        return portalPage("Agreement \(version)", person) { view }
    }
}
