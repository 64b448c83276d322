/// When a server says that it took a message: ` 7-Nov-2026 09:41:00 +0100`.
enum InternalDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Seconds since 1970 UTC; nil where it is no date.
    static func seconds(_ bytes: [UInt8]) -> Int64? {
        let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        guard words.count == 3 else { return nil }
        let date = words[0].split(separator: "-")
        let time = words[1].split(separator: ":").compactMap { whole($0) }
        guard date.count == 3, time.count == 3, let day = whole(date[0]), let year = whole(date[2]),
            let month = months.firstIndex(of: date[1].lowercased()), let zone = offset(words[2]),
            (1...31).contains(day), (1900...9999).contains(year), (0...23).contains(time[0]),
            (0...59).contains(time[1]), (0...60).contains(time[2])
        else { return nil }
        let local = days(year, Int64(month) + 1, day) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
        return local - zone
    }

    private static func whole(_ text: Substring) -> Int64? {
        text.count <= 4 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            ? Int64(text) : nil
    }

    private static func offset(_ text: Substring) -> Int64? {
        guard text.count == 5, let sign = text.first, sign == "+" || sign == "-",
            let digits = whole(text.dropFirst()), digits / 100 <= 14, digits % 100 < 60
        else { return nil }
        let seconds = digits / 100 * 3600 + digits % 100 * 60
        return sign == "-" ? -seconds : seconds
    }

    /// Days since 1970 in the Gregorian calendar.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
