import Yams

/// A parser's error in words for the person who writes the terms.
struct YAMLComplaint {
    let line: Int?
    let message: String
    let remedy: String

    init(_ error: YamlError) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            self.init(line: mark.line, problem: problem, context: context?.text)
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(
                line: context.mark.line,
                message: "the key \(duplicates.joined(separator: ", ")) stands twice",
                remedy: "keep one of them")
        case .reader(let problem, _, _, _):
            self.init(line: nil, problem: problem, context: nil)
        default:
            self.init(line: nil, problem: "it can't be parsed", context: nil)
        }
    }

    private init(line: Int?, message: String, remedy: String) {
        self.line = line
        self.message = message
        self.remedy = remedy
    }

    private init(line: Int?, problem: String, context: String?) {
        self.init(
            line: line, message: "this is no YAML: \(problem)\(context.map { ", \($0)" } ?? "")",
            remedy:
                "indent by spaces, close quotes and brackets, quote texts that hold a colon or #"
        )
    }
}
