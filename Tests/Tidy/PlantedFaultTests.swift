import Testing

/// A rule that never complains holds nothing: each is shown a fault, and the same text without it.
@Suite("Planted faults")
struct PlantedFaultTests {
    private func lines(_ rule: Rule, _ path: String, _ text: String) -> [Int] {
        rule.complaints(about: SourceFile(path: path, text: text)).map(\.line)
    }

    @Test(
        "an import against the arrows",
        arguments: [
            ("Desk", "import Storage", 1), ("Desk", "public import Agreements", 0),
            ("Storage", "@preconcurrency import Web", 1), ("Storage", "internal import Desk", 0),
            ("Markup", "import struct BusinessTime.Instant", 1),
            ("Web", "import struct BusinessTime.Instant", 0),
            ("BusinessTime", "// import Storage", 0), ("Cellar", "let x = 1", 1),
        ])
    func arrow(target: String, text: String, complaints: Int) {
        #expect(lines(.arrows, "Sources/\(target)/A.swift", text).count == complaints)
    }

    @Test(
        "a library away from home",
        arguments: [
            ("Web", "import GRDB", 1), ("Storage", "import GRDB", 0), ("Storage", "import Hummingbird", 1),
        ])
    func home(target: String, text: String, complaints: Int) {
        #expect(lines(.onlyIn, "Sources/\(target)/A.swift", text).count == complaints)
    }

    @Test(
        "an import of the outside in a pure target",
        arguments: [
            ("Desk", "import Foundation", 1), ("Storage", "import Foundation", 0),
            ("Desk", "import Glibc", 1),
            ("Agreements", "import Yams", 0), ("Desk", "import Yams", 1), ("Mail", "import CGMime", 0),
        ])
    func pureImport(target: String, text: String, complaints: Int) {
        #expect(lines(.pureImports, "Sources/\(target)/A.swift", text).count == complaints)
    }

    @Test(
        "a clock, chance or a task in a pure target",
        arguments: [
            ("let now = Date()", 1), ("let now = Date.now", 1), ("Task { }", 1), ("Task.detached { }", 1),
            ("let tasks = 3", 0), ("Int.random(in: 1...6)", 1), ("var g = SystemRandomNumberGenerator()", 1),
            ("ContinuousClock().now", 1), ("func load() async {}", 1), ("print(1)", 1), ("fingerprint(1)", 0),
            ("// Date() would lie", 0), (#"let name = "Task""#, 0), ("let due = LocalDate(iso)", 0),
        ])
    func pureWord(text: String, complaints: Int) {
        #expect(lines(.pureWords, "Sources/Desk/A.swift", text).count == complaints)
        #expect(lines(.pureWords, "Sources/Web/A.swift", text).isEmpty)
    }

    @Test("a file of 301 lines", arguments: [(300, 0), (301, 1)])
    func fileLength(count: Int, complaints: Int) {
        let text = String(repeating: "let x = 1\n", count: count)
        #expect(lines(.fileLength, "Sources/Desk/A.swift", text).count == complaints)
    }

    @Test("a line of 111 characters", arguments: [(110, 0), (111, 1)])
    func lineLength(count: Int, complaints: Int) {
        let text = "\n" + String(repeating: "é", count: count)
        #expect(lines(.lineLength, "Sources/Desk/A.swift", text).count == complaints)
    }

    @Test(
        "a function of 51 lines, braces in strings and comments not counted", arguments: [(50, 0), (51, 1)])
    func functionLength(count: Int, complaints: Int) {
        let body = ["let a = \"}\\(b)}\" // }"] + Array(repeating: "if a { b() }", count: count - 3)
        let text = "struct A {\n    func f(_ g: () -> Void = {}) throws(E)\n        -> Int {\n"
        let whole = text + body.joined(separator: "\n") + "\n}\n}\n"
        #expect(lines(.functionLength, "Sources/Desk/A.swift", whole).count == complaints)
        let initial = whole.replacing("func f", with: "init")
        #expect(lines(.functionLength, "Sources/Desk/A.swift", initial).count == complaints)
    }

    @Test("a requirement without a body takes no one else's braces")
    func requirement() {
        let long = String(repeating: "let a = 1\n", count: 60)
        let text = "protocol P { func f() -> Int }\nenum N {\n\(long)}\n"
        #expect(lines(.functionLength, "Sources/Desk/A.swift", text).isEmpty)
    }

    @Test("a third folder below a target", arguments: [("a/b", 0), ("a/b/c", 1)])
    func depth(folders: String, complaints: Int) {
        #expect(lines(.depth, "Sources/Desk/\(folders)/A.swift", "").count == complaints)
    }

    @Test(
        "a name that says nothing",
        arguments: [
            ("A.swift", "struct TicketManager {}", 1), ("A.swift", "final class UserInfo {}", 1),
            ("TicketUtils.swift", "", 1), ("Ticket+Pausing.swift", "extension Ticket {}", 0),
            ("A.swift", "let FRT = 1", 1), ("A.swift", "// the TicketManager of others", 0),
            ("A.swift", "enum Score {}", 0), ("A.swift", "enum Core {}", 1),
        ])
    func name(file: String, text: String, complaints: Int) {
        #expect(lines(.names, "Sources/Desk/\(file)", text).count == complaints)
    }

    @Test("work left for later, and a trap")
    func leftovers() {
        let text = [
            "// TO" + "DO: later", "// FIX" + "ME", "fatal" + "Error()", "// no fatal" + "Error", "ok()",
        ]
        #expect(
            lines(.leftovers, "Sources/Desk/A.swift", text.joined(separator: "\n")).sorted() == [1, 2, 3])
    }

