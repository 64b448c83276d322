public import Agreements

/// One report of the catalogue: what it counts, and what the counts come to.
public struct Report: Sendable {
    /// What is asked of the figures.
    public enum Question: Hashable, Sendable {
        case promises(Promise)
        case causes(Promise)
        case minutes(Promise)
        case received, tiers, open, uncounted, ratings
        /// Of statements, in one currency.
        case credits(Currency)
    }

    /// A column of its table.
    public struct Column: Hashable, Sendable {
        public enum Unit: Hashable, Sendable {
            case count
            /// In basis points.
            case share
            /// Whole minutes of business time.
            case minutes
            /// Hundredths of a mark from 1 to 5.
            case rating
            /// In minor units.
            case money(Currency)
        }

        /// The tickets behind a number.
        public enum Behind: Hashable, Sendable {
            /// All that are counted.
            case all
            case keys([String])
            /// Those that took as long as the number says, or longer.
            case atLeast
        }

        public let title: String
        public let unit: Unit
        /// nil where a number has no tickets of its own.
        public let behind: Behind?

        init(_ title: String, _ unit: Unit = .count, _ behind: Behind? = nil) {
            self.title = title
            self.unit = unit
            self.behind = behind
        }

        init(_ title: String, key: String) { self.init(title, .count, .keys([key])) }
    }

    /// Which of clause F's targets it is held against.
    public enum Target: Hashable, Sendable {
        case acknowledgment, resolution, satisfaction
    }

    /// Its address.
    public let name: String
    public let title: String
    /// What is counted, in plain words.
    public let says: String
    public let clause: Clause?
    public let question: Question
    public let columns: [Column]
    /// The column that is drawn and compared.
    public let main: Int
    public let target: Target?
    /// Whether a bigger number is better; nil where it is neither.
    public let isMoreBetter: Bool?
    let values: @Sendable ([String: Int64]) -> [Int64?]

    init(
        _ name: String, _ title: String, says: String, clause: Clause? = nil, question: Question,
        columns: [Column], main: Int = 0, target: Target? = nil, isMoreBetter: Bool? = nil,
        values: @escaping @Sendable ([String: Int64]) -> [Int64?]
    ) {
        self.name = name
        self.title = title
        self.says = says
        self.clause = clause
        self.question = question
        self.columns = columns
        self.main = main
        self.target = target
        self.isMoreBetter = isMoreBetter
        self.values = values
    }

    /// Every report but those of credits, of which there is one for each currency, in the order of the list.
    public static let catalogue: [Report] = [
        .acknowledgments, .resolutions, .satisfaction, .volume, .backlog, .timesToAcknowledge,
        .timesToResolve, .acknowledgmentCauses, .resolutionCauses, .tiers, .uncounted,
    ]

    public static func named(_ name: String) -> Report? {
        if let currency = Currency(name.dropFirst(creditsName.count).uppercased()),
            name == creditsName + currency.code.lowercased()
        {
            return credits(currency)
        }
        return catalogue.first { $0.name == name }
    }

    /// The one of the catalogue that also says why.
    public var saysGrounds: Bool { question == .uncounted }

    /// nil unless it is about money.
    public var currency: Currency? {
        if case .credits(let currency) = question { return currency }
        return nil
    }
}

/// A part of a whole in basis points, half up; nil without a whole, which is never 100 % (clause F).
func share(_ part: Int64, of whole: Int64) -> Int64? {
    whole == 0 ? nil : (part * 20_000 / whole + 1) / 2
}
