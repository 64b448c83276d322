extension Rule {
    /// Endings that say nothing about a thing. A verb belongs on the noun it acts on.
    static let emptyEndings = [
        "Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utilities", "Handler", "Handlers",
        "Service", "Services", "Data", "Info", "Core", "Common",
    ]
    static let emptyWords: Set<Substring> = ["FRT", "NRT"]
    private static let declarations: Set<Substring> = [
        "struct", "class", "enum", "actor", "protocol", "typealias",
    ]

    static let names = Rule(name: "names") { file in
        let stem = Substring(file.name.prefix { $0 != "." })
        let byFile = emptyEnding(of: stem).map { [(line: 1, remedy: "file name ends in \($0)")] } ?? []
        return byFile
            + perLine(file.code) { line in
                let found = words(line)
                if let word = found.first(where: { emptyWords.contains($0) }) {
                    return "\(word) is no word of the contract"
                }
                guard let keyword = found.firstIndex(where: { declarations.contains($0) }),
                    found.index(after: keyword) < found.endIndex
                else { return nil }
                let name = found[found.index(after: keyword)]
                return emptyEnding(of: name).map { "\(name) ends in \($0); name what the thing is" }
            }
    }

    private static func emptyEnding(of name: Substring) -> String? {
        emptyEndings.first { name.hasSuffix($0) }
    }
}
