/// The plain text of an agreement read back: headings stand at the margin, and what is below them is in
/// pieces with an empty line between.
struct KeptText {
    struct Section {
        let heading: String
        var pieces: [[String]] = []

        /// As it stood.
        var plain: String {
            "\(heading)\n\n" + pieces.map { $0.joined(separator: "\n") + "\n\n" }.joined()
        }
    }

    private(set) var sections: [Section] = []

    init(_ plain: String) {
        var piece: [String] = []
        for line in plain.split(separator: "\n", omittingEmptySubsequences: false) {
            if !line.isEmpty, line.first != " " {
                close(&piece)
                sections.append(Section(heading: String(line)))
            } else if line.isEmpty {
                close(&piece)
            } else {
                piece.append(String(line))
            }
        }
        close(&piece)
    }

    private mutating func close(_ piece: inout [String]) {
        guard !piece.isEmpty else { return }
        if sections.isEmpty { sections.append(Section(heading: "")) }
        sections[sections.count - 1].pieces.append(piece)
        piece = []
    }
}

extension AgreementText {
    /// A text that was kept, as it was signed: whatever the standard text says by now, these are its words.
    ///
    /// - Parameter signatories: those of the terms, for their addresses.
    init(kept plain: String, template: String, signatories: [Signatory]) {
        let sections = KeptText(plain).sections
        var unnumbered = [Clause.head, .severity, .signatures][...]
        let clauses = sections.dropFirst().enumerated().map { place, section -> ClauseText in
            let (number, heading) = ClauseText.parts(of: section.heading)
            let clause = number.map(Clause.init) ?? unnumbered.popFirst() ?? Clause("text-\(place)")
            return ClauseText(clause, heading, section, signatories)
        }
        self.init(title: sections.first?.heading ?? "", clauses: clauses, template: template)
    }
}

extension Amendment {
    /// What changes, in the words that were signed.
    public var clauses: [ClauseText] {
        KeptText(plain).sections.enumerated().map { place, section in
            let (number, heading) = ClauseText.parts(of: section.heading)
            return ClauseText(
                Clause(number.map { "changes-\($0)" } ?? "changes-\(place)"),
                number.map { "\($0) \(heading)" } ?? heading, section, [])
        }
    }
}
