import Testing

@testable import Mail

@Suite("Where a mail stands in the thread of its sender's program")
struct ThreadIndexTests {
    /// 2026-03-02T08:30:00Z, when both threads begin.
    static let began: Int64 = 1_772_440_200

    @Test("the forms of Outlook and Exchange are read and written as they were; what is no index is none")
    func read() throws {
        let outlook = try #require(Fixture.message("thread-index-outlook").threadIndex)
        #expect(outlook.levelCount == 0)
        #expect(outlook == ThreadIndex(outlook.text))
        let exchange = try #require(Fixture.message("thread-index-exchange-folded").threadIndex)
        #expect(exchange.levelCount == 1)
        #expect(exchange == ThreadIndex(exchange.text))
        #expect(Fixture.message("thread-index-broken").threadIndex == nil)
        #expect(Fixture.message("plain").threadIndex == nil)
        #expect(ThreadIndex("") == nil)
    }

    @Test(
        "an answer adds one level that says how long after the beginning it was written",
        arguments: ["thread-index-outlook", "thread-index-exchange-folded"])
    func answered(_ name: String) throws {
        let first = try #require(Fixture.message(name).threadIndex)
        let answer = first.answered(at: Self.began + 86_400, id: "a@harbor.example")
        #expect(answer.levelCount == first.levelCount + 1)
        let (before, after) = (Self.bytes(first), Self.bytes(answer))
        #expect(after.prefix(before.count).elementsEqual(before))
        // Steps of 2^18 ticks of 100 ns, 26.2 ms; the beginning itself is told to 1.7 s.
        let steps = after.dropFirst(before.count).prefix(4).reduce(0) { $0 << 8 | Int64($1) }
        #expect(abs(Double(steps) * 0.0262144 - 86_400) < 2)
        #expect(answer == first.answered(at: Self.began + 86_400, id: "a@harbor.example"))
    }

    @Test("after 1.7 years the steps are longer, and a clock that was set back counts as none")
    func bounds() throws {
        let first = try #require(Fixture.message("thread-index-outlook").threadIndex)
        let late = Self.bytes(first.answered(at: Self.began + 63_072_000, id: "a")).suffix(5)
        #expect(late.first.map { $0 & 0x80 } == 0x80)
        let steps = late.prefix(4).reduce(0) { $0 << 8 | Int64($1) } & 0x7FFF_FFFF
        #expect(abs(Double(steps) * 0.8388608 - 63_072_000) < 2)
        let early = Self.bytes(first.answered(at: 0, id: "a")).suffix(5)
        #expect(early.prefix(4).elementsEqual([0, 0, 0, 0]))
    }

    @Test("a thread of a hundred answers keeps its place, and a longer one is none")
    func long() throws {
        var index = try #require(Fixture.message("thread-index-outlook").threadIndex)
        for step in 0..<101 { index = index.answered(at: Self.began + Int64(step), id: "\(step)") }
        #expect(index.levelCount == ThreadIndex.levelCountMax)
        #expect(ThreadIndex(index.text) == index)
        let longer = Self.bytes(index) + [0, 0, 0, 0, 0]
        #expect(ThreadIndex(String(decoding: TransferEncoding.base64(longer), as: UTF8.self)) == nil)
    }

    private static func bytes(_ index: ThreadIndex) -> [UInt8] { Base64.decode(Array(index.text.utf8)) }
}
