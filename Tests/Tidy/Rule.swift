/// A habit of the house that a machine can hold.
struct Rule: CustomStringConvertible, Sendable {
    let name: String
    /// Complaints about one file, as line number and remedy.
    let check: @Sendable (SourceFile) -> [(line: Int, remedy: String)]

    var description: String { name }

    func complaints(about file: SourceFile) -> [Complaint] {
        check(file).map { Complaint(path: file.path, line: $0.line, rule: name, remedy: $0.remedy) }
    }

    /// A complaint for each line that the pattern's search hits.
    static func perLine(
        _ text: String, _ remedy: (Substring) -> String?
    ) -> [(line: Int, remedy: String)] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { number, line in remedy(line).map { (number + 1, $0) } }
    }

    static let all: [Rule] = [
        .arrows, .onlyIn, .pureImports, .pureWords, .fileLength, .lineLength, .functionLength, .depth,
        .names, .leftovers,
    ]
}

/// The words of a line of code, in order.
func words(_ line: Substring) -> [Substring] {
    line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
}
