/// Reads a date-time word by word; the order is that of RFC 5322, but weekday, seconds and zone may be
/// missing, the month may come first (asctime), and comments are skipped.
struct MailDateScanner {
    private var day: Int?
    private var month: Int?
    private var year: Int?
    private var time: Int?
    private var offset: Int?

    static func scan(_ text: String) -> MailDate? {
        var scanner = MailDateScanner()
        for word in words(text) { scanner.take(word) }
        guard let day = scanner.day, let month = scanner.month, let year = scanner.year,
            (1...monthLength(month, year)).contains(day)
        else { return nil }
        let offset = scanner.offset ?? 0
        let civil = MailDate.days(year: year, month: month, day: day) * 86_400 + Int64(scanner.time ?? 0)
        return MailDate(seconds: civil - Int64(offset), offset: offset)
    }

    private static func monthLength(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Split at blanks and commas, comments dropped, a dashed date taken apart.
    private static func words(_ text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        var depth = 0
        for byte in text.utf8.prefix(200) {
            if byte == UInt8(ascii: "(") { depth += 1 }
            let isDashedDate =
                byte == UInt8(ascii: "-") && word.last.map { $0.isDigit || $0.isLetter } == true
                && !word.contains(UInt8(ascii: ":")) && word[0] != UInt8(ascii: "+")
            if depth > 0 || byte.isWhite || byte == UInt8(ascii: ",") || isDashedDate {
                if !word.isEmpty { words.append(word) }
                word = []
            } else {
                word.append(byte)
            }
            if byte == UInt8(ascii: ")") { depth = max(0, depth - 1) }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private mutating func take(_ word: [UInt8]) {
        if word.contains(UInt8(ascii: ":")) {
            takeTime(word)
        } else if let number = MailDateScanner.number(word[...]) {
            takeNumber(number, digits: word.count)
        } else if time != nil, let zone = MailDateScanner.zone(word) {
            if offset == nil { offset = zone }
        } else if month == nil, word.count >= 3 {
            let name = String(decoding: word.prefix(3), as: UTF8.self).asciiLowered
            month = MailDate.months.firstIndex { $0.asciiLowered == name }.map { $0 + 1 }
        }
    }

    private mutating func takeNumber(_ number: Int, digits: Int) {
        if day == nil, digits <= 2 {
            day = number
        } else if year == nil, digits >= 2, digits <= 4 {
            year = digits == 4 ? number : number + (number < 50 ? 2000 : 1900)
            if let year, !(1900...9999).contains(year) { self.year = nil }
        }
    }

    private mutating func takeTime(_ word: [UInt8]) {
        guard time == nil else { return }
        let plus = word.firstIndex { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } ?? word.endIndex
        let parts = word[..<plus].split(separator: UInt8(ascii: ":")).map {
            MailDateScanner.number($0.prefix(2))
        }
        guard parts.count >= 2, let hour = parts[0], let minute = parts[1], hour < 24, minute < 60 else {
            return
        }
        let second = parts.count > 2 ? parts[2] ?? 0 : 0
        time = hour * 3600 + minute * 60 + min(second, 59)
        if plus < word.endIndex { offset = MailDateScanner.zone(Array(word[plus...])) }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy(\.isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func zone(_ word: [UInt8]) -> Int? {
        if word[0] == UInt8(ascii: "+") || word[0] == UInt8(ascii: "-") {
            let digits = word.dropFirst().filter(\.isDigit)
            guard digits.count == 4, let number = number(digits[...]), number % 100 < 60, number <= 1559
            else {
                return nil
            }
            let seconds = number / 100 * 3600 + number % 100 * 60
            return word[0] == UInt8(ascii: "-") ? -seconds : seconds
        }
        return named[String(decoding: word, as: UTF8.self).asciiLowered].map { $0 * 3600 }
    }

    private static let named = [
        "gmt": 0, "ut": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
        "pst": -8, "pdt": -7, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "wet": 0, "west": 1, "bst": 1,
        "eet": 2,
        "eest": 3, "msk": 3, "jst": 9, "kst": 9,
    ]
}
