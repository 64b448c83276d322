public import Desk

/// A telephone number as `+` and digits (E.164), however it was written.
public struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
    /// E.164 allows no more; fewer are no subscriber's anywhere.
    static let digitCounts = 5...15
    /// Characters of what is read at all.
    static let lengthMax = 64

    public let digits: String
    public var description: String { "+\(digits)" }

    /// - Parameter country: put before numbers that begin with one nought, for example `+49`; empty for none.
    public init(_ text: String, country: String) throws(Refusal) {
        let shown = text.prefix(Self.lengthMax)
        // "+49 (0)40": the nought is dialled inside the country alone.
        let plain = text.replacing("(0)", with: "").filter { !" -./()\u{A0}".contains($0) }
        guard text.count <= Self.lengthMax else { throw Self.bad(shown) }
        let number: Substring
        if plain.hasPrefix("+") {
            number = plain.dropFirst()
        } else if plain.hasPrefix("00") {
            number = plain.dropFirst(2)
        } else if plain.hasPrefix("0"), !country.isEmpty {
            number = country.dropFirst() + plain.dropFirst()
        } else {
            throw Self.bad(shown)
        }
        guard Self.digitCounts.contains(number.count), number.allSatisfy({ "0123456789".contains($0) }),
            number.first != "0"
        else { throw Self.bad(shown) }
        digits = String(number)
    }

    private static func bad(_ text: Substring) -> Refusal {
        Refusal(
            "bad-number", field: "number", "\"\(text)\" is no telephone number with its country.",
            remedy: "Write it with the country first, for example +49 40 123456.")
    }
}
