/// RFC 2047 words in a raw header value. Decoded here because words after base64 padding, words split
/// inside a character, words without the blanks between them and raw 8-bit bytes all occur.
enum HeaderWords {
    /// One piece of a value: bytes in a charset (from a word), or bytes as they stand.
    private struct Piece {
        var bytes: [UInt8]
        var charset: String?
    }

    static func decode(_ raw: some Collection<UInt8>) -> String {
        let bytes = Array(raw)
        if !bytes.contains(UInt8(ascii: "?")) { return plain(bytes[...]) }
        var pieces: [Piece] = []
        var start = 0
        var index = 0
        while index + 1 < bytes.count {
            guard bytes[index] == UInt8(ascii: "="), bytes[index + 1] == UInt8(ascii: "?"),
                let (word, end) = word(bytes, at: index)
            else {
                index += 1
                continue
            }
            append(plain: bytes[start..<index], to: &pieces, beforeWord: true)
            append(word, to: &pieces)
            start = end
            index = end
        }
        append(plain: bytes[start...], to: &pieces, beforeWord: false)
        return pieces.map {
            $0.charset == nil ? plain($0.bytes[...]) : Charset.text($0.bytes, declared: $0.charset)
        }
        .joined()
    }

    /// Unfolded: the line break goes, the white space after it stays as one kind of blank.
    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for byte in bytes where byte != cr && byte != lf { out.append(byte == tab ? space : byte) }
        return Charset.text(out, declared: nil)
    }

    private static func append(plain: ArraySlice<UInt8>, to pieces: inout [Piece], beforeWord: Bool) {
        guard !plain.isEmpty else { return }
        // Blanks between two words belong to the folding, not to the text (RFC 2047, 6.2).
        if beforeWord, pieces.last?.charset != nil, plain.allSatisfy(\.isWhite) { return }
        pieces.append(Piece(bytes: Array(plain), charset: nil))
    }

    /// Neighbouring words in the same charset are joined before decoding: some mailers cut a character in
    /// two.
    private static func append(_ word: Piece, to pieces: inout [Piece]) {
        if let last = pieces.indices.last, pieces[last].charset == word.charset, word.charset != "iso-2022-jp"
        {
            pieces[last].bytes += word.bytes
        } else {
            pieces.append(word)
        }
    }

    /// `=?charset?B|Q?text?=` at the index; the end is the byte after it.
    private static func word(_ bytes: [UInt8], at index: Int) -> (Piece, Int)? {
        let question = UInt8(ascii: "?")
        guard let first = bytes[(index + 2)...].firstIndex(of: question), first > index + 2,
            first - index < 80, first + 2 < bytes.count, bytes[first + 2] == question
        else { return nil }
        let charset = bytes[(index + 2)..<first]
        guard charset.allSatisfy({ !$0.isWhite && !$0.isControl && $0 < 0x80 && $0 != 0x28 && $0 != 0x3C })
        else {
            return nil
        }
        let encoding = bytes[first + 1].lowered
        guard encoding == UInt8(ascii: "b") || encoding == UInt8(ascii: "q") else { return nil }
        guard let end = closing(bytes, from: first + 3) else { return nil }
        let text = bytes[(first + 3)..<end]
        let decoded = encoding == UInt8(ascii: "b") ? Base64.decode(text) : quoted(text)
        let name = String(decoding: charset, as: UTF8.self).asciiLowered
        return (Piece(bytes: decoded, charset: name), end + 2)
    }

    private static func closing(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "?"), bytes[index + 1] == UInt8(ascii: "=") { return index }
            // A new word begins before this one ended (and it is not padding before the end): it is no word.
            let isPadding = index + 2 < bytes.count && bytes[index + 2] == UInt8(ascii: "=")
            if bytes[index] == UInt8(ascii: "="), bytes[index + 1] == UInt8(ascii: "?"), !isPadding {
                return nil
            }
            index += 1
        }
        return nil
    }

    private static func quoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == UInt8(ascii: "="), index + 2 < text.endIndex, let high = text[index + 1].hexValue,
                let low = text[index + 2].hexValue
            {
                out.append(high << 4 | low)
                index += 3
                continue
            }
            if byte != cr && byte != lf { out.append(byte == UInt8(ascii: "_") ? space : byte) }
            index += 1
        }
        return out
    }
}
