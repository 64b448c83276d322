/// Line ends for the wire: a lone CR or LF becomes CRLF, and the last line has its end.
public enum CanonicalLines {
    public static func bytes(_ input: [UInt8]) -> [UInt8] {
        let cr = UInt8(ascii: "\r")
        let lf = UInt8(ascii: "\n")
        var output: [UInt8] = []
        output.reserveCapacity(input.count + 64)
        var previous: UInt8 = 0
        for byte in input {
            if byte == cr || (byte == lf && previous != cr) {
                output += [cr, lf]
            } else if byte != lf {
                output.append(byte)
            }
            previous = byte
        }
        if !output.isEmpty, output.last != lf { output += [cr, lf] }
        return output
    }
}
