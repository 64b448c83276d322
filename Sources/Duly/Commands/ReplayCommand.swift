import Agreements
import ArgumentParser
import Desk
import Operations
import Storage

/// `duly replay acme --terms proposed.yaml --period 2026-Q3`: what other terms would have meant.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Tell adherence and credits of the past under other terms.",
        discussion: "Reads alone; works while the desk runs. Exits with 65 where the terms have problems.")

    @Argument(help: "The agreement's short name, for example acme.") var agreement: String
    @Option(help: "The proposed terms, a YAML file.") var terms: String
    @Option(help: "The period: 2026, 2026-Q3 or 2026-10.") var period: String
    @Option(help: "The data folder.") var data = "data"

    func validate() throws {
        guard ReplayPeriod(period) != nil else {
            throw ValidationError("\(period) is no period. Write 2026, 2026-Q3 or 2026-10.")
        }
    }

    func run() async throws {
        guard let named = ReplayPeriod(period) else { return }
        let yaml = try AgreementCommand.text(of: terms)
        let database = try StoreOpening.open(data, readOnly: true)
        let office = Office(database: database, shelf: AgreementShelf(), clock: { RunningDesk.now })
        let name = agreement
        let total = try await database.read { try $0.ticketCount(of: name) }
        let bar = ProgressBar("tickets", of: total)
        do {
            let replay = try await office.replay(name, under: yaml, period: named) { bar.show($0) }
            show(replay)
        } catch let problems as AgreementProblems {
            for problem in problems.all { complain("\(terms):\(problem)") }
            throw ExitCode(65)
        } catch let refusal as Refusal {
            complain("\(refusal.message) \(refusal.remedy)")
            throw ExitCode(66)
        }
    }

    private func show(_ replay: Replay) {
        let (was, wouldBe) = replay.outcomes
        print("\(agreement), \(period): \(replay.counted) of \(replay.tickets) tickets counted")
        print(row("", "as it was", "under \(terms)"))
        for promise in Promise.allCases {
            print(
                row("\(promise.rawValue) kept", "\(was.kept[promise] ?? 0)", "\(wouldBe.kept[promise] ?? 0)"))
            print(
                row(
                    "\(promise.rawValue) broken", "\(was.broken[promise] ?? 0)",
                    "\(wouldBe.broken[promise] ?? 0)"))
            print(row("\(promise.rawValue) adherence", share(was, promise), share(wouldBe, promise)))
        }
        print(row("credits", "\(was.credits)", "\(wouldBe.credits)"))
        print(row("cut by caps", "\(was.cut)", "\(wouldBe.cut)"))
        for code in Set(was.others.keys).union(wouldBe.others.keys).sorted() {
            print(
                row(
                    "credits in \(code)", was.others[code]?.description ?? "-",
                    wouldBe.others[code]?.description ?? "-"))
        }
    }

    private func share(_ outcome: Replay.Outcome, _ promise: Promise) -> String {
        guard let points = outcome.adherence(promise) else { return "-" }
        return "\(points / 100).\(points % 100 < 10 ? "0" : "")\(points % 100) %"
    }

    private func row(_ label: String, _ was: String, _ wouldBe: String) -> String {
        let padded = { (text: String, width: Int) in
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        return padded(label, 26) + padded(was, 18) + wouldBe
    }
}
