import Agreements
import BusinessTime
import Desk
import Operations
import Storage

/// Where an agreement is in its life, in plain words.
struct StageWords: Sendable {
    let stage: AgreementStage
    let words: DeskWords

    init(_ stage: AgreementStage, _ words: DeskWords) {
        self.stage = stage
        self.words = words
    }

    var sentence: String {
        switch stage {
        case .drafted(nil), .drafted(.signed?): "Draft, not offered yet"
        case .drafted(.declined?): "Draft again: a signatory declined"
        case .drafted(.withdrawn?): "Draft again: the offer was withdrawn"
        case .drafted(.expired?): "Draft again: the offer expired unsigned"
        case .offered(let version, _, let awaited):
            "Version \(version) offered: waits for \(Self.list(awaited))"
        case .toCountersign(let version, _, let awaited):
            "Version \(version) signed by the customer: waits for \(Self.list(awaited)) to countersign"
        case .begins(let version, _): "Version \(version) signed by all, not begun yet"
        case .inForce(let version, _): "Version \(version) in force"
        case .underNotice(let version, let side, _, _):
            "Version \(version) in force, notice given by the \(side.rawValue)"
        case .ended(_, nil): "Ended"
        case .ended(_, let side?): "Ended by the \(side.rawValue)'s notice"
        }
    }

    /// The date that matters, with what it is; nil where there is none.
    var date: (label: String, moment: Moment)? {
        switch stage {
        case .drafted: nil
        case .offered(_, let until, _), .toCountersign(_, let until, _):
            ("Open until", words.moment(until))
        case .begins(_, let from): ("In force from", words.moment(from))
        case .inForce(_, let from): from == .earliest ? nil : ("Since", words.moment(from))
        case .underNotice(_, _, let lastDay, _): ("Last day", words.moment(lastDay))
        case .ended(let at, _): ("Last day", words.moment(words.lastDay(before: at)))
        }
    }

    /// In one line, for the head of a page.
    var whole: String {
        switch stage {
        case .inForce(let version, let from):
            "Version \(version) in force"
                + (from == .earliest ? "" : " since \(words.relative(from))")
        default: sentence + (date.map { ". \($0.label) \($0.moment.words)" } ?? "")
        }
    }

    private static func list(_ names: [String]) -> String {
        names.count < 2
            ? names.first ?? "nobody"
            : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }
}

extension DeskWords {
    /// "12 Dec", "12 Dec 2027": a whole day.
    func moment(_ date: LocalDate) -> Moment {
        Moment(words: day(named: date), iso: date.description, hover: "\(weekday(date)) \(date), until 24:00")
    }

    func lastDay(before end: Instant) -> LocalDate { rules.local(end.advanced(by: -1)).date }
}
