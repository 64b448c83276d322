import Mail
import Testing

@Suite("Frames of the stream form")
struct FrameReaderTests {
    @Test("frames come out the same however the stream is cut", arguments: [1, 2, 3, 7, 1_000])
    func cuts(_ size: Int) throws {
        let frames = ["hello", "", "a\nb", String(repeating: "x", count: 300)]
        let stream = Array(frames.map { "\($0.utf8.count)\n\($0)" }.joined().utf8)
        var reader = FrameReader()
        var found: [String] = []
        for start in stride(from: 0, to: stream.count, by: size) {
            reader.append(stream[start..<min(start + size, stream.count)])
            while let frame = try reader.next() { found.append(String(decoding: frame, as: UTF8.self)) }
        }
        try reader.finish()
        #expect(found == frames)
    }

    @Test("a stream that is no stream of frames is refused by name")
    func refusals() throws {
        func refusal(_ text: String) -> FrameReader.Refusal? {
            var reader = FrameReader()
            reader.append(text.utf8)
            do {
                while try reader.next() != nil {}
                try reader.finish()
                return nil
            } catch { return error }
        }
        #expect(refusal("x\n") == .lengthNotDecimal)
        #expect(refusal("\n") == .lengthNotDecimal)
        #expect(refusal("-1\n") == .lengthNotDecimal)
        #expect(refusal("99999999999999999999\n") != nil)
        #expect(refusal("5\nabc") == .endedInside)
        #expect(refusal("3\nabc") == nil)
    }

    @Test("JSON strings are escaped")
    func json() {
        var out = JSONText()
        out.string("a\"b\\c\n\u{1}é\u{1F600}")
        #expect(String(decoding: out.bytes, as: UTF8.self) == "\"a\\\"b\\\\c\\n\\u0001é\u{1F600}\"")
    }
}
