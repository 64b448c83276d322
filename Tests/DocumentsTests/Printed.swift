import DulyTesting
import Foundation
import Testing

/// A PDF as the tools of poppler-utils see it (bin/setup test installs them).
struct Printed {
    let bytes: [UInt8]

    /// The words in reading order; a form feed ends each page.
    func text() throws -> String { try run("pdftotext", ["-layout"], ["-"]) }

    func words() throws -> Set<String> {
        Set(try text().split(whereSeparator: \.isWhitespace).map(String.init))
    }

    /// What pdfinfo says, by its names.
    func facts() throws -> [String: String] {
        let lines = try run("pdfinfo").split(separator: "\n")
        return Dictionary(
            lines.compactMap { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                guard let name = parts.first else { return nil }
                return (String(name), parts.last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "")
            }, uniquingKeysWith: { first, _ in first })
    }

    struct Font {
        let name: String
        let isEmbedded: Bool
    }

    func fonts() throws -> [Font] {
        try run("pdffonts").split(separator: "\n").dropFirst(2).map { line in
            let words = line.split(separator: " ")
            return Font(name: String(words[0]), isEmbedded: words[words.count - 5] == "yes")
        }
    }

    private func run(_ tool: String, _ before: [String] = [], _ after: [String] = []) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try Tool.run(tool, before + [file.path] + after)
        try #require(output.code == 0, "\(tool): \(output.text)")
        return output.text
    }
}
