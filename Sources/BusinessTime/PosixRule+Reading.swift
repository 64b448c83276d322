extension PosixRule {
    /// nil when the text is not a POSIX TZ string.
    init?(_ text: String) {
        var reader = PosixReader(text)
        guard reader.skipName(), let west = reader.time(hours: 24) else { return nil }
        let standard = -west
        guard !reader.isAtEnd else {
            self.init(standard: standard, summer: nil)
            return
        }
        guard reader.skipName() else { return nil }
        var offset = standard + 3600
        if !reader.isAtEnd, reader.next != PosixReader.comma {
            guard let west = reader.time(hours: 24) else { return nil }
            offset = -west
        }
        if reader.isAtEnd {
            // POSIX leaves the rule open; every implementation uses that of the United States.
            reader = PosixReader(",M3.2.0,M11.1.0")
        }
        guard let begins = reader.change(), let ends = reader.change(), reader.isAtEnd else { return nil }
        self.init(standard: standard, summer: Summer(offset: offset, begins: begins, ends: ends))
    }
}

/// Reads a POSIX TZ string from left to right; never past its end.
private struct PosixReader {
    static let comma: UInt8 = 0x2C

    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }
    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    /// "CEST", or "<+03>" where digits and signs are allowed.
    mutating func skipName() -> Bool {
        let start = position
        if take(0x3C) {
            while let byte = next, byte != 0x3E { position += 1 }
            return position > start + 1 && take(0x3E)
        }
        while let byte = next, (0x41...0x5A).contains(byte & 0xDF) { position += 1 }
        return position - start >= 3
    }

    private mutating func number(to limit: Int) -> Int? {
        var value: Int?
        while let byte = next, (0x30...0x39).contains(byte) {
            value = (value ?? 0) * 10 + Int(byte - 0x30)
            guard let value, value <= limit else { return nil }
            position += 1
        }
        return value
    }

    /// [+-]h[h[h]][:mm[:ss]] in seconds.
    mutating func time(hours limit: Int) -> Int? {
        let isNegative = take(0x2D)
        if !isNegative { _ = take(0x2B) }
        guard let hours = number(to: limit) else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] where take(0x3A) {
            guard let part = number(to: 59) else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }

    mutating func change() -> PosixRule.Change? {
        guard take(Self.comma), let day = day() else { return nil }
        guard take(0x2F) else { return PosixRule.Change(day: day, time: PosixRule.Change.defaultTime) }
        return time(hours: 167).map { PosixRule.Change(day: day, time: $0) }
    }

    private mutating func day() -> PosixRule.Change.Day? {
        if take(0x4A) {
            guard let number = number(to: 365), number >= 1 else { return nil }
            return .julian(number)
        }
        guard take(0x4D) else { return number(to: 365).map { .dayOfYear($0) } }
        guard let month = number(to: 12), month >= 1, take(0x2E),
            let week = number(to: 5), week >= 1, take(0x2E), let weekday = number(to: 6)
        else { return nil }
        return .weekday(month: month, week: week, day: weekday)
    }
}
