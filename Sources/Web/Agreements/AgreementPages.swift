import Agreements
import BusinessTime
import Desk
import Documents
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

extension DeskServer {
    func agreementPage(
        _ name: String, _ person: SignedIn, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        guard let sight = try await agreementSight(name, person) else { return notFound() }
        var view = sight.view
        let mayDraft = (try? Access.require(.agreementDraft, by: person.asker)) != nil
        if mayDraft, sight.words?.agreement.offering?.isOpen == true {
            view.acts += sight.words?.offerActs ?? []
        } else if mayDraft, !sight.hasDraft {
            view.acts.append(.beginAmendment(name, person, organisation: sight.organisation))
        }
        if (try? Access.require(.noticeGive, by: person.asker)) != nil {
            view.acts += await noticeActs(name, sight, person)
        }
        if let refused {
            view.refusal = Refusal(refused.refusal)
            for index in view.acts.indices where view.acts[index].isAnswered(by: refused.form) {
                view.acts[index].show(refused)
            }
        }
        return page(
            Layout(head(view.title, person, current: Page.agreements)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private struct AgreementSight: Sendable {
        var view: AgreementView
        let organisation: Int64
        let hasDraft: Bool
        /// nil before the first fact.
        let words: OfferWords?
        let deskWords: DeskWords
    }

    private func agreementSight(_ name: String, _ person: SignedIn) async throws -> AgreementSight? {
        let now = office.clock()
        return try await office.database.read { reader -> AgreementSight? in
            let stored = try reader.agreements().filter { $0.name == name }
            let versions = stored.filter { $0.inForceFrom != nil }
            let draft = try reader.draft(of: name)
            guard let organisation = stored.last?.organisation ?? draft?.organisation else { return nil }
            let words = try agreedWords(versions.last, reader, now: now)
            let address = try reader.person(person.asker.person.rawValue)?.address ?? ""
            let file = try office.agreementFile(name, in: reader)
            let life = AgreementLife(
                file?.agreement, periods: StoredAgreement.periods(stored), hasDraft: draft != nil, at: now)
            let offer = file?.agreement.map {
                OfferWords(name: name, agreement: $0, words: words, person: person, address: address)
            }
            let behind = try reader.tickets(behind: name)
            let letter = file?.agreement?.notice?.scan.map {
                NavLink(label: "The letter of notice", href: Page.noticeLetter(name, $0.digest))
            }
            var view = AgreementView(
                title: "\(try reader.organisation(organisation)?.name ?? name): agreement \(name)",
                summary: StageWords(life.stage, words).whole,
                notice: offer?.notice,
                links: Self.links(name, person, hasDraft: draft != nil, newest: versions.last?.version)
                    + [letter].compactMap { $0 }
                    + behind.map {
                        NavLink(label: "Begun from ticket #\($0), out of scope", href: Page.ticket($0))
                    },
                versions: versions.reversed().map {
                    VersionWords(stored: $0, versions: stored, agreement: file?.agreement, words: words).row
                }, offer: offer?.offer,
                changes: try changes(name, person, words, reader), acts: [])
            view.undelivered = try words.undelivered(.agreement(name), reader)
            return AgreementSight(
                view: view, organisation: organisation, hasDraft: draft != nil, words: offer, deskWords: words
            )
        }
    }

    /// Days of an agreement are those of its own calendar; before it has one, of the desk's first.
    private func agreedWords(
        _ version: StoredAgreement?, _ reader: Storage.Reader, now: Instant
    ) throws -> DeskWords {
        let terms = try version.flatMap {
            try office.shelf.terms(AgreementVersion(agreement: $0.name, number: $0.version), in: reader)
        }
        return try terms.map { DeskWords($0, now: now) } ?? DeskWords(of: reader, office, now: now)
    }

    private static func links(
        _ name: String, _ person: SignedIn, hasDraft: Bool, newest: Int?
    ) -> [NavLink] {
        var links: [NavLink] = []
        if hasDraft { links.append(NavLink(label: "Go on with the draft", href: Page.draft(name))) }
        if let newest, (try? Access.require(.reportView, by: person.asker)) != nil {
            links.append(
                NavLink(
                    label: "How each clause did this quarter", href: Page.agreementClauses(name, newest)))
        }
        if newest != nil, (try? Access.require(.whatIf, by: person.asker)) != nil {
            links.append(
                NavLink(label: "What would other terms have meant?", href: Page.whatIf(name)))
        }
        return links
    }

    private func noticeActs(_ name: String, _ sight: AgreementSight, _ person: SignedIn) async -> [ActForm] {
        let outlook = try? await office.noticeOutlook(name, received: .now)
        let target = FormTarget(action: Page.noticePreview(name), csrf: person.csrf)
        var acts =
            sight.words?.noticeActs(outlook)
            ?? outlook.map { [OfferWords.notice(target, $0, sight.deskWords)] } ?? []
        if let outlook, let impact = try? await office.noticeImpact(name, outlook) {
            for index in acts.indices where acts[index].id == "notice" {
                acts[index].impact = ImpactView(impact)
            }
        }
        return acts
    }

    func documentPage(_ name: String, _ number: Int, _ person: SignedIn) async throws -> Response {
        let now = office.clock()
        let found = try await office.database.read { reader -> AgreementDocumentView? in
            let version = AgreementVersion(agreement: name, number: number)
            guard let stored = try reader.agreement(named: name, version: number),
                let pinned = try office.shelf.terms(version, in: reader),
                let agreement = try office.signedAgreement(version, in: reader)
            else { return nil }
            let words = DeskWords(pinned, now: now)
            return AgreementDocumentView(
                back: NavLink(label: "Agreement \(name)", href: Page.agreement(name)),
                standing: "Version \(number), in the text \(agreement.text.template). "
                    + (try versionWords(stored, words, reader).standing),
                downloads: try downloads(version, agreement, person, in: reader),
                notes: try agreed(version, receivedAt: nil, reader),
                text: agreement.text, amendment: agreement.amendment)
        }
        guard let view = found else { return notFound() }
        return page(Layout(head("\(name), version \(number)", person, current: Page.agreements)) { view })
    }

    private func versionWords(
        _ stored: StoredAgreement, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> VersionWords {
        VersionWords(
            stored: stored, versions: try reader.agreements().filter { $0.name == stored.name },
            agreement: try office.agreementFile(stored.name, in: reader)?.agreement, words: words)
    }

    private func downloads(
        _ version: AgreementVersion, _ agreement: SignedAgreement, _ person: SignedIn,
        in reader: Storage.Reader
    ) throws -> [NavLink] {
        let (name, number) = (version.agreement, version.number)
        var files = [
            NavLink(label: "PDF", href: Page.agreementPDF(name, number)),
            NavLink(label: "Terms as YAML", href: Page.agreementText(name, number)),
        ]
        if (try? Access.require(.reportView, by: person.asker)) != nil {
            files.append(
                NavLink(
                    label: "How each clause did this quarter", href: Page.agreementClauses(name, number)))
        }
        guard (try? Access.require(.agreementEvidence, by: person.asker)) != nil,
            try office.isSignedHere(version, agreement, in: reader)
        else { return files }
        return files + [
            NavLink(label: "Evidence of the signatures", href: Page.agreementEvidence(name, number))
        ]
    }

    /// What agents count by, without what is first of all between the parties.
    func promisesPage(_ name: String, _ number: Int, _ person: SignedIn) async throws -> Response {
        let now = office.clock()
        let found = try await office.database.read { reader -> AgreementDocumentView? in
            let version = AgreementVersion(agreement: name, number: number)
            guard let stored = try reader.agreement(named: name, version: number), stored.inForceFrom != nil,
                let pinned = try office.shelf.terms(version, receivedAt: now, in: reader),
                let agreement = try office.signedAgreement(version, in: reader)
            else { return nil }
            let standing = try versionWords(stored, DeskWords(pinned, now: now), reader).standing
            let notes = try agreed(version, receivedAt: now, reader)
            // What is agreed since stands in no kept text; the standard text says it.
            let text =
                notes.isEmpty ? agreement.text : AgreementText(pinned.terms, calendar: pinned.calendar)
            return AgreementDocumentView(
                back: NavLink(label: "Queue", href: Page.queue),
                standing: "Promises of \(version). \(standing)",
                downloads: [], notes: notes, text: text.promises)
        }
        guard let view = found else { return notFound() }
        return page(Layout(head("Promises of \(name)", person, current: "")) { view })
    }

    func termsFile(_ name: String, _ number: Int) async throws -> Response {
        let stored = try await office.database.read { try $0.agreement(named: name, version: number) }
        guard let stored else { return notFound() }
        return download(stored.text, "application/yaml", name: "\(name)-\(number).yaml")
    }
}

extension ActForm {
    /// Sends `organisation` and `name`.
    static func beginAmendment(_ name: String, _ person: SignedIn, organisation: Int64) -> ActForm {
        ActForm(
            id: "amend", title: "Draft an amendment", clause: "A.3",
            target: FormTarget(
                action: Page.agreements, csrf: person.csrf,
                hidden: [
                    HiddenField(name: "name", value: name),
                    HiddenField(name: "organisation", value: String(organisation)),
                ]),
            effect:
                """
                Opens a draft with the terms as they are. Nothing changes until both parties have signed it; \
                tickets received before keep this version.
                """,
            submit: "Open a draft")
    }
}
