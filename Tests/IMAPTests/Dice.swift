/// A small seeded generator: the same seed gives the same damage.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next(_ bound: Int) -> Int {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(max(bound, 1)))
    }
}

/// One to five changes: a byte turned, put in, or left out, a stretch doubled, a telling token put in.
func mutated(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
    let tokens = [
        "{", "}\r\n", "{5}\r\n", "{99999999999}\r\n", "(", ")", "\"", "\\", "[", "]", "* ", "\r", "\n", "\0",
        "NIL", "~{3}\r\n", "é", "4294967296",
    ]
    var bytes = bytes
    for _ in 0...dice.next(5) {
        let place = dice.next(bytes.count)
        switch dice.next(5) {
        case 0 where !bytes.isEmpty: bytes[place] = UInt8(dice.next(256))
        case 1 where !bytes.isEmpty: bytes.remove(at: place)
        case 2: bytes.insert(UInt8(dice.next(256)), at: min(place, bytes.count))
        case 3:
            let end = min(place + dice.next(40), bytes.count)
            bytes.insert(contentsOf: bytes[min(place, end)..<end], at: min(place, bytes.count))
        default:
            bytes.insert(contentsOf: Array(tokens[dice.next(tokens.count)].utf8), at: min(place, bytes.count))
        }
    }
    return bytes
}
