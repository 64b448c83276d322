// Small byte predicates that every scanner of this module shares; mail is bytes long before it is text.

let cr = UInt8(ascii: "\r")
let lf = UInt8(ascii: "\n")
let space = UInt8(ascii: " ")
let tab = UInt8(ascii: "\t")

extension UInt8 {
    var isBlank: Bool { self == space || self == tab }
    var isWhite: Bool { isBlank || self == cr || self == lf }
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isControl: Bool { self < 0x20 || self == 0x7F }
    var isLetter: Bool { (lowered >= 0x61 && lowered <= 0x7A) }
    var lowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// The value of a hexadecimal digit.
    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}

extension StringProtocol {
    /// ASCII letters lowered, everything else kept: header names, types and schemes are ASCII by definition.
    var asciiLowered: String {
        String(decoding: utf8.map(\.lowered), as: UTF8.self)
    }

    /// Without white space at both ends.
    var trimmed: String {
        String(decoding: Array(utf8).trimmedBytes, as: UTF8.self)
    }

    func hasPrefixIgnoringCase(_ prefix: String) -> Bool {
        utf8.count >= prefix.utf8.count && zip(utf8, prefix.utf8).allSatisfy { $0.lowered == $1.lowered }
    }
}

extension Collection where Element == UInt8 {
    /// Without white space at both ends.
    var trimmedBytes: SubSequence {
        guard let first = firstIndex(where: { !$0.isWhite }) else { return self[startIndex..<startIndex] }
        var end = first
        var index = first
        while index != endIndex {
            let next = self.index(after: index)
            if !self[index].isWhite { end = next }
            index = next
        }
        return self[first..<end]
    }

    func equalsIgnoringCase(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return zip(self, wanted).allSatisfy { $0.lowered == $1.lowered }
    }
}
