import Yams

/// What reading a text has found so far: problems, and the line on which each path stands.
final class Reading {
    var problems: [Problem] = []
    var lines: [String: Int] = [:]

    func place(_ node: Node, at path: String) {
        if let line = node.mark?.line, lines[path] == nil { lines[path] = line }
    }

    func report(_ path: String, line: Int? = nil, _ message: String, remedy: String) {
        problems.append(
            Problem(
                line: line ?? self.line(of: path), path: path, clause: .owning(path), message: message,
                remedy: remedy))
    }

    /// The line of the path, or of the nearest part above it.
    func line(of path: String) -> Int? {
        var path = path[...]
        while lines[String(path)] == nil, let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) {
            path = path[..<cut]
        }
        return lines[String(path)]
    }

    /// The one problem of a blank that stands where a value belongs.
    func reportBlank(_ blank: String, at path: String) {
        report(
            path, "the blank \(blank) is not filled", remedy: "write the value in its place, without brackets"
        )
    }
}

/// A text between square brackets waits to be filled in.
enum Blank {
    static func first(in text: String) -> String? {
        guard let open = text.firstIndex(of: "["), let close = text[open...].firstIndex(of: "]") else {
            return nil
        }
        return String(text[open...close])
    }
}
