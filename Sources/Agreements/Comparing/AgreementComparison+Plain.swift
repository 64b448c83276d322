extension AgreementComparison {
    /// For a terminal or a mail.
    public var plain: String {
        isEmpty ? "The two versions are the same.\n" : parts.map(\.plain).joined()
    }

    /// The changes as plain text, lines of at most 78 columns: part of what an amendment's parties sign.
    public func plain(title: String) -> String {
        let head = "\(title)\n\n"
        guard !isEmpty else { return head + "   Nothing is changed.\n\n" }
        return head
            + ClauseText.wrapped(
                "Words in [-brackets-] are taken out, words in {+braces+} are put in.", indent: "   ",
                first: "   ") + "\n" + parts.map(\.plain).joined()
    }
}

extension AgreementComparison.Part {
    var plain: String {
        let title = number.map { "\($0)  \(heading)" } ?? heading
        return "\(title)\n\n" + changes.map(\.plain).joined() + (changes.isEmpty ? "" : "\n")
            + lines.filter(\.isChanged).map {
                ClauseText.wrapped($0.plain, indent: "   ", first: "   ") + "\n"
            }
            .joined()
    }
}

extension AgreementComparison.Change {
    var plain: String {
        ClauseText.wrapped(
            "\(words): \(before ?? "(nothing)") -> \(after ?? "(nothing)")", indent: "       ",
            first: "   - ")
    }
}

extension ComparedLine {
    var plain: String {
        runs.map { run in
            switch run.fate {
            case .kept: run.text
            case .removed: "[-\(run.text)-]"
            case .added: "{+\(run.text)+}"
            }
        }.joined(separator: " ")
    }
}
