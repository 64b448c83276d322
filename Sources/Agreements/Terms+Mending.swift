import BusinessTime

// A clerical error is mended at one place of the terms, in the words of the YAML.
extension Terms {
    /// These terms with another text at one path; what stands there must be what was thought to stand there.
    public func mended(_ path: String, from was: String, to reads: String) throws(AgreementProblems) -> Terms
    {
        guard let leaf = tree.leaves().first(where: { $0.path == path }) else {
            throw AgreementProblems([Self.unmended(path, "the terms have no such place")])
        }
        guard leaf.text == was else {
            throw AgreementProblems([Self.unmended(path, "the terms read \"\(leaf.text)\" here")])
        }
        guard was != reads else { throw AgreementProblems([Self.unmended(path, "nothing is changed")]) }
        return try Terms(yaml: tree.replacing(path, with: reads).yaml)
    }

    /// What stands at a path, in the words of the YAML; nil where there is no such place.
    public func text(at path: String) -> String? { tree.leaves().first { $0.path == path }?.text }

    /// The places a clerical error can stand at, with what they say.
    public var mendable: [(path: String, text: String)] {
        let begins = ["provider.", "customer.", "severities", "channels.", "acknowledge.", "resolve."]
        return tree.leaves().filter { leaf in begins.contains { leaf.path.hasPrefix($0) } }
            .map { ($0.path, $0.text) }
    }

    /// Whether nothing that is counted or paid by became worse for the customer than in `other`. What can't
    /// be compared counts as worse.
    public func isNeverWorse(than other: Terms) -> Bool {
        guard parts == other.parts else { return false }
        let severities = Severity.allCases
        return severities.allSatisfy { acknowledge.within($0) <= other.acknowledge.within($0) }
            && severities.allSatisfy { resolve.within($0).isNoLonger(than: other.resolve.within($0)) }
            && credits.monthlyCapPercent >= other.credits.monthlyCapPercent
            && credits.yearlyCapPercent >= other.credits.yearlyCapPercent
    }

    /// What a mend may never touch: all but names, addresses, words about severities, and the times and caps
    /// compared above.
    private var parts: Terms {
        var terms = self
        let free = Terms.demo
        (terms.provider, terms.customer) = (free.provider, free.customer)
        terms.severities = severities.map {
            SeverityDefinition(severity: $0.severity, definition: "", example: "")
        }
        terms.channels = free.channels
        (terms.acknowledge.within, terms.acknowledge.bySeverity) = (free.acknowledge.within, [:])
        (terms.resolve.within, terms.resolve.bySeverity) = (free.resolve.within, [:])
        (terms.credits.monthlyCapPercent, terms.credits.yearlyCapPercent) = (0, 0)
        return terms
    }

    private static func unmended(_ path: String, _ message: String) -> Problem {
        Problem(
            path: path, clause: .owning(path), message: message,
            remedy: "look at the terms as they were signed")
    }
}

extension Period {
    fileprivate func isNoLonger(than other: Period) -> Bool {
        switch (self, other) {
        case (.business(let mine), .business(let theirs)): mine <= theirs
        case (.days(let mine), .days(let theirs)):
            mine.rule == theirs.rule && mine.day == theirs.day && mine.count <= theirs.count
        case (.business, .days), (.days, .business): false
        }
    }
}

extension Tree {
    /// The same with another text at one path; unchanged where there is no such path.
    func replacing(_ wanted: String, with text: String, at path: String = "") -> Tree {
        switch self {
        case .scalar: path == wanted ? .scalar(text) : self
        case .list(let items):
            .list(items.enumerated().map { $1.replacing(wanted, with: text, at: "\(path)[\($0 + 1)]") })
        case .map(let entries):
            .map(
                entries.map { entry in
                    let place = path.isEmpty ? entry.key : "\(path).\(entry.key)"
                    return Entry(key: entry.key, value: entry.value.replacing(wanted, with: text, at: place))
                })
        }
    }
}
