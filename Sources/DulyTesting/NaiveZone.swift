/// A slow reading of a TZif file that shares no line with the engine: a plain list of changes, looked through
/// from the beginning for every question.
public struct NaiveZone: Sendable {
    public struct Change: Sendable {
        public let at: Int
        public let offset: Int
    }

    public let firstOffset: Int
    public private(set) var changes: [Change]

    /// The bytes are those of a sound file, and the years are those it is asked about.
    public init(tzif bytes: [UInt8], years: ClosedRange<Int>) {
        func number(_ at: Int, _ size: Int) -> Int {
            var value = bytes[at] >= 0x80 ? -1 : 0
            for byte in bytes[at..<at + size] { value = value * 256 + Int(byte) }
            return value
        }
        func counts(_ at: Int) -> [Int] { (0..<6).map { number(at + 20 + 4 * $0, 4) } }
        let old = counts(0)
        let second = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
        let new = counts(second)
        let times = second + 44
        let kinds = times + new[3] * 9
        func offset(_ kind: Int) -> Int { number(kinds + kind * 6, 4) }
        firstOffset = offset(0)
        changes = (0..<new[3]).map { i in
            Change(at: number(times + i * 8, 8), offset: offset(Int(bytes[times + new[3] * 8 + i])))
        }
        let end = kinds + new[4] * 6 + new[5] + new[2] * 12 + new[1] + new[0]
        let footer = String(decoding: bytes[end...].filter { $0 != 0x0A }, as: UTF8.self)
        let last = changes.last?.at ?? .min
        let rule = NaiveRule(footer)
        for year in years {
            changes += rule.changes(in: year).filter { $0.at > last }
        }
    }

    private init(firstOffset: Int, changes: [Change]) {
        self.firstOffset = firstOffset
        self.changes = changes
    }

    /// The same zone with only the changes near a stretch of time, so that slowness stays bearable.
    public func near(_ from: Int, _ to: Int) -> NaiveZone {
        let margin = 4 * 86_400
        return NaiveZone(
            firstOffset: offset(at: from - margin),
            changes: changes.filter { $0.at > from - margin && $0.at < to + margin })
    }

    public func offset(at instant: Int) -> Int {
        var offset = firstOffset
        for change in changes where change.at <= instant { offset = change.offset }
        return offset
    }

    /// Every instant at which the wall shows this label, in order.
    public func occurrences(of label: Int) -> [Int] {
        var found: Set<Int> = []
        for offset in [firstOffset] + changes.map(\.offset) where self.offset(at: label - offset) == offset {
            found.insert(label - offset)
        }
        return found.sorted()
    }

    /// The first occurrence; in a gap the reading by the clock before it.
    public func instant(of label: Int) -> Int {
        if let first = occurrences(of: label).first { return first }
        var before = firstOffset
        for change in changes {
            if label >= change.at + before, label < change.at + change.offset { break }
            before = change.offset
        }
        return label - before
    }
}

/// The last line of a file, for the forms that the database uses: "<-02>2<-01>,M3.5.0/-1,M10.5.0/0".
private struct NaiveRule {
    private let offset: Int
    private let summerOffset: Int
    private let rules: [Substring]

    init(_ footer: String) {
        let parts = footer.split(separator: ",")
        var west: [Int] = []
        var rest = parts[0]
        while !rest.isEmpty {
            if rest.first == "<" {
                rest = rest[rest.index(after: rest.firstIndex(of: ">") ?? rest.startIndex)...]
            } else {
                rest = rest.drop(while: \.isLetter)
            }
            let time = rest.prefix(while: { !$0.isLetter && $0 != "<" })
            if !time.isEmpty { west.append(Self.seconds(time)) }
            rest = rest.dropFirst(time.count)
        }
        offset = -west[0]
        summerOffset = west.count > 1 ? -west[1] : offset + 3600
        rules = Array(parts.dropFirst())
    }

    private static func seconds(_ text: Substring) -> Int {
        let parts = text.drop(while: { $0 == "-" || $0 == "+" }).split(separator: ":").map { Int($0) ?? 0 }
        let size = zip(parts, [3600, 60, 1]).map { $0 * $1 }.reduce(0, +)
        return text.first == "-" ? -size : size
    }

    func changes(in year: Int) -> [NaiveZone.Change] {
        guard rules.count == 2 else {
            // No summer time: one constant offset from the last change on.
            return []
        }
        let begin = Self.label(rules[0], year) - offset
        let end = Self.label(rules[1], year) - summerOffset
        return [
            NaiveZone.Change(at: begin, offset: summerOffset), NaiveZone.Change(at: end, offset: offset),
        ].sorted { $0.at < $1.at }
    }

    /// Counts the month day by day until the wanted weekday has come often enough.
    private static func label(_ rule: Substring, _ year: Int) -> Int {
        let parts = rule.split(separator: "/")
        let numbers = parts[0].dropFirst().split(separator: ".").map { Int($0) ?? 0 }
        let time = parts.count > 1 ? seconds(parts[1]) : 7200
        var (day, seen, last) = (NaiveCalendar.days(to: year, numbers[0]), 0, 0)
        for _ in 0..<NaiveCalendar.length(of: numbers[0], year) {
            if (day + 4) % 7 == numbers[2] {
                seen += 1
                if seen <= numbers[1] { last = day }
            }
            day += 1
        }
        return last * 86_400 + time
    }
}
