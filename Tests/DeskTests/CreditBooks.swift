import Agreements
import BusinessTime
import DulyTesting
import Testing

@testable import Desk

/// The books of Acme's agreement as the contract would tell them: credits entered when, decided by whom, and
/// what the statements say. Times are local in Berlin.
struct CreditBooks {
    let span: AgreementSpan
    var ledger = Ledger()
    var lines: [CreditLine] = []
    var reversed: [ReversedLine] = []
    private let terms: [PinnedTerms]

    /// One version from the beginning, or several, each from its own time on.
    init(
        until: String? = nil, _ versions: [(from: String, change: (inout Terms) -> Void)] = [("", { _ in })]
    ) throws {
        var terms: [PinnedTerms] = []
        for (index, version) in versions.enumerated() {
            let demo = try DeskTerms.demo(version.change)
            terms.append(
                PinnedTerms(
                    version: AgreementVersion(agreement: "acme", number: index + 1), terms: demo.terms,
                    calendar: demo.calendar))
        }
        self.terms = terms
        let starts = versions.enumerated().map { index, version in
            version.from.isEmpty ? .earliest : Self.instant(version.from, terms[index])
        }
        let end = until.map { Self.instant($0, terms[0]) }
        span = try #require(
            AgreementSpan(
                terms.indices.map {
                    AgreementSpan.Period(
                        terms: terms[$0], from: starts[$0],
                        until: $0 + 1 < starts.count ? starts[$0 + 1] : end)
                }))
    }

    init(_ change: @escaping (inout Terms) -> Void) throws { try self.init([("", change)]) }

    /// As they stood when something was done last.
    var books: Books { books(at: now) }
    private var now = Instant.earliest

    private func books(at now: Instant) -> Books {
        Books(span: span, ledger: ledger, lines: lines, reversed: reversed, asOf: now)
    }

    /// Time passes.
    mutating func wait(_ time: String) { now = instant(time) }

    static func instant(_ text: String, _ terms: PinnedTerms) -> Instant {
        let parts = text.split(separator: " ")
        guard let date = LocalDate(String(parts[0])), let time = LocalTime(String(parts[1])),
            let found = terms.calendar.rules.instant(of: date, time)
        else { preconditionFailure("no such time: \(text)") }
        return found
    }

    func instant(_ text: String) -> Instant { Self.instant(text, terms[0]) }

    func key(_ ticket: Int64, _ promise: Promise = .resolution, band: Int = 1) -> BandEntry.Key {
        BandEntry.Key(ticket: Ticket.ID(ticket), promise: promise, band: band - 1)
    }

    /// A breach of a ticket pinned to a version entered a band.
    func entry(
        _ time: String, _ key: BandEntry.Key, _ severity: Severity = .critical, version: Int = 1
    ) -> BandEntry {
        BandEntry(
            key: key, pinnedTo: terms[version - 1], severity: severity, deadline: instant(time),
            at: instant(time))
    }

    @discardableResult
    mutating func enter(
        _ time: String, _ key: BandEntry.Key, _ severity: Severity = .critical, version: Int = 1
    ) throws -> CreditLine {
        let line = try #require(span.lines([entry(time, key, severity, version: version)]).first)
        lines.append(line)
        return line
    }

    /// Its breach no longer stands; the alarm had written it.
    mutating func lapse(_ time: String, _ key: BandEntry.Key) {
        let gone = lines.filter { $0.entry.key == key }
        lines.removeAll { $0.entry.key == key }
        reversed += gone.map { ReversedLine(line: $0, at: instant(time)) }
    }

    /// Eva, a manager, does it.
    mutating func at(_ time: String, _ what: LedgerCommand.What) throws { try at(time, Cast.eva, what) }

    mutating func at(_ time: String, _ who: Actor, _ what: LedgerCommand.What) throws {
        now = instant(time)
        for fact in try books.decide(LedgerCommand(what, by: who), now: now) { ledger.take(fact) }
    }

    /// The code of what refuses it; nil when nothing does.
    func refusal(_ time: String, _ who: Actor, _ what: LedgerCommand.What) -> String? {
        do {
            let now = instant(time)
            _ = try books(at: now).decide(LedgerCommand(what, by: who), now: now)
            return nil
        } catch {
            #expect(error.clause == .credits || error.code == "no-reason")
            #expect(!error.remedy.isEmpty)
            return error.code
        }
    }

    func refusal(_ time: String, _ what: LedgerCommand.What) -> String? { refusal(time, Cast.eva, what) }

    /// "7 entered 60.00", a line each: ticket, cause and what is paid; what was cut behind it.
    func told(_ month: String) throws -> [String] {
        let month = try #require(CalendarMonth(month))
        return (books.issuedStatement(of: month) ?? books.statement(of: month)).lines.map { line in
            let cut = line.cut.minorUnits == 0 ? "" : ", cut \(Self.plain(line.cut))"
            return "\(line.key.ticket) \(line.cause.rawValue) \(Self.plain(line.payable))\(cut)"
        }
    }

    func total(_ month: String) throws -> String {
        let month = try #require(CalendarMonth(month))
        return (books.issuedStatement(of: month) ?? books.statement(of: month)).total.description
    }

    private static func plain(_ money: Money) -> String { String(money.description.prefix { $0 != " " }) }
}

extension LedgerCommand.What {
    static func issue(_ month: String) -> LedgerCommand.What {
        guard let month = CalendarMonth(month) else { preconditionFailure("no such month: \(month)") }
        return .issue(month)
    }

    static func settle(_ month: String, _ reference: String) -> LedgerCommand.What {
        guard let month = CalendarMonth(month) else { preconditionFailure("no such month: \(month)") }
        return .settle(month, reference: reference)
    }

    static func refuse(_ key: BandEntry.Key) -> LedgerCommand.What {
        .refuse(key, clause: .exclusions, reason: "their own network")
    }
}
