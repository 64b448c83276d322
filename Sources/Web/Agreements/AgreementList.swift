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
    func agreementsPage(
        _ person: SignedIn, show: String? = nil, refused: (form: Fields, refusal: Desk.Refusal)? = nil
    ) async throws -> Response {
        let now = office.clock()
        let filter = show.flatMap(StageFilter.init) ?? .all
        let (entries, customers, notices, managers) = try await office.database.read { reader in
            let words = try DeskWords(of: reader, office, now: now)
            let own = try reader.person(person.asker.person.rawValue)?.organisation
            return (
                try listed(reader, words), try reader.organisations().filter { $0.id != own },
                try reader.noticeMailsWaitingCount(), try Office.managers(in: reader)
            )
        }
        var view = AgreementsView(rows: entries.filter { filter.takes($0.life) }.map(\.row))
        if entries.count > 1 { view.filters = Self.filters(entries.map(\.life), current: filter) }
        if (try? Access.require(.noticeGive, by: person.asker)) != nil {
            view.notices = NavLink(
                label: notices == 0
                    ? "Mails to the notice address"
                    : "\(notices) \(notices == 1 ? "mail" : "mails") to the notice address: say what "
                        + (notices == 1 ? "it is" : "they are"), href: Page.noticeMails)
            view.hasNotices = notices > 0
        }
        if (try? Access.require(.agreementDraft, by: person.asker)) != nil {
            let choices = customers.map { FieldChoice(value: String($0.id), label: $0.name) }
            var form = ActForm.beginAgreement(
                FormTarget(action: Page.agreements, csrf: person.csrf), customers: choices)
            form.show(refused)
            view.begin = form
            view.texts = NavLink(label: "Texts of your own", href: Page.templates)
        } else {
            view.empty.take(managers, canInvite: Access.allows(.createAgent, by: person.asker))
        }
        let layout = Layout(head("Agreements", person, current: Page.agreements)) { view }
        return page(layout, status: refused == nil ? .ok : .unprocessableContent)
    }

    private typealias Listed = (life: AgreementLife, row: AgreementRow)

    /// What waits for somebody first, what is over last.
    private func listed(_ reader: Storage.Reader, _ words: DeskWords) throws -> [Listed] {
        let versions = Dictionary(grouping: try reader.agreements(), by: \.name)
        let drafts = Dictionary(grouping: try reader.drafts(), by: \.agreement)
        let all = try Set(versions.keys).union(drafts.keys).map { name -> Listed in
            let organisation = versions[name]?.last?.organisation ?? drafts[name]?.first?.organisation
            let life = AgreementLife(
                try office.agreementFile(name, in: reader)?.agreement,
                periods: StoredAgreement.periods(versions[name] ?? []), hasDraft: drafts[name] != nil,
                at: words.now)
            let row = AgreementRow(
                name: name,
                customer: try organisation.flatMap { try reader.organisation($0)?.name } ?? "The desk itself",
                href: Page.agreement(name), standing: AgreementRow.Standing(life.stage, words),
                next: life.next.map { AgreementRow.Standing($0, words) },
                draft: drafts[name].map { _ in
                    NavLink(label: "Go on with the draft", href: Page.draft(name))
                }, open: try organisation.map { String(try reader.openTicketCount(of: $0)) } ?? "")
            return (life, row)
        }
        return all.sorted { one, other in
            let (first, second) = (one.life.order, other.life.order)
            return (first.rank, first.at, one.row.customer, one.row.name)
                < (second.rank, second.at, other.row.customer, other.row.name)
        }
    }

    private static func filters(_ lives: [AgreementLife], current: StageFilter) -> [QueueFilter] {
        StageFilter.allCases.map { filter in
            QueueFilter(
                label: filter.label,
                href: filter == .all ? Page.agreements : "\(Page.agreements)?show=\(filter.rawValue)",
                isCurrent: filter == current, count: lives.count { filter.takes($0) })
        }
    }
}

extension AgreementRow.Standing {
    init(_ stage: AgreementStage, _ words: DeskWords) {
        let stands = StageWords(stage, words)
        self.init(sentence: stands.sentence, label: stands.date?.label, date: stands.date?.moment)
    }
}

extension StoredAgreement {
    /// When each version that both signed holds, as the index has it.
    static func periods(_ versions: [StoredAgreement]) -> [Desk.AgreementPeriod] {
        versions.compactMap { stored in
            stored.inForceFrom.map {
                Desk.AgreementPeriod(version: stored.version, from: $0, until: stored.inForceUntil)
            }
        }
    }
}

extension EmptyState {
    /// For who may not begin an agreement: who does, and how there comes to be one who may.
    fileprivate mutating func take(_ managers: [String], canInvite: Bool) {
        next = AgreementWriters(managers).words ?? AgreementWriters.none
        if managers.isEmpty, canInvite { (href, link) = (Page.invitation, "Invite a manager") }
    }
}
