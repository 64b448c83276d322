/// Characters that a reader can't see, or that make a text read otherwise than it is stored.
enum HiddenCharacter {
    /// Controls but tab and line end, marks that turn the direction of text, separators and the byte
    /// order mark.
    static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
        case 0xFEFF, 0xFFF0...0xFFFB, 0xFFFE, 0xFFFF, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    /// The first hidden character, as "U+202E".
    static func first(in text: String) -> String? {
        text.unicodeScalars.first(where: isHidden).map(name)
    }

    static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
