import BusinessTime
import Desk
import Operations

/// An access in plain words.
struct AccessSentences {
    enum Side { case desk, customer }

    private let access: GivenAccess
    private let words: DeskWords
    private let name: (Actor) -> String

    init(_ access: GivenAccess, _ words: DeskWords, name: @escaping (Actor) -> String) {
        self.access = access
        self.words = words
        self.name = name
    }

    func standing(seenBy side: Side) -> String {
        switch access.standing(at: words.now) {
        case .notYet: "Begins \(words.short(access.what.span.from))"
        case .inForce: "In force until \(words.short(access.what.span.to))"
        case .over: "Ended \(words.short(access.end)): \(cause(side))"
        }
    }

    private func cause(_ side: Side) -> String {
        guard let ending = access.ending else { return "its time is over" }
        let reason = ending.reason.map { ", \($0)" } ?? ""
        switch (ending.how, side) {
        case (.expired, _): return "its time is over"
        case (.closed, _): return "the ticket was closed"
        case (.customer, .customer): return "you ended it\(reason)"
        case (.desk, .customer): return "the desk ended it\(reason)"
        case (.customer, .desk), (.desk, .desk): return "\(name(ending.by)) ended it\(reason)"
        }
    }

    /// "never", or when, who and what for.
    var lastUse: String {
        guard let last = access.lastUse else { return "never" }
        return "\(words.short(last.at)), \(name(last.by)): \(last.purpose)"
    }

    var used: String {
        if access.uses.isEmpty { return "never used" }
        let count = access.uses.count == 1 ? "once" : "\(access.uses.count) times"
        return "used \(count), last \(lastUse)"
    }
}
