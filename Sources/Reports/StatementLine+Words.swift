public import Desk

extension StatementLine.Cause {
    /// Why a line is on a statement, where that is more than that its band was entered in the month.
    public var words: String? {
        switch self {
        case .entered: nil
        case .late: "of an earlier month"
        case .reversed: "reversed: the breach lapsed"
        case .corrected: "a correction"
        case .claimed: "claimed since"
        case .upheld: "owed after a dispute"
        case .replaced: "reversed after a dispute; the corrected line follows"
        case .takenBack: "taken back with the customer's consent"
        }
    }
}
