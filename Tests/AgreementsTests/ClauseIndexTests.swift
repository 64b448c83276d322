import BusinessTime
import Foundation
import Testing

@testable import Agreements

@Suite("Every clause is executed or prose with a reason")
struct ClauseIndexTests {
    @Test("every clause of the text has one entry, and every entry a clause")
    func complete() throws {
        let calendar = try Terms.demo.calendar(zones: Zones.lookup)
        let inText = AgreementText(.demo, calendar: calendar).clauses.map(\.clause)
        #expect(ClauseIndex.entries.map(\.clause).sorted() == inText.sorted())
    }

    @Test("an executed clause names what runs it and suites that exist; prose gives a reason")
    func entries() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        for entry in ClauseIndex.entries {
            switch entry.standing {
            case .executed(let types, let tests), .partly(let types, let tests, _):
                #expect(!types.isEmpty && !tests.isEmpty)
                for test in tests {
                    let file = root.appendingPathComponent(test + ".swift").resolvingSymlinksInPath()
                    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
                    let name = test.split(separator: "/").last.map(String.init) ?? ""
                    #expect(
                        text.contains("@Suite") && text.contains("struct \(name) "),
                        "\(entry.clause) names \(test), which is no suite")
                }
            case .prose(let reason): #expect(reason.count > 20)
            }
        }
    }

    @Test("a type that runs a clause has a file in its module")
    func types() {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources").resolvingSymlinksInPath()
        let files = FileManager.default.subpaths(atPath: sources.path) ?? []
        for entry in ClauseIndex.entries {
            let types: [String] =
                switch entry.standing {
                case .executed(let types, _), .partly(let types, _, _): types
                case .prose: []
                }
            for type in types {
                let parts = type.split(separator: ".", maxSplits: 1)
                let exists = files.contains {
                    $0.hasPrefix(parts[0] + "/") && $0.hasSuffix("/\(parts[1]).swift")
                }
                #expect(exists, "\(entry.clause) names \(type)")
            }
        }
    }

    @Test("a clause is found by its id, whatever the case, and says what it is")
    func lookup() {
        #expect(ClauseIndex.entry("a.2")?.clause == .resolution)
        #expect(ClauseIndex.entry("Z.1") == nil)
        #expect(ClauseIndex.entry("A.2")?.description.contains("executed by") == true)
        #expect(ClauseIndex.entry("B.2")?.description.contains("prose") == true)
        let law = ClauseIndex.entry("J")?.description ?? ""
        #expect(law.contains("executed by  Desk.Retention, Desk.Erasure") && law.contains("prose"))
        #expect(ClauseIndex.isExecuted(.acknowledgment))
        #expect(!ClauseIndex.isExecuted(.legal))
    }
}
