import Foundation

/// The rows of docs/mail-rules.md, and what is wrong with them.
struct MailRules {
    struct Row {
        let line: Int
        let rule: String
        let tests: [String]
        /// Names of mails, a star at their end for any ending.
        let fixtures: [String]
    }

    /// Numbered as in the list that the page answers.
    static let rules =
        (1...10).map(String.init) + ["10.1"] + (11...20).map(String.init) + (1...11).map { "A\($0)" }
        + (1...14).map { "R\($0)" }

    let rows: [Row]

    init(_ page: SourceFile) {
        rows = page.lines.enumerated().compactMap { number, line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmed }
            guard cells.count == 6, cells[1] != "rule", !cells[1].hasPrefix("-") else { return nil }
            let spans = cells[3].split(separator: "`", omittingEmptySubsequences: false)
            return Row(
                line: number + 1, rule: cells[1],
                tests: spans.indices.filter { $0 % 2 == 1 }.map { String(spans[$0]) },
                fixtures: cells[4].split(separator: " ").map(String.init))
        }
    }

    /// - Parameter sources: the Swift texts of the tests.
    /// - Parameter fixtures: the names of the mails that are there.
    func complaints(
        _ page: SourceFile, sources: [SourceFile], fixtures: Set<String>, exists: (String) -> Bool
    ) -> [Complaint] {
        let suites = Dictionary(sources.map { ($0.name, $0) }) { first, _ in first }
        var found: [Complaint] = []
        func complain(_ line: Int, _ remedy: String) {
            found.append(Complaint(path: page.path, line: line, rule: "mail-rules", remedy: remedy))
        }
        if rows.map(\.rule) != Self.rules {
            complain(1, "its rules are not \(Self.rules.joined(separator: " "))")
        }
        var named: Set<String> = []
        for row in rows {
            if row.tests.isEmpty { complain(row.line, "rule \(row.rule) has no test") }
            let texts = row.tests.compactMap { suites["\(Self.suite($0)).swift"]?.text }
            for test in row.tests where !Self.isThere(test, in: suites, exists: exists) {
                complain(row.line, "there is no test \(test)")
            }
            for pattern in row.fixtures {
                let mails = fixtures.filter { Self.matches($0, pattern) }
                if mails.isEmpty { complain(row.line, "there is no fixture \(pattern)") }
                named.formUnion(mails)
                for mail in mails.sorted() where !texts.contains(where: { $0.contains("\"\(mail)") }) {
                    complain(row.line, "no test of rule \(row.rule) reads the fixture \(mail)")
                }
            }
        }
        for mail in fixtures.subtracting(named).sorted() { complain(1, "no rule names the fixture \(mail)") }
        return found
    }

    private static func suite(_ test: String) -> Substring { test.prefix { $0 != "." } }

    private static func matches(_ mail: String, _ pattern: String) -> Bool {
        pattern.hasSuffix("*") ? mail.hasPrefix(pattern.dropLast()) : mail == pattern
    }

    /// A script by its path, or a function of a suite that is marked as a test.
    private static func isThere(
        _ test: String, in suites: [String: SourceFile], exists: (String) -> Bool
    ) -> Bool {
        if test.contains("/") { return exists(test) }
        let name = test.dropFirst(suite(test).count + 1)
        guard !name.isEmpty, let lines = suites["\(suite(test)).swift"]?.lines else { return false }
        let at = lines.firstIndex { $0.contains("func \(name)(") || $0.contains("func `\(name)`(") }
        guard let at else { return false }
        // Its attribute stands on the same line, or above it within the same paragraph.
        return lines[...at].reversed().prefix { !$0.trimmed.isEmpty }.contains {
            $0.trimmed.hasPrefix("@Test")
        }
    }
}

extension StringProtocol {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
