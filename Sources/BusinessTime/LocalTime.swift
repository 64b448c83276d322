/// A time of day on the wall's clock, 00:00 to 24:00 (the end of the day), to the second.
public struct LocalTime: Hashable, Comparable, Sendable {
    /// 0...86400.
    public let secondOfDay: Int

    public static let midnight = LocalTime(unchecked: 0)
    public static let endOfDay = LocalTime(unchecked: 86_400)

    init(unchecked secondOfDay: Int) {
        self.secondOfDay = secondOfDay
    }

    public init?(secondOfDay: Int) {
        guard (0...86_400).contains(secondOfDay) else { return nil }
        self.secondOfDay = secondOfDay
    }

    /// Reads "09:00", "09:00:30" and "24:00".
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5 || bytes.count == 8, bytes[2] == 0x3A,
            let hour = decimal(bytes[0..<2]), let minute = decimal(bytes[3..<5]), minute < 60
        else { return nil }
        var second = 0
        if bytes.count == 8 {
            guard bytes[5] == 0x3A, let read = decimal(bytes[6..<8]), read < 60 else { return nil }
            second = read
        }
        self.init(secondOfDay: hour * 3600 + minute * 60 + second)
    }

    public var hour: Int { secondOfDay / 3600 }
    public var minute: Int { secondOfDay / 60 % 60 }

    public static func < (left: LocalTime, right: LocalTime) -> Bool { left.secondOfDay < right.secondOfDay }
}

extension LocalTime: CustomStringConvertible {
    /// "09:00", with seconds only where there are some.
    public var description: String {
        let short = "\(twoDigits(hour)):\(twoDigits(minute))"
        return secondOfDay % 60 == 0 ? short : "\(short):\(twoDigits(secondOfDay % 60))"
    }
}

extension LocalTime: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = LocalTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(text) is not a time of day like 09:00")
        }
        self = time
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
