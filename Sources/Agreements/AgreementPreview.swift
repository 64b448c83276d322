public import BusinessTime

/// A draft as it will read, as far as it can be read: a clause whose terms have problems shows those instead.
public struct AgreementPreview: Sendable {
    public struct Part: Sendable {
        public let clause: Clause
        /// nil where not even the headings can be written yet.
        public let heading: String?
        /// nil while something that it says is missing.
        public let text: ClauseText?
        public let problems: [Problem]
    }

    public let title: String
    public let parts: [Part]
    /// Of the whole draft, in its order; empty when it can be offered.
    public let problems: [Problem]

    public init(yaml: String, zones: ZoneLookup, template: Template? = nil) {
        let problems = Terms.check(yaml: yaml, zones: zones)
        let text = Terms.read(yaml).partial.flatMap { Self.text(of: $0, zones: zones, template) }
        self.problems = problems
        title = text?.title ?? "Service level agreement for support"
        parts = Clause.all.map { clause in
            let own = problems.filter { $0.clause == clause }
            let isWhole = !problems.contains { $0.clause == clause || Self.isSaid($0.clause, in: clause) }
            let written = text?.text(of: clause)
            return Part(
                clause: clause, heading: written?.heading, text: isWhole ? written : nil, problems: own)
        }
    }

    private static func text(of terms: Terms, zones: ZoneLookup, _ template: Template?) -> AgreementText? {
        (try? terms.calendar(zones: zones)).map { AgreementText(terms, calendar: $0, template: template) }
    }

    /// Whether a clause repeats what is agreed under another: its text would show a stand-in.
    private static func isSaid(_ other: Clause, in clause: Clause) -> Bool {
        switch clause {
        case .acknowledgment, .credits: [.head, .availability, .severity].contains(other)
        case .resolution: [.head, .availability, .severity, .acknowledgment].contains(other)
        case .supportHours, .secondaryChannels, .termination: other == .availability
        case .legal: other == .credits
        case .signatures: other == .head
        default: false
        }
    }
}
