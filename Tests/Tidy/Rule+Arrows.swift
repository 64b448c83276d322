/// Which target may import which. An arrow that is not here does not exist.
enum House {
    static let pure: Set<String> = [
        "BusinessTime", "Agreements", "Desk", "Mail", "Markup", "Documents", "Reports", "Feeds", "IMAP",
    ]

    /// Targets of this package, and the targets each may see.
    static let arrows: [String: Set<String>] = [
        "BusinessTime": [],
        "Agreements": ["BusinessTime"],
        "Desk": ["Agreements", "BusinessTime"],
        "Reports": ["Desk", "Agreements", "BusinessTime", "Documents"],
        "Mail": ["CGMime", "CGumbo", "CPSL"],
        "Markup": [],
        "IMAP": [],
        "Documents": ["Agreements", "BusinessTime", "Markup", "CPango", "CZip"],
        "Feeds": ["BusinessTime", "CICal"],
        "Storage": ["Desk", "Agreements", "BusinessTime", "CSQLite"],
        "Operations": [
            "Storage", "Desk", "Agreements", "BusinessTime", "Mail", "Documents", "Reports", "Feeds",
        ],
        "Channels": [
            "Operations", "Storage", "Desk", "Agreements", "BusinessTime", "Mail", "IMAP", "CCurl", "CSPF",
            "CDKIM", "CMachine",
        ],
        "Web": [
            "Operations", "Storage", "Desk", "Agreements", "BusinessTime", "Documents", "Markup", "Mail",
            "Reports",
        ],
        "Duly": [
            "Web", "Channels", "Operations", "Storage", "Desk", "Agreements", "BusinessTime", "Documents",
            "Mail", "Markup", "Reports",
        ],
        "DulyTesting": ["BusinessTime", "Agreements", "Desk"],
        "Simulate": ["DulyTesting", "BusinessTime", "Agreements", "Desk"],
        "CGMime": [], "CGumbo": [], "CCurl": [], "CPango": [], "CICal": [], "CZip": [], "CSQLite": [],
        "CSPF": [], "CDKIM": [], "CPSL": [], "CMachine": [],
    ]

    /// What a pure target may import from outside this package.
    static let pureLibraries: [String: Set<String>] = [
        "Agreements": ["Yams", "Crypto"], "Documents": ["Crypto"],
    ]

    /// Libraries that have one home each.
    static let homes: [String: Set<String>] = [
        "GRDB": ["Storage"],
        "Hummingbird": ["Web", "Duly"],
        "ArgumentParser": ["Duly", "Simulate"],
        "ServiceLifecycle": ["Web", "Channels", "Operations", "Duly"],
        "Yams": ["Agreements", "Duly"],
    ]
}

/// One `import` line: the module's name and where it stands.
struct Import {
    let module: String
    let line: Int

    static func all(in file: SourceFile) -> [Import] {
        let kinds: Set<Substring> = [
            "struct", "class", "enum", "protocol", "func", "typealias", "let", "var",
        ]
        let lines = file.code.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { number, line in
            let found = words(line)
            guard let keyword = found.firstIndex(of: "import"), keyword <= 2 else { return nil }
            let name = found[(keyword + 1)...].first { !kinds.contains($0) }
            return name.map { Import(module: String($0), line: number + 1) }
        }
    }
}

extension Rule {
    static let arrows = Rule(name: "arrows") { file in
        guard let target = file.target else { return [] }
        guard let allowed = House.arrows[target] else {
            return [(1, "target \(target) has no row in House.arrows; say there what it may import")]
        }
        return Import.all(in: file).compactMap { found in
            guard House.arrows[found.module] != nil, !allowed.contains(found.module) else { return nil }
            return (found.line, "\(target) may not import \(found.module); arrows go down only")
        }
    }

    static let onlyIn = Rule(name: "homes") { file in
        guard let target = file.target else { return [] }
        return Import.all(in: file).compactMap { found in
            guard let homes = House.homes[found.module], !homes.contains(target) else { return nil }
            let names = homes.sorted().joined(separator: ", ")
            return (found.line, "\(found.module) is imported in \(names) alone")
        }
    }
}
