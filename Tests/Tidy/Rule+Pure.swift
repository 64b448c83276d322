extension Rule {
    /// A pure target imports what is listed and nothing else: no I/O, no Foundation.
    static let pureImports = Rule(name: "pure-imports") { file in
        guard let target = file.target, House.pure.contains(target) else { return [] }
        let libraries = House.pureLibraries[target] ?? []
        return Import.all(in: file).compactMap { found in
            if House.arrows[found.module] != nil || libraries.contains(found.module) { return nil }
            return (found.line, "\(target) is pure and may not import \(found.module)")
        }
    }

    /// Words that reach for a clock, a thread, chance or the outside.
    static let impureWords: Set<Substring> = [
        "Task", "SystemRandomNumberGenerator", "ContinuousClock", "SuspendingClock", "DispatchQueue",
        "FileHandle", "FileManager", "ProcessInfo", "async", "await", "getenv",
    ]
    static let impurePhrases = [
        "Date()", "Date.now", ".random(", ".randomElement(", ".shuffle(", ".shuffled(", " print(",
    ]

    static let pureWords = Rule(name: "pure-words") { file in
        guard let target = file.target, House.pure.contains(target) else { return [] }
        return perLine(file.code) { line in
            let word = words(line).first { impureWords.contains($0) }
            let phrase = impurePhrases.first { " \(line)".contains($0) }
            guard let found = word.map(String.init) ?? phrase else { return nil }
            let name = found.drop { $0 == " " }
            return "\(target) is pure: take what `\(name)` gives as an argument"
        }
    }
}
