/// A draft as a form: every value of the terms in a field of its own, whether it can be read yet or not.
///
/// A field is named by its path, `acknowledge.within`; what is a list in the text and has a fixed key in the
/// form is named by that key, `severities[critical].definition`. Form and text hold the same values.
public struct DraftSheet: Hashable, Sendable {
    /// By the name of the field; what is empty is absent.
    public private(set) var values: [String: String]

    /// Fields that no part names are left out.
    public init(values: [String: String]) {
        self.values = values.filter { !$0.value.isEmpty && SheetPart.names.contains(Self.slot($0.key)) }
    }

    /// Reads a draft's text; throws only where it is no YAML that a form could be filled from.
    public init(yaml: String) throws(AgreementProblems) {
        let reading = Reading()
        guard let node = Screen.compose(yaml, reading), reading.problems.isEmpty else {
            throw AgreementProblems(reading.problems)
        }
        var spreading = SheetSpreading()
        spreading.spread(Tree(node), at: "")
        self.init(values: spreading.values)
    }

    public subscript(_ name: String) -> String { values[name] ?? "" }

    /// The draft as text, in the fixed order of terms.
    public var yaml: String { gathered.tree.yaml }

    /// The field in which a problem is mended; nil where it concerns the draft as a whole.
    public func field(of problem: Problem) -> String? {
        let places = gathered.places
        var path = problem.path[...]
        while !path.isEmpty {
            if let name = places[String(path)] { return name }
            guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
            path = path[..<cut]
        }
        return nil
    }

    private var gathered: (tree: Tree, places: [String: String]) {
        var gathering = SheetGathering(values: values)
        let tree = gathering.terms()
        return (tree, gathering.places)
    }

    /// Reads a text of which the form must hold everything; otherwise its problems are thrown.
    public init(whole yaml: String) throws(AgreementProblems) {
        try self.init(yaml: yaml)
        let reading = Terms.read(yaml)
        let unheld = reading.problems.filter { field(of: $0) == nil || $0.message.hasSuffix("is unknown") }
        if !unheld.isEmpty { throw AgreementProblems(unheld) }
        guard let terms = reading.terms, terms.inFormOrder != (try Terms(yaml: self.yaml)) else { return }
        throw AgreementProblems([
            Problem(
                path: "", clause: .head,
                message: "a text of several lines stands in a list, or a row stands twice",
                remedy: "write each item on one line and each row once")
        ])
    }

    /// How many persons may sign for a party, and how many special conditions there are.
    public static let repeatsMax = 20

    /// The field's name with every number that repeats it made 1.
    static func slot(_ name: String) -> String {
        guard let open = name.firstIndex(of: "["), let close = name.firstIndex(of: "]"), open < close,
            let number = Int(name[name.index(after: open)..<close]), !name.hasPrefix("escalation")
        else { return name }
        return (1...repeatsMax).contains(number)
            ? "\(name[..<open])[1]\(name[name.index(after: close)...])" : ""
    }

    /// The numbers in use of something that repeats, for example `provider.signatories`.
    public func numbers(of path: String) -> [Int] {
        (1...Self.repeatsMax).filter { number in
            values.keys.contains { $0.hasPrefix("\(path)[\(number)].") }
        }
    }
}
