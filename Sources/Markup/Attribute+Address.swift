// Addresses. What a browser could run, or what leads to another host without saying so, is left out:
// the element stays, without its address.
extension Attribute {
    /// A link: `http`, `https`, `mailto`, `tel`, `otpauth`, or an address on this host.
    public static func href(_ address: String) -> Attribute {
        checked("href", address, schemes: ["http", "https", "mailto", "tel", "otpauth"])
    }

    /// A file to load: `http`, `https`, or an address on this host.
    public static func src(_ address: String) -> Attribute {
        checked("src", address, schemes: ["http", "https"])
    }

    /// Where a form goes: only an address on this host.
    public static func action(_ address: String) -> Attribute {
        checked("action", address, schemes: [])
    }

    /// Where a single button sends its form: only an address on this host.
    public static func formaction(_ address: String) -> Attribute {
        checked("formaction", address, schemes: [])
    }

    private static func checked(_ name: StaticString, _ address: String, schemes: [String]) -> Attribute {
        guard isSafe(address, schemes: schemes) else { return Attribute(name, .absent) }
        return Attribute(name, .text(address))
    }

    /// Browsers drop tabs, line ends and leading spaces before they read the scheme, and take `\` for `/`;
    /// so any control, any space and any backslash makes an address unsafe.
    static func isSafe(_ address: String, schemes: [String]) -> Bool {
        guard address.utf8.allSatisfy({ $0 > 32 && $0 != 127 && $0 != 92 }) else { return false }
        guard let end = address.utf8.firstIndex(where: { endsScheme.contains($0) }) else { return true }
        guard address.utf8[end] == UInt8(ascii: ":") else { return !address.hasPrefix("//") }
        return schemes.contains(address[..<end].lowercased())
    }

    private static let endsScheme: [UInt8] = [
        UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"),
    ]
}
