import BusinessTime
import Foundation
import Hummingbird
import Operations
import Reports
import Storage

/// What a reader asked a report for; it is the address.
struct ReportAsked: Sendable {
    var choice: ReportPeriod.Choice?
    /// As they were typed.
    var from: String
    var to: String
    /// A column's name, "month", or empty for one sum.
    var split: String
    var only: [FigureQuestion.Split: String] = [:]
    /// Which of the tickets behind it.
    var part = FigurePart.whole
    /// Of this ground alone, "" for waiting.
    var ground: String?
    /// Credits of this promise alone.
    var promise: String?
    var after: Int64

    /// A named period as it is opened from a list, in one sum.
    init(_ choice: ReportPeriod.Choice) {
        self.choice = choice
        (from, to, split, after) = ("", "", "none", 0)
    }

    init(_ request: Request) {
        let asked = request.uri.queryParameters
        func word(_ name: String) -> String { (asked.get(name) ?? "").trimmingCharacters(in: .whitespaces) }
        from = word("from")
        to = word("to")
        let period = word("period")
        let hasDates = !(from.isEmpty && to.isEmpty)
        let isTyped = period == "dates" || (hasDates && word("was") != "dates")
        choice = isTyped ? nil : ReportPeriod.Choice(rawValue: period) ?? .thisMonth
        split = asked.get("split") ?? "organisation"
        if !Self.otherSplits.contains(split), FigureQuestion.Split(rawValue: split) == nil { split = "" }
        for column in FigureQuestion.Split.allCases {
            if let value = asked.get(column.rawValue), !value.isEmpty {
                only[column] = value == Self.none ? "" : value
            }
        }
        part = FigurePart(
            keys: Array(asked.getAll("key").prefix(Self.keysMax)), least: asked.get("least", as: Int64.self))
        ground = asked.get("ground")
        promise = asked.get("promise")
        after = min(max(asked.get("after", as: Int64.self) ?? 0, 0), .max >> 1)
    }

    /// As a page of the desk links to it.
    init(
        _ choice: ReportPeriod.Choice, split: String = "", only: [FigureQuestion.Split: String] = [:]
    ) {
        self.choice = choice
        (from, to, after) = ("", "", 0)
        self.split = split
        self.only = only
    }

    /// nil where the dates typed are none, or in the wrong order.
    func period(today: LocalDate) -> ReportPeriod? {
        if let choice { return ReportPeriod(choice, today: today) }
        guard let first = LocalDate(from), let last = LocalDate(to) else { return nil }
        return ReportPeriod(first, last)
    }

    /// As many as a report has for one number, and some.
    private static let keysMax = 8

    /// These days, whatever was asked for.
    mutating func set(_ period: ReportPeriod) {
        (choice, from, to) = (nil, "\(period.first)", "\(period.last)")
    }

    /// How an address says that a ticket has none, for example no category: without a word it is any.
    static let none = "-"

    /// Splits that are no column of the figures.
    static let otherSplits: Set = ["month", "promise", "ground"]

    /// What the report has none of is one sum.
    func splitBy(_ report: Report) -> ReportQuery.Split? { ReportQuery.Split(split, of: report) }

    /// The same question at another address.
    func address(_ page: String, changing change: (inout ReportAsked) -> Void = { _ in }) -> String {
        var asked = self
        change(&asked)
        var items = [("split", asked.split)]
        if let choice = asked.choice {
            items.append(("period", choice.rawValue))
        } else {
            items += [("period", "dates"), ("from", asked.from), ("to", asked.to)]
        }
        for (column, value) in asked.only.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            items.append((column.rawValue, value.isEmpty ? Self.none : value))
        }
        if let promise = asked.promise { items.append(("promise", promise)) }
        items += asked.part.keys.map { ("key", $0) }
        if let least = asked.part.least { items.append(("least", "\(least)")) }
        if let ground = asked.ground { items.append(("ground", ground)) }
        if asked.after > 0 { items.append(("after", "\(asked.after)")) }
        var parts = URLComponents()
        parts.queryItems = items.map { URLQueryItem(name: $0, value: $1) }
        // A plus would be read as a space.
        let query = (parts.percentEncodedQuery ?? "").replacingOccurrences(of: "+", with: "%2B")
        return "\(page)?\(query)"
    }
}
