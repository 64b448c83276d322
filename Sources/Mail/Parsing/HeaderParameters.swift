/// `value; name=value; name*0*=charset'lang'value`: Content-Type and Content-Disposition (RFC 2045, 2183,
/// 2231), with the unquoted blanks, RFC 2047 words and raw 8-bit bytes that mailers put there.
struct HeaderParameters {
    /// The part before the first semicolon, lower case, without comments.
    let value: String
    private var parameters: [String: [UInt8]] = [:]
    private var extended: [String: [(index: Int, isEncoded: Bool, bytes: [UInt8])]] = [:]

    init(_ raw: [UInt8]) {
        let segments = HeaderParameters.segments(raw)
        let first = segments.first.map { $0.prefix { $0 != UInt8(ascii: "(") } } ?? []
        value = String(decoding: first.filter { !$0.isWhite && !$0.isControl }, as: UTF8.self).asciiLowered
        for segment in segments.dropFirst().prefix(200) { add(segment) }
    }

    /// The bare value of a parameter (lower-case name), for charset, boundary and the like.
    func token(_ name: String) -> String? {
        parameters[name].map { String(decoding: $0, as: UTF8.self).trimmed }
    }

    /// The decoded text of a parameter, continued and encoded forms first.
    func text(_ name: String) -> String? {
        if let pieces = extended[name], !pieces.isEmpty { return HeaderParameters.joined(pieces) }
        return parameters[name].map { HeaderWords.decode($0) }
    }

    private mutating func add(_ segment: ArraySlice<UInt8>) {
        guard let equals = segment.firstIndex(of: UInt8(ascii: "=")) else { return }
        let nameBytes = segment[segment.startIndex..<equals].trimmedBytes
        let bytes = HeaderParameters.unquoted(segment[(equals + 1)...].trimmedBytes)
        let name = String(decoding: nameBytes, as: UTF8.self).asciiLowered
        guard let star = name.firstIndex(of: "*") else {
            if parameters[name] == nil { parameters[name] = bytes }
            return
        }
        let base = String(name[..<star])
        let rest = name[name.index(after: star)...]
        let isEncoded = rest.isEmpty || rest.hasSuffix("*")
        let index = Int(rest.hasSuffix("*") ? rest.dropLast() : rest) ?? 0
        extended[base, default: []].append((index, isEncoded, bytes))
    }

    private static func joined(_ pieces: [(index: Int, isEncoded: Bool, bytes: [UInt8])]) -> String {
        var charset: String?
        var out: [UInt8] = []
        for (position, piece) in pieces.sorted(by: { $0.index < $1.index }).enumerated() {
            var bytes = piece.bytes[...]
            if position == 0, piece.isEncoded {
                let parts = bytes.split(
                    separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
                if parts.count == 3 {
                    charset = String(decoding: parts[0], as: UTF8.self)
                    bytes = parts[2]
                }
            }
            out += piece.isEncoded ? percentDecoded(bytes) : Array(bytes)
        }
        return charset == nil ? HeaderWords.decode(out) : Charset.text(out, declared: charset)
    }

    private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
                let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue
            {
                out.append(high << 4 | low)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return out
    }

    private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        guard bytes.first == quote else { return bytes.filter { $0 != cr && $0 != lf } }
        var out: [UInt8] = []
        var isEscaped = false
        for byte in bytes.dropFirst() {
            if isEscaped {
                // A backslash before anything but a quote or a backslash is a Windows path, not an escape.
                if byte != quote && byte != UInt8(ascii: "\\") { out.append(UInt8(ascii: "\\")) }
                out.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == quote {
                break
            } else if byte != cr && byte != lf {
                out.append(byte)
            }
        }
        return out
    }

    /// Split at semicolons outside quotes.
    private static func segments(_ raw: [UInt8]) -> [ArraySlice<UInt8>] {
        var out: [ArraySlice<UInt8>] = []
        var start = 0
        var isQuoted = false
        var index = 0
        while index < raw.count {
            switch raw[index] {
            case UInt8(ascii: "\\") where isQuoted: index += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ";") where !isQuoted:
                out.append(raw[start..<index])
                start = index + 1
            default: break
            }
            index += 1
        }
        out.append(raw[min(start, raw.count)...])
        return out
    }
}
