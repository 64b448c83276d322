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
        tree.leaves().filter { Self.isMendable($0.path) }.map { ($0.path, $0.text) }
    }

    /// Names, postal addresses and phones of the parties, and a promise's time, which may become shorter.
    /// All else that is executed is no slip of the pen.
    public static func isMendable(_ path: String) -> Bool {
        if isPromiseTime(path) { return true }
        let words = path.split(separator: ".")
        guard let party = words.first, party == "provider" || party == "customer" else { return false }
        switch words.count {
        case 2: return ["name", "address", "phone"].contains(words[1])
        case 3: return words[1].hasPrefix("signatories[") && ["name", "title"].contains(words[2])
        default: return false
        }
    }

    /// Whether deadlines are counted by what stands there.
    public static func isPromiseTime(_ path: String) -> Bool {
        ["acknowledge.", "resolve."].contains { promise in
            path == promise + "within" || path.hasPrefix(promise + "by_severity.")
        }
    }

    /// Whether no promise's time is longer for the customer than in `other`. What can't be compared counts
    /// as longer.
    public func isNeverWorse(than other: Terms) -> Bool {
        let severities = Severity.allCases
        return severities.allSatisfy { acknowledge.within($0) <= other.acknowledge.within($0) }
            && severities.allSatisfy { resolve.within($0).isNoLonger(than: other.resolve.within($0)) }
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
