import Agreements
import Desk

/// The sums of a replay in words.
struct WhatIfWords {
    let replay: Replay
    /// What the other terms are called.
    let terms: String

    var result: ReplayResult {
        let (was, wouldBe) = replay.outcomes
        var rows: [ReplayResult.Row] = []
        for promise in Agreements.Promise.allCases {
            let name = promise == .acknowledgment ? "Acknowledgment" : "Resolution"
            rows.append(count("\(name) kept", was.kept[promise] ?? 0, wouldBe.kept[promise] ?? 0))
            rows.append(count("\(name) broken", was.broken[promise] ?? 0, wouldBe.broken[promise] ?? 0))
            rows.append(share("\(name) adherence", was.adherence(promise), wouldBe.adherence(promise)))
        }
        rows.append(money("Credits", was.credits, wouldBe.credits))
        rows.append(money("Cut by caps", was.cut, wouldBe.cut))
        for code in Set(was.others.keys).union(wouldBe.others.keys).sorted() {
            rows.append(
                ReplayResult.Row(
                    label: "Credits in \(code)", was: was.others[code].map { "\($0)" } ?? "-",
                    wouldBe: wouldBe.others[code].map { "\($0)" } ?? "-", difference: ""))
        }
        return ReplayResult(verdict: verdict(was, wouldBe), terms: terms, rows: rows)
    }

    private func verdict(_ was: Replay.Outcome, _ wouldBe: Replay.Outcome) -> String {
        let broken = wouldBe.broken.values.reduce(0, +) - was.broken.values.reduce(0, +)
        let promises =
            switch broken {
            case 0: "As many promises would have been broken"
            case 1: "One more promise would have been broken"
            case -1: "One promise fewer would have been broken"
            default: "\(abs(broken)) promises \(broken > 0 ? "more" : "fewer") would have been broken"
            }
        guard was.credits.currency == wouldBe.credits.currency else {
            return "\(promises). Credits are in two currencies and are not compared. \(counted)"
        }
        let more = wouldBe.credits.minorUnits - was.credits.minorUnits
        let difference = Money(abs(more), was.credits.currency)
        let credits =
            "credits would be "
            + (more == 0 ? "the same" : "\(difference) \(more > 0 ? "more" : "less")")
        return "\(promises), and \(credits). \(counted)"
    }

    private var counted: String {
        let all = replay.tickets == 1 ? "the 1 ticket" : "the \(replay.tickets) tickets"
        let some = replay.counted == 0 ? "None" : "\(replay.counted)"
        let has = replay.counted == 1 ? "has" : "have"
        return "\(some) of \(all) under the agreement \(has) a promise decided or a credit in the period."
    }

    private func count(_ label: String, _ was: Int, _ wouldBe: Int) -> ReplayResult.Row {
        ReplayResult.Row(
            label: label, was: "\(was)", wouldBe: "\(wouldBe)", difference: Self.signed(wouldBe - was))
    }

    /// In basis points; "-" without a promise, which is never 100 % (clause F).
    private func share(_ label: String, _ was: Int?, _ wouldBe: Int?) -> ReplayResult.Row {
        var difference = ""
        if let was, let wouldBe {
            let points = wouldBe - was
            difference = (points < 0 ? "−" : points > 0 ? "+" : "") + Self.percent(abs(points)) + " points"
        }
        return ReplayResult.Row(
            label: label, was: was.map { Self.percent($0) + " %" } ?? "-",
            wouldBe: wouldBe.map { Self.percent($0) + " %" } ?? "-", difference: difference)
    }

    private func money(_ label: String, _ was: Money, _ wouldBe: Money) -> ReplayResult.Row {
        var difference = ""
        if was.currency == wouldBe.currency {
            let more = wouldBe.minorUnits - was.minorUnits
            difference =
                (more < 0 ? "−" : more > 0 ? "+" : "") + "\(Money(abs(more), was.currency))"
        }
        return ReplayResult.Row(label: label, was: "\(was)", wouldBe: "\(wouldBe)", difference: difference)
    }

    private static func percent(_ points: Int) -> String {
        "\(points / 100).\(points % 100 < 10 ? "0" : "")\(points % 100)"
    }

    private static func signed(_ number: Int) -> String {
        number < 0 ? "−\(-number)" : number > 0 ? "+\(number)" : "0"
    }
}
