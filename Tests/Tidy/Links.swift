/// What a document points at inside the tree.
struct Link: Hashable {
    let target: String
    let line: Int

    /// Inline links and pictures, and paths named in backticks; addresses of other hosts are left alone.
    static func all(in document: SourceFile) -> [Link] {
        var fenced = false
        return document.lines.enumerated().flatMap { number, line -> [Link] in
            if line.hasPrefix("```") { fenced.toggle() }
            if fenced { return [] }
            return (inline(line) + named(line)).map { Link(target: $0, line: number + 1) }
        }
    }

    private static func inline(_ line: Substring) -> [String] {
        line.split(separator: "](").dropFirst().compactMap { rest in
            let target = rest.prefix { $0 != ")" && $0 != "#" }
            let outside = target.contains("://") || target.hasPrefix("mailto:")
            return target.isEmpty || outside ? nil : String(target)
        }
    }

    /// A path in backticks is a promise too: `Sources/Desk/Ticket.swift` must be there.
    private static func named(_ line: Substring) -> [String] {
        let tops = ["Sources/", "Tests/", "bin/", "docs/", "Benchmarks/"]
        let spans = line.split(separator: "`", omittingEmptySubsequences: false)
        return spans.indices.filter { $0 % 2 == 1 }.compactMap { index in
            let path = spans[index].prefix { $0 != " " }
            let plain = !path.contains { "*{}<>".contains($0) }
            return plain && tops.contains { path.hasPrefix($0) } ? "/" + path : nil
        }
    }

    /// The path from the root that a link written in `document` means.
    func path(from document: SourceFile) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = document.folders
        for part in target.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }

    static func dead(in document: SourceFile, exists: (String) -> Bool) -> [Complaint] {
        all(in: document).filter { !exists($0.path(from: document)) }.map { link in
            Complaint(
                path: document.path, line: link.line, rule: "links",
                remedy: "nothing is at \(link.path(from: document))")
        }
    }

    /// Documents that no chain of links from the first leads to; a link to a folder leads to its README.
    static func unreached(from first: String, among documents: [SourceFile]) -> [String] {
        let known = Dictionary(documents.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        var (reached, waiting): (Set<String>, [String]) = ([first], [first])
        while let document = waiting.popLast().flatMap({ known[$0] }) {
            for link in all(in: document) where !link.target.hasPrefix("/") {
                let path = link.path(from: document)
                let target = known[path] == nil ? path + "/README.md" : path
                if known[target] != nil, reached.insert(target).inserted { waiting.append(target) }
            }
        }
        return known.keys.filter { !reached.contains($0) }.sorted()
    }
}
