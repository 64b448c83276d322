public import BusinessTime

/// The agreement as people read it: rendered from the terms, clause by clause, ready for any output.
public struct AgreementText: Hashable, Sendable {
    /// Changes whenever a sentence of the standard text changes; signed with the text.
    public static let templateVersion = "duly-standard/2"

    public let title: String
    public private(set) var clauses: [ClauseText]
    /// The name and version of the text that the terms were filled into.
    public let template: String

    /// - Parameters:
    ///   - calendar: compiled from these terms; it counts the worked example.
    ///   - template: a text of an organisation's own; what it leaves out stands as in the standard text.
    public init(_ terms: Terms, calendar: WorkingCalendar, template: Template? = nil) {
        title = "Service level agreement for support"
        self.template = template?.id ?? Self.templateVersion
        clauses = Self.standard(terms, calendar).map { standard in
            (template?.text(of: standard.clause, terms) ?? standard).adding(peopleOf: terms)
                .adding(breachMailOf: terms)
                .adding(conditionsOf: terms)
        }
    }

    init(title: String, clauses: [ClauseText], template: String) {
        self.title = title
        self.clauses = clauses
        self.template = template
    }

    private static func standard(_ terms: Terms, _ calendar: WorkingCalendar) -> [ClauseText] {
        [
            .head(terms), .acknowledgment(terms), .resolution(terms, calendar), .availability(terms),
            .primaryChannel(terms), .secondaryChannels(terms), .inScope(terms), .outOfScope(terms),
            .supportHours(terms), .escalation(terms), .metrics(terms), .customerDuties(terms),
            .exclusions(terms), .termination(terms), .legal(terms), .credits(terms), .severity(terms),
            .signatures(terms),
        ]
    }

    /// What the desk's people count by: clauses A to H and the severities, without parties, fee, money and
    /// signatures.
    public var promises: AgreementText {
        let hidden: Set<Clause> = [.head, .termination, .legal, .credits, .signatures]
        var text = self
        text.clauses.removeAll { hidden.contains($0.clause) }
        return text
    }

    public func text(of clause: Clause) -> ClauseText? { clauses.first { $0.clause == clause } }
}

/// One clause: its heading and what stands below.
public struct ClauseText: Hashable, Sendable {
    public let clause: Clause
    public let heading: String
    public var blocks: [Block]

    public enum Block: Hashable, Sendable {
        case paragraph([Run])
        case list([String])
        case table(Table)
        /// What the parties added to the standard text. Nothing counts by it.
        case condition(String)
        /// One party's place to sign.
        case signature(party: String, signatories: [Signatory])
    }

    public struct Run: Hashable, Sendable {
        public let text: String
        public let isBold: Bool
    }

    public struct Table: Hashable, Sendable {
        public let head: [String]
        public let rows: [[String]]
    }

    /// Letter and number before the heading; the unnumbered clauses have none.
    public var number: String? { clause.id.first.map { $0.isUppercase } == true ? clause.id : nil }

    init(_ clause: Clause, _ heading: String, _ blocks: [Block]) {
        self.clause = clause
        self.heading = heading
        self.blocks = blocks
    }

    func adding(conditionsOf terms: Terms) -> ClauseText {
        var clause = self
        for condition in terms.conditions where condition.clause == self.clause {
            let byHand = condition.handledByHand.map { " Handled by hand by \($0)." }
            let notRun = byHand ?? " The program does not count by it."
            clause.blocks.append(.condition("Special condition: \(condition.text)\(notRun)"))
        }
        return clause
    }
}

extension ClauseText.Block {
    static func plain(_ text: String) -> Self { .paragraph([ClauseText.Run(text: text, isBold: false)]) }
    static func bold(_ text: String) -> Self { .paragraph([ClauseText.Run(text: text, isBold: true)]) }
}
