/// Received bytes not yet used, cut into command lines. A line ends with CRLF; one that ends otherwise is
/// reported, never executed.
struct LMTPLines {
    enum Line: Equatable {
        case text([UInt8])
        case tooLong
        /// Ended by a bare LF, or with a control byte inside.
        case malformed
    }

    let lengthMax: Int
    private var bytes: [UInt8] = []
    private var head = 0
    private var isSkipping = false

    init(lengthMax: Int) {
        self.lengthMax = lengthMax
    }

    var rest: ArraySlice<UInt8> { bytes[head...] }

    mutating func append(_ input: [UInt8]) {
        if head == bytes.count {
            bytes = input
        } else {
            bytes.removeFirst(head)
            bytes += input
        }
        head = 0
    }

    mutating func skip(_ count: Int) {
        head += count
        if head == bytes.count { clear() }
    }

    mutating func clear() {
        bytes = []
        head = 0
    }

    /// The next whole line without its end; nil when more bytes are needed.
    mutating func next() -> Line? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            // An endless line costs no memory: it is dropped as it comes.
            if bytes.count - head > lengthMax {
                isSkipping = true
                clear()
            }
            return nil
        }
        let line = bytes[head...end]
        skip(line.count)
        defer { isSkipping = false }
        if isSkipping || line.count > lengthMax { return .tooLong }
        let text = line.dropLast(2)
        guard line.count >= 2, line[end - 1] == UInt8(ascii: "\r"), !text.contains(where: Self.isControl)
        else {
            return .malformed
        }
        return .text(Array(text))
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        (byte < 0x20 && byte != UInt8(ascii: "\t")) || byte == 0x7f
    }
}
