import Foundation

/// One text of the tree, named by its path from the root.
struct SourceFile: Sendable {
    let path: String
    let text: String
    /// The text with comments and string contents blanked, so that a rule sees code alone.
    let code: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
        code = path.hasSuffix(".swift") ? Code.blanked(text) : text
    }

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var folders: [String] { path.split(separator: "/").dropLast().map(String.init) }
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    /// The target a file under `Sources/` belongs to.
    var target: String? { folders.count >= 2 && folders[0] == "Sources" ? folders[1] : nil }
}

/// What a rule found: where, and what to do about it.
struct Complaint: Hashable, CustomStringConvertible {
    let path: String
    let line: Int
    let rule: String
    let remedy: String

    var description: String { "\(path):\(line): \(rule): \(remedy)" }
}

/// The tree that these tests are compiled in.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Read once: every rule looks at the same texts.
    private static let everySource = Result {
        try files(under: "Sources", ending: ".swift") + files(under: "Tests", ending: ".swift")
    }

    static func sources() throws -> [SourceFile] { try everySource.get() }

    static func documents() throws -> [SourceFile] {
        let top = try ["README.md", "CHANGELOG.md"].map(file)
        return try top + files(under: "docs", ending: ".md")
    }

    static func file(_ path: String) throws -> SourceFile {
        let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        return SourceFile(path: path, text: text)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).standardizedFileURL.path)
    }

    /// Links are followed, so that the sources may be reached through one.
    private static func files(under folder: String, ending: String) throws -> [SourceFile] {
        let top = root.appendingPathComponent(folder).resolvingSymlinksInPath()
        let names = try FileManager.default.subpathsOfDirectory(atPath: top.path)
        return try names.filter { $0.hasSuffix(ending) }.sorted().map { try file(folder + "/" + $0) }
    }
}
