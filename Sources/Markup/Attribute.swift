/// An attribute of an element. Names are fixed in the source; values are escaped.
public struct Attribute: Sendable {
    @usableFromInline
    enum Value: Sendable {
        /// The attribute is left out.
        case absent
        /// The name alone, as in `checked`.
        case present
        case fixed(StaticString)
        case text(String)
        case integer(Int)
        case decimal(Double)
        case percent(Double)
        /// Several attributes in the place of one.
        case several([Attribute])
    }

    @usableFromInline let prefix: StaticString
    @usableFromInline let name: StaticString
    @usableFromInline let value: Value

    @usableFromInline
    init(prefix: StaticString = "", _ name: StaticString, _ value: Value) {
        self.prefix = prefix
        self.name = name
        self.value = value
    }

    @usableFromInline
    func write(to output: inout Output) {
        if case .absent = value { return }
        if case .several(let attributes) = value {
            for attribute in attributes { attribute.write(to: &output) }
            return
        }
        output.byte(32)
        output.fixed(prefix)
        output.fixed(name)
        if case .present = value { return }
        output.fixed("=\"")
        switch value {
        case .absent, .present, .several: break
        case .fixed(let text): output.fixed(text)
        case .text(let text): output.escaped(text)
        case .integer(let number): output.integer(number)
        case .decimal(let number): output.decimal(number)
        case .percent(let share):
            output.decimal(share * 100)
            output.byte(37)
        }
        output.byte(34)
    }
}

extension Attribute {
    /// An attribute without a shorter form here. Attributes that carry scripts, styles or addresses are
    /// refused: they have their own checked form or none.
    public static func named(_ name: StaticString, _ value: String) -> Attribute {
        precondition(isPlain(name), "This attribute has a checked form, or is never written")
        return Attribute(name, .text(value))
    }

    /// An attribute whose value is fixed in the source.
    public static func named(_ name: StaticString, fixed value: StaticString) -> Attribute {
        precondition(isPlain(name), "This attribute has a checked form, or is never written")
        return Attribute(name, .fixed(value))
    }

    /// What an empty field waits for; nil leaves it out.
    public static func placeholder(_ text: String?) -> Attribute {
        Attribute("placeholder", text.map(Value.text) ?? .absent)
    }

    /// A number rounded to two decimals, for SVG.
    public static func number(_ name: StaticString, _ value: Double) -> Attribute {
        Attribute(name, .decimal(value))
    }

    public static func number(_ name: StaticString, _ value: Int) -> Attribute {
        Attribute(name, .integer(value))
    }

    /// A share of the whole written in percent: 0.5 is "50%".
    public static func percent(_ name: StaticString, _ share: Double) -> Attribute {
        Attribute(name, .percent(share))
    }

    /// A boolean attribute: its name when true, nothing when false.
    public static func flag(_ name: StaticString, _ isSet: Bool = true) -> Attribute {
        precondition(isPlain(name), "This attribute has a checked form, or is never written")
        return Attribute(name, isSet ? .present : .absent)
    }

    public static func data(_ name: StaticString, _ value: String?) -> Attribute {
        Attribute(prefix: "data-", name, value.map { .text($0) } ?? .absent)
    }

    public static func data(_ name: StaticString, _ value: Int?) -> Attribute {
        Attribute(prefix: "data-", name, value.map { .integer($0) } ?? .absent)
    }

    public static func data(_ name: StaticString, fixed value: StaticString) -> Attribute {
        Attribute(prefix: "data-", name, .fixed(value))
    }

    public static func aria(_ name: StaticString, _ value: String?) -> Attribute {
        Attribute(prefix: "aria-", name, value.map { .text($0) } ?? .absent)
    }

    /// Attributes made elsewhere, in the place of one.
    public static func all(_ attributes: [Attribute]) -> Attribute {
        Attribute("", .several(attributes))
    }

    /// Compares without making strings, as it is asked for every attribute of every page.
    static func isPlain(_ name: StaticString) -> Bool {
        name.withUTF8Buffer { name in
            if name.count > 1, name[0] | 32 == UInt8(ascii: "o"), name[1] | 32 == UInt8(ascii: "n") {
                return false
            }
            return !checked.contains { refused in
                refused.utf8CodeUnitCount == name.count
                    && refused.withUTF8Buffer { zip($0, name).allSatisfy { $0 | 32 == $1 | 32 } }
            }
        }
    }

    private static let checked: [StaticString] = [
        "style", "href", "xlink:href", "src", "srcset", "srcdoc", "action", "formaction", "data", "poster",
        "ping",
    ]
}

// The ones that every page needs.
extension Attribute {
    public static func id(_ value: String) -> Attribute { Attribute("id", .text(value)) }
    public static func `class`(_ value: String) -> Attribute { Attribute("class", .text(value)) }
    public static func title(_ value: String?) -> Attribute {
        Attribute("title", value.map { .text($0) } ?? .absent)
    }
    public static func name(_ value: String) -> Attribute { Attribute("name", .text(value)) }
    public static func value(_ value: String) -> Attribute { Attribute("value", .text(value)) }
    public static func `for`(_ value: String) -> Attribute { Attribute("for", .text(value)) }
    public static func type(_ value: StaticString) -> Attribute { Attribute("type", .fixed(value)) }
    public static func role(_ value: StaticString) -> Attribute { Attribute("role", .fixed(value)) }
    public static func lang(_ value: String) -> Attribute { Attribute("lang", .text(value)) }
    public static func dir(_ value: StaticString) -> Attribute { Attribute("dir", .fixed(value)) }
}
