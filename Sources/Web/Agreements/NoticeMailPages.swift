import Agreements
import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

extension DeskServer {
    func noticeMailsPage(_ person: SignedIn) async throws -> Response {
        let now = office.clock()
        let view = try await office.database.read { reader in
            let words = person.words(at: now)
            func rows(_ mails: [StoredNoticeMail]) throws -> [NoticeMailRow] {
                try mails.map { try noticeMailRow($0, words, reader) }
            }
            return NoticeMailsView(
                back: NavLink(label: "Agreements", href: Page.agreements),
                waiting: try rows(try reader.noticeMailsWaiting()),
                decided: try rows(try reader.noticeMailsDecided()))
        }
        return page(Layout(head("Mails to the notice address", person, current: Page.agreements)) { view })
    }

    private func noticeMailRow(
        _ mail: StoredNoticeMail, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> NoticeMailRow {
        let letter = try office.noticeLetter(mail.inbox, in: reader)
        return NoticeMailRow(
            subject: NavLink(label: letter?.subject ?? "A mail", href: Page.noticeMail(mail.inbox)),
            from: letter?.from ?? "Its words are erased.", received: words.moment(mail.received),
            standing: try Self.standing(mail, words, reader))
    }

    private static func standing(
        _ mail: StoredNoticeMail, _ words: DeskWords, _ reader: Storage.Reader
    ) throws -> String {
        let who = try mail.decidedBy.flatMap { try reader.person($0)?.name } ?? "somebody"
        let when = mail.decidedAt.map { ", \(words.relative($0))" } ?? ""
        switch mail.state {
        case .waiting:
            let about = mail.agreement.map { "about \($0)" } ?? "about an agreement not known yet"
            return "Waits for a manager, \(about)" + (mail.isAutomatic ? "; written by a program" : "")
        case .notice: return "Gave notice for \(mail.agreement ?? "an agreement"), said \(who)\(when)"
        case .inquiry: return "No notice, said \(who)\(when)"
        }
    }

    func noticeMailPage(
        _ inbox: Int64, _ person: SignedIn, about: String?, refused: RefusedForm? = nil
    ) async throws -> Response {
        let now = office.clock()
        let found = try await office.database.read { reader -> NoticeMailWords? in
            guard let reading = try office.noticeReading(inbox, in: reader) else { return nil }
            let words = person.words(at: now)
            let customer = try reading.mail.organisation.flatMap { try reader.organisation($0)?.name }
            return NoticeMailWords(
                reading: reading, words: words, standing: try Self.standing(reading.mail, words, reader),
                customer: customer)
        }
        guard let found else { return notFound() }
        var view = found.view
        if found.reading.mail.state == .waiting { try await decide(found, about: about, person, &view) }
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

    /// The last day for the agreement that is looked at, and what can be said.
    private func decide(
        _ found: NoticeMailWords, about: String?, _ person: SignedIn, _ view: inout NoticeMailView
    ) async throws {
        let mail = found.reading.mail
        let names = found.reading.choices
        let chosen = names.first { $0 == about } ?? (names.count == 1 ? names.first : mail.agreement)
        view.choices = names.map { name in
            QueueFilter(
                label: name, href: "\(Page.noticeMail(mail.inbox))?about=\(name)", isCurrent: name == chosen)
        }
        let target = { (noun: String, hidden: [HiddenField]) in
            FormTarget(
                action: Page.noticeMailAct(mail.inbox, noun), csrf: person.csrf, hidden: hidden)
        }
        if let chosen, names.contains(chosen),
            let outlook = try? await office.noticeOutlook(chosen, received: .at(mail.received))
        {
            view.lines = found.lines(chosen, outlook)
            view.impact = try await office.noticeImpact(chosen, outlook).map { ImpactView($0) }
            let hidden = [
                HiddenField(name: "about", value: chosen),
                HiddenField(name: "lastDay", value: outlook.lastDay.description),
            ]
            view.acts.append(.giveNotice(target("notice", hidden), effect: Office.NoticeOrder.effect))
        }
        let standing = try await office.database.read { try office.standingNotices(names, in: $0) }
        if let name = chosen, standing.contains(name) {
            view.acts.append(
                .joinNotice(target("standing", [HiddenField(name: "about", value: name)]), of: name))
        }
        view.acts.append(.noNotice(target("inquiry", [])))
    }
}

/// A mail to the notice address in words.
struct NoticeMailWords: Sendable {
    let reading: Office.NoticeReading
    let words: DeskWords
    let standing: String
    let customer: String?

    var view: NoticeMailView {
        let inbox = reading.mail.inbox
        return NoticeMailView(
            back: NavLink(label: "Mails to the notice address", href: Page.noticeMails),
            title: reading.letter?.subject ?? "A mail to the notice address", standing: standing,
            facts: facts, text: reading.letter?.text ?? "Its words are erased.",
            raw: NavLink(label: "The mail as it came (.eml)", href: Page.noticeMail(inbox) + "/mail"),
            choices: [], lines: lines, acts: [], more: more)
    }

    private var lines: [String] {
        guard reading.mail.state == .waiting, reading.choices.isEmpty else { return [] }
        return ["No agreement of this sender is in force: there is nothing to give notice of."]
    }

    private var more: [NavLink] {
        let about = reading.mail.agreement.map {
            NavLink(label: "Agreement \($0)", href: Page.agreement($0))
        }
        let ticket = reading.ticket.map { NavLink(label: "Ticket #\($0)", href: Page.ticket($0)) }
        return [about, ticket].compactMap { $0 }
    }

    private var facts: [(String, String)] {
        var facts = [
            ("From", reading.letter?.from ?? "erased"),
            ("Customer", customer ?? "Not known by this address: choose the agreement, if it is about one"),
            ("Received", words.whole(reading.mail.received)),
        ]
        if let files = reading.letter?.files, !files.isEmpty {
            facts.append(("Files", files.joined(separator: ", ")))
        }
        if reading.mail.state == .waiting {
            facts.append(
                ("Sender", "Shown as the mail says; whether it is really them, ask where you doubt it"))
        }
        return facts
    }

    func lines(_ name: String, _ outlook: Office.NoticeOutlook) -> [String] {
        [
            "If it gives notice of \(name), it was received \(words.whole(reading.mail.received)); that day "
                + "is not counted.",
            "\(outlook.days) calendar days later, the last day is \(outlook.lastDay.inWords), until 24:00 in "
                + "the agreement's zone.",
        ]
    }
}
