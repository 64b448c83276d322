import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

extension DeskServer {
    func holidaysPage(
        _ name: String, _ person: SignedIn, refused: RefusedForm? = nil
    ) async throws -> Response {
        guard let terms = try await held(name) else { return notFound() }
        let feed = try await office.database.read { try office.holidayFeed(name, in: $0) }
        let words = DeskWords(terms, now: office.clock())
        let today = terms.calendar.rules.local(words.now).date
        let agreed = terms.terms.hours.holidays(on: today).all.filter { $0.date >= today }
        var view = ChangePage(
            back: NavLink(label: "Agreement \(name)", href: Page.agreement(name)), title: "Holidays",
            summary: """
                Of version \(terms.version.number). New dates are reviewed, then confirmed by the customer.
                """,
            lines: agreed.isEmpty
                ? ["No holidays are ahead."]
                : agreed.map { "\(words.weekday($0.date)) \($0.date): \($0.name)" },
            acts: ActForm.holidays(name, person.csrf, feed, words))
        if let refused {
            view.refusal = Refusal(refused.refusal)
            for index in view.acts.indices where view.acts[index].isAnswered(by: refused.form) {
                view.acts[index].show(refused)
            }
        }
        return page(
            Layout(head("\(name), holidays", person, current: Page.agreements)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }

    func reviewPage(
        _ name: String, _ number: Int, _ person: SignedIn, refused: RefusedForm? = nil
    ) async throws -> Response {
        guard let terms = try await held(name) else { return notFound() }
        let file = try await office.database.read { try office.agreementFile(name, in: $0) }
        let reviews = file?.agreement?.holidayProposals ?? []
        guard reviews.indices.contains(number - 1) else { return notFound() }
        let review = reviews[number - 1]
        let words = DeskWords(terms, now: office.clock())
        let today = terms.calendar.rules.local(words.now).date
        let agreed = terms.terms.hours.holidays(on: today)
        let view = HolidayReview(
            back: NavLink(label: "Holidays of \(name)", href: Page.holidays(name)),
            title: "Holidays to review", summary: "From \(review.proposal.feed).",
            rows: HolidayReview.rows(review.proposal.holidays, agreed, from: today, words).map {
                $0.ticked(by: refused?.form)
            },
            target: review.isReviewed
                ? nil
                : FormTarget(action: Page.holidays(name, number) + "/acceptance", csrf: person.csrf),
            password: .password("review"), refusal: refused.map { Refusal($0.refusal) })
        return page(
            Layout(head("\(name), holidays", person, current: Page.agreements)) { view },
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension DeskServer {
    /// What the calendar says now, and where it is reviewed.
    func readingPage(_ name: String, _ reading: Office.FeedReading, _ person: SignedIn) -> Response {
        let view = ChangePage(
            back: NavLink(label: "Holidays of \(name)", href: Page.holidays(name)),
            title: "The calendar, read now",
            summary: reading.lines.isEmpty
                ? "\(reading.address) names what is agreed. Nothing is proposed."
                : "\(reading.address) differs from what is agreed. Nothing has changed.",
            lines: reading.lines,
            more: reading.proposal.map {
                NavLink(label: "Review what is new", href: Page.holidays(name, $0))
            }, acts: [])
        return page(Layout(head("\(name), holidays", person, current: Page.agreements)) { view })
    }
}

extension HolidayRow {
    /// As it was sent, where it was sent.
    fileprivate func ticked(by form: Fields?) -> HolidayRow {
        guard let form else { return self }
        var row = self
        row.isTicked = form["date-\(date)"] == "yes"
        return row
    }
}

extension HolidayReview {
    /// Proposed dates and those agreed already, in their order.
    static func rows(
        _ proposed: [Holiday], _ agreed: Holidays, from today: LocalDate, _ words: DeskWords
    ) -> [HolidayRow] {
        let known = agreed.all.filter { $0.date >= today }
        let new = proposed.filter { !agreed.contains($0.date) }
        return (known.map { ($0, true) } + new.map { ($0, false) }).sorted { $0.0.date < $1.0.date }.map {
            HolidayRow(
                date: "\($0.date)", label: "\(words.weekday($0.date)) \($0.date): \($0.name)", isAgreed: $1)
        }
    }

    /// Proposals of holidays that nobody has looked at.
    static func waiting(_ agreement: Agreement?, _ name: String) -> [NavLink] {
        (agreement?.holidayProposals ?? []).enumerated().filter { !$0.element.isReviewed }.map {
            index, review in
            NavLink(
                label: "\(review.proposal.holidays.count) holidays to review, from \(review.proposal.feed)",
                href: Page.holidays(name, index + 1))
        }
    }
}

extension ActForm {
    fileprivate static func holidays(
        _ name: String, _ csrf: String, _ feed: StoredHolidayFeed?, _ words: DeskWords
    ) -> [ActForm] {
        let target = { (noun: String) in FormTarget(action: Page.holidays(name) + noun, csrf: csrf) }
        let reading = feed == nil ? [] : [ActForm.readFeedNow(target("/feed/reading"))]
        return reading + [
            .typeHolidays(target("")), .uploadHolidays(target("/file")),
            .feedOfHolidays(
                target("/feed"), address: feed?.address ?? "", standing: standing(feed, words)),
        ]
    }

    static func standing(_ feed: StoredHolidayFeed?, _ words: DeskWords) -> String {
        guard let feed else { return "No address is set." }
        let read = feed.readAt.map { "Last read \(words.relative($0))." } ?? "Not read yet."
        let next = "It is read again from \(words.relative(feed.nextAt)) on."
        guard let problem = feed.problem else { return "\(read) \(next)" }
        return "\(read) It failed: \(problem). \(next)"
    }
}
