import Agreements
import BusinessTime
import Foundation
import Testing

@testable import Documents

@Suite("The agreement as HTML")
struct AgreementPageTests {
    private func text(_ change: (inout Terms) -> Void = { _ in }) throws -> AgreementText {
        var terms = Terms.demo
        change(&terms)
        return AgreementText(terms, calendar: try terms.calendar(zones: Self.zone))
    }

    private static func zone(_ name: TimeZoneName) -> ZoneRules? {
        guard let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)") else {
            return nil
        }
        return try? ZoneRules(name: name, tzif: Array(data))
    }

    private func html(_ text: AgreementText) -> String {
        String(decoding: AgreementPage.html(of: text), as: UTF8.self)
    }

    @Test("every clause has a section that can be linked to, with its heading")
    func sections() throws {
        let text = try text()
        let html = html(text)
        for clause in text.clauses {
            #expect(html.contains("<section id=\"clause-\(clause.clause)\">"))
        }
        #expect(html.contains("<h2><span class=\"number\">A.2</span> Resolution</h2>"))
        #expect(html.contains("<td>critical</td><td>30 business minutes</td>"))
    }

    @Test("the same text gives the same bytes")
    func stable() throws { #expect(try AgreementPage.html(of: text()) == AgreementPage.html(of: text())) }

    @Test("what the parties write is text, never markup")
    func escaped() throws {
        let html = html(try text { $0.customer.name = "<script>Acme & Sons</script>" })
        #expect(!html.contains("<script>"))
        #expect(html.contains("&lt;script&gt;Acme &amp; Sons"))
    }

    @Test("an automatic acknowledgment is strong")
    func automatic() throws {
        #expect(!html(try text()).contains("<strong>"))
        #expect(html(try text { $0.acknowledge.automatic = true }).contains("<strong>The automatic receipt"))
    }

    @Test("elements are closed in order")
    func wellFormed() throws {
        var open: [Substring] = []
        for part in html(try text()).split(separator: "<").dropFirst() {
            let name = part.prefix { $0 != ">" && $0 != " " }
            if name.hasPrefix("/") {
                #expect(open.popLast() == name.dropFirst())
            } else if !["meta", "!doctype"].contains(name) {
                open.append(name)
            }
        }
        #expect(open == [])
    }
}