    @Test("a dead link, a dead picture and a dead path")
    func links() {
        let text = """
            [a](there.md#x) ![b](pictures/gone.png) [c](https://example.org) [d](#here)
            `Sources/Gone.swift` and `Sources/There.swift --flag` and `Sources/*/Any.swift`
            ```
            [e](gone.md)
            ```
            [f](../README.md)
            """
        let there: Set<String> = ["docs/there.md", "Sources/There.swift", "README.md"]
        let dead = Link.dead(in: SourceFile(path: "docs/a.md", text: text), exists: there.contains)
        #expect(dead.map(\.line) == [1, 2])
    }

    @Test("a page that only itself and a page beside it lead to")
    func unreached() {
        let texts = [
            "README.md": "[a](docs/a.md) `docs/named.md` [folder](docs/more/)", "docs/a.md": "[b](b.md#x)",
            "docs/b.md": "[back](../README.md)", "docs/c.md": "[d](d.md) [c](c.md)", "docs/d.md": "[c](c.md)",
            "docs/named.md": "", "docs/more/README.md": "[1](1.md)", "docs/more/1.md": "",
        ]
        let pages = texts.map { SourceFile(path: $0.key, text: $0.value) }
        #expect(
            Link.unreached(from: "README.md", among: pages) == ["docs/c.md", "docs/d.md", "docs/named.md"])
    }

    @Test("an exception that nothing needs")
    func idleException() {
        let exceptions = Exceptions("# why\nSources/Desk/A.swift | pure-imports | reads dates\n")
        let fault = SourceFile(path: "Sources/Desk/A.swift", text: "import Foundation")
        let complaints = Rule.pureImports.complaints(about: fault)
        #expect(complaints.allSatisfy(exceptions.covers))
        #expect(exceptions.idle(given: complaints).isEmpty)
        #expect(exceptions.idle(given: []).count == 1)
        let other = Complaint(path: "Sources/Desk/B.swift", line: 1, rule: "pure-imports", remedy: "")
        #expect(!exceptions.covers(other))
    }
}

@Suite("Code without comments and strings")
struct CodeTests {
    @Test(
        "blanks what is no code and keeps every line",
        arguments: [
            ("a // b { \nc", "a        \nc"), ("a /* b /* c */ d */ e", "a                   e"),
            (#"x("a\"{") {"#, "x(      ) {"), (##"x(#"a"{"#) {"##, "x(       ) {"),
            ("x(\"\"\"\n {\n\"\"\")", "x(   \n  \n   )"), (#"x("\(f("}"))}") y"#, "x(            ) y"),
        ])
    func blanked(text: String, code: String) {
        #expect(Code.blanked(text) == code)
    }
}
