import Markup
import Testing

@Suite("Pages written as Swift")
struct ElementTests {
    struct Greeting: View {
        let name: String?
        let tickets: [Int]

        var body: some Content {
            if let name { Element(.h1) { "Good morning, \(name)" } } else { Element(.h1) { "Good morning" } }
            Element(.ul, class: "queue") {
                Each(tickets) { ticket in Element(.li) { ticket } }
            }
            for ticket in tickets.prefix(1) { Element(.p) { "First: \(ticket)" } }
            if tickets.isEmpty { Element(.p) { "Nothing waits." } }
        }
    }

    @Test("lines, conditions and loops keep their order")
    func order() {
        #expect(
            text(Greeting(name: "Ana", tickets: [7, 12]))
                == #"<h1>Good morning, Ana</h1><ul class="queue"><li>7</li><li>12</li></ul><p>First: 7</p>"#)
        #expect(
            text(Greeting(name: nil, tickets: []))
                == #"<h1>Good morning</h1><ul class="queue"></ul><p>Nothing waits.</p>"#)
    }

    @Test("void elements have no closing tag")
    func void() {
        #expect(text(Element(.br)) == "<br>")
        #expect(text(Element(.input, .type("text"), .name("q"))) == #"<input type="text" name="q">"#)
    }

    @Test("a boolean attribute is there or not")
    func flags() {
        #expect(text(Element(.details, .flag("open", true))) == "<details open></details>")
        #expect(text(Element(.details, .flag("open", false))) == "<details></details>")
        #expect(text(Element(.p, .title(nil), .data("due", nil as Int?))) == "<p></p>")
    }

    @Test(
        "numbers have at most two decimals and no exponent",
        arguments: [
            (0, "0"), (1, "1"), (0.5, "0.5"), (1.005, "1"), (12.345, "12.35"), (-3.25, "-3.25"),
            (-0.004, "0"),
            (99.999, "100"), (0.07, "0.07"), (1e15, "0"), (.nan, "0"), (.infinity, "0"),
        ] as [(Double, String)])
    func decimals(_ value: Double, _ words: String) {
        #expect(text(Element(.rect, .number("x", value))) == "<rect x=\"\(words)\"></rect>")
    }

    @Test("a share is written in percent")
    func percent() {
        #expect(text(Element(.rect, .percent("width", 0.625))) == #"<rect width="62.5%"></rect>"#)
    }

    @Test("other attributes keep their name, however short")
    func named() {
        #expect(text(Element(.rect, .named("x", fixed: "50%"))) == #"<rect x="50%"></rect>"#)
        #expect(
            text(Element(.th, .named("scope", "row"), .all([.id("a"), .lang("de")])))
                == #"<th scope="row" id="a" lang="de"></th>"#)
        #expect(text(Element(.p, .class("row gone"), .aria("current", nil))) == #"<p class="row gone"></p>"#)
    }

    @Test("an attribute that carries a script, a style or an address stops the program that wrote it")
    func carriers() async {
        await #expect(processExitsWith: .failure) { _ = Attribute.named("onclick", "x") }
        await #expect(processExitsWith: .failure) { _ = Attribute.named("style", fixed: "x") }
        await #expect(processExitsWith: .failure) { _ = Attribute.named("HREF", "x") }
        await #expect(processExitsWith: .failure) { _ = Element(.br) { "x" } }
    }
}
