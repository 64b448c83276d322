import Desk
import Operations

extension Ticket {
    /// Where it stands as a whole, for example "Waiting for Acme since Tue 09:50; the clock stands still".
    func standing(of customer: String, _ words: DeskWords) -> String {
        switch state {
        case .waiting:
            let since = openWaits.compactMap(\.from).min().map { " since \(words.relative($0))" } ?? ""
            return "Waiting for \(customer)\(since); the clock stands still"
        case .resolved(let at): return "Resolved \(words.relative(at))"
        case .merged(let main): return "Merged into #\(main)"
        case .open, .closed, .outOfScope, .notInquiry:
            return state.word.replacing("-", with: " ").capitalisedFirst
        }
    }
}
