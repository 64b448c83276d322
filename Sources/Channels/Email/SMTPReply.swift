/// What a server answers to a command (RFC 5321, 4.2).
struct SMTPReply: Sendable, Equatable {
    let code: Int
    /// Without their codes, and without control characters.
    let lines: [String]

    private static let textLineCountMax = 20

    /// For people; a longer one is cut.
    var text: String { lines.prefix(Self.textLineCountMax).joined(separator: " ") }
}

/// Finds the replies in what a server sends.
struct SMTPReplyReader {
    /// Of a line, line end included. A longer one is no reply.
    static let lineBytesMax = 8_192
    /// Kept of each line.
    static let keptBytesMax = 512
    static let lineCountMax = 200

    struct Violation: Error, Equatable { let what: String }

    private var bytes: [UInt8] = []
    private var lines: [String] = []

    /// Whether nothing lies here that belongs to no reply yet.
    var isEmpty: Bool { bytes.isEmpty && lines.isEmpty }

    mutating func take(_ more: [UInt8]) { bytes += more }

    /// The next whole reply; nil until more has come.
    mutating func next() throws(Violation) -> SMTPReply? {
        while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
            let raw = bytes[..<end].prefix(Self.keptBytesMax).filter { $0 >= 0x20 && $0 != 0x7F }
            bytes.removeSubrange(...end)
            let line = String(decoding: raw, as: UTF8.self)
            guard line.utf8.prefix(3).allSatisfy({ (0x30...0x39).contains($0) }),
                let code = Int(line.prefix(3)), (200..<600).contains(code)
            else { throw Violation(what: "a line without a code: \(line.prefix(40).debugDescription)") }
            lines.append(String(line.dropFirst(4)))
            guard lines.count <= Self.lineCountMax else { throw Violation(what: "a reply without an end") }
            if line.dropFirst(3).first == "-" { continue }
            defer { lines = [] }
            return SMTPReply(code: code, lines: lines)
        }
        guard bytes.count <= Self.lineBytesMax else { throw Violation(what: "a line without an end") }
        return nil
    }
}

/// What a server offers in its answer to EHLO (RFC 5321, 4.1.1.1).
struct SubmissionOffers: Sendable, Equatable {
    /// Keywords in capitals, with their parameters.
    private var all: [String: [String]] = [:]

    init() {}

    /// The first line is the greeting.
    init(_ reply: SMTPReply) {
        for line in reply.lines.dropFirst() {
            // Some servers still write AUTH=LOGIN.
            let words = line.uppercased().split(whereSeparator: { $0 == " " || $0 == "=" }).map(String.init)
            guard let keyword = words.first else { continue }
            all[keyword, default: []] += words.dropFirst()
        }
    }

    func has(_ keyword: String) -> Bool { all[keyword] != nil }

    var mechanisms: [String] { all["AUTH"] ?? [] }

    /// Bytes of a mail; nil where it names no limit.
    var sizeMax: Int? { all["SIZE"]?.first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } }
}
