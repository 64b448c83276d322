/// The name of a zone in the tz database, "Europe/Berlin". Its syntax is checked: no path can hide in it.
public struct TimeZoneName: Hashable, Sendable {
    private let text: String

    public static let lengthMax = 64

    /// nil unless the parts between slashes are letters, digits, "_", "+", "-", beginning with a letter.
    public init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= Self.lengthMax else { return nil }
        for part in text.utf8.split(separator: 0x2F, omittingEmptySubsequences: false) {
            guard let first = part.first, Self.isLetter(first), part.allSatisfy(Self.isAllowed) else {
                return nil
            }
        }
        self.text = text
    }

    private init(checked text: String) {
        self.text = text
    }

    public static let utc = TimeZoneName(checked: "UTC")

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2B || byte == 0x2D
    }
}

extension TimeZoneName: CustomStringConvertible {
    public var description: String { text }
}

extension TimeZoneName: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let name = TimeZoneName(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(text) is not a zone name like Europe/Berlin")
        }
        self = name
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
