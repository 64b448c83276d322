/// A moment from which a zone keeps another offset from UTC.
struct Transition: Hashable, Sendable {
    let at: Int64
    let offset: Int
}

/// The parts of a TZif file (RFC 9636) that say which offset holds when.
struct TZif {
    /// The offset before the first transition.
    private(set) var firstOffset = 0
    private(set) var transitions: [Transition] = []
    private(set) var footer = ""

    private let name: TimeZoneName
    private let bytes: [UInt8]

    private static let headerLength = 44
    /// RFC 9636, 3.2: an offset lies between -25 and +26 hours.
    static let offsets = -90_000...93_600
    private static let countMax = 1 << 20

    private struct Header {
        let version: UInt8
        let (utIndicators, standardIndicators, leaps): (Int, Int, Int)
        let (times, types, characters): (Int, Int, Int)

        func bodyLength(timeSize: Int) -> Int {
            times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4)
                + standardIndicators + utIndicators
        }
    }

    init(name: TimeZoneName, bytes: [UInt8]) throws(ZoneProblem) {
        self.name = name
        self.bytes = bytes
        let old = try header(at: 0)
        // Version 1 is a NUL; its 32-bit times end in 2038.
        guard old.version >= 0x32 else { throw .oldVersion(name) }
        let start = Self.headerLength + old.bodyLength(timeSize: 4)
        let header = try header(at: start)
        guard header.leaps == 0 else { throw .leapSeconds(name) }
        guard header.types > 0 else { throw .malformed(name, what: "no kind of local time") }
        let body = start + Self.headerLength
        let end = body + header.bodyLength(timeSize: 8)
        guard end <= bytes.count else { throw .truncated(name) }
        try readTransitions(header, at: body)
        try readFooter(at: end)
    }

    private func header(at start: Int) throws(ZoneProblem) -> Header {
        guard start + Self.headerLength <= bytes.count else {
            throw start == 0 ? .notTZif(name) : .truncated(name)
        }
        guard Array(bytes[start..<start + 4]) == [0x54, 0x5A, 0x69, 0x66] else { throw .notTZif(name) }
        let counts = (0..<6).map { integer(at: start + 20 + $0 * 4, size: 4) }
        guard counts.allSatisfy({ (0...Int64(Self.countMax)).contains($0) }) else {
            throw .malformed(name, what: "more entries than any zone")
        }
        let count = counts.map { Int($0) }
        return Header(
            version: bytes[start + 4], utIndicators: count[0], standardIndicators: count[1], leaps: count[2],
            times: count[3], types: count[4], characters: count[5])
    }

    private mutating func readTransitions(_ header: Header, at body: Int) throws(ZoneProblem) {
        let indexes = body + header.times * 8
        let types = indexes + header.times
        var offsets: [Int] = []
        for type in 0..<header.types {
            let offset = Int(integer(at: types + type * 6, size: 4))
            guard Self.offsets.contains(offset) else {
                throw .malformed(name, what: "an offset of \(offset) seconds")
            }
            offsets.append(offset)
        }
        firstOffset = offsets[0]
        transitions.reserveCapacity(header.times)
        for i in 0..<header.times {
            let at = integer(at: body + i * 8, size: 8)
            let type = Int(bytes[indexes + i])
            guard type < offsets.count else { throw .malformed(name, what: "an unknown kind of local time") }
            if let last = transitions.last, at <= last.at {
                throw .malformed(name, what: "transitions out of order")
            }
            transitions.append(Transition(at: at, offset: offsets[type]))
        }
    }

    /// The footer is a POSIX TZ string between two newlines; it may be empty.
    private mutating func readFooter(at start: Int) throws(ZoneProblem) {
        guard start < bytes.count, bytes[start] == 0x0A,
            let end = bytes[(start + 1)...].firstIndex(of: 0x0A)
        else { throw .truncated(name) }
        footer = String(decoding: bytes[start + 1..<end], as: UTF8.self)
    }

    /// Big-endian, two's complement. The caller has checked the bounds.
    private func integer(at start: Int, size: Int) -> Int64 {
        var value: UInt64 = 0
        for byte in bytes[start..<start + size] { value = value << 8 | UInt64(byte) }
        let unused = 64 - size * 8
        return Int64(bitPattern: value << UInt64(unused)) >> Int64(unused)
    }
}
