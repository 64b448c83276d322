/// The files that may break one rule, each with its reason. The list may only shrink.
struct Exceptions {
    struct Entry: Hashable {
        let path: String
        let rule: String
        let reason: String
    }

    /// Lower this with every line taken out of exceptions.txt.
    static let countMax = 5

    let entries: [Entry]

    /// Lines are `path | rule | reason`; blank lines and `#` lines are skipped.
    init(_ text: String) {
        entries = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.split(separator: "|").map { part in
                String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            precondition(parts.count == 3, "exceptions.txt: write `path | rule | reason`, not: \(line)")
            return Entry(path: parts[0], rule: parts[1], reason: parts[2])
        }
    }

    func covers(_ complaint: Complaint) -> Bool {
        entries.contains { $0.path == complaint.path && $0.rule == complaint.rule }
    }

    /// Entries that no complaint needs any more.
    func idle(given complaints: [Complaint]) -> [Entry] {
        entries.filter { entry in !complaints.contains { $0.path == entry.path && $0.rule == entry.rule } }
    }
}
