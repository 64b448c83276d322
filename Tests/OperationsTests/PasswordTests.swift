import Operations
import Testing

@Suite("Passwords")
struct PasswordTests {
    @Test("the right one matches its record, a wrong one and an unknown account don't")
    func matches() async throws {
        let record = try await Password.hash("a long night", salt: Array(0..<16))
        #expect(await Password.matches("a long night", stored: record))
        #expect(await !Password.matches("a long nigh", stored: record))
        #expect(await !Password.matches("a long night", stored: nil))
    }

    @Test("a record is checked with the cost it was made with, so that the standard can rise")
    func cost() async throws {
        let cheap = try #require(Password.Cost(rounds: 1 << 4, blockSize: 1, parallelism: 1))
        let record = try await Password.hash("a long night", salt: Array(0..<16), cost: cheap)
        #expect(record.hasPrefix("scrypt$16$1$1$"))
        #expect(await Password.matches("a long night", stored: record))
        #expect(await !Password.matches("a short night", stored: record))
        let standard = try await Password.hash("a long night", salt: Array(0..<16))
        #expect(standard.hasPrefix("scrypt$32768$8$3$"))
    }

    @Test(
        "a cost beyond its bounds is none, and a record that names one matches nothing",
        arguments: [
            (0, 8, 1), (1, 8, 1), (12, 8, 1), (1 << 20, 8, 1), (16, 0, 1), (16, 8, 0), (1 << 18, 8, 1),
        ])
    func costs(rounds: Int, blockSize: Int, parallelism: Int) async throws {
        #expect(Password.Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism) == nil)
        let record = try await Password.hash("a long night", salt: Array(0..<16))
        var parts = record.split(separator: "$").map(String.init)
        parts.replaceSubrange(1...3, with: ["\(rounds)", "\(blockSize)", "\(parallelism)"])
        #expect(await !Password.matches("a long night", stored: parts.joined(separator: "$")))
    }

    @Test("1,024 bytes are hashed, 1,025 are refused before hashing")
    func bound() async throws {
        _ = try await Password.hash(String(repeating: "a", count: Password.lengthMax), salt: [1])
        await #expect(throws: Password.TooLong.self) {
            try await Password.hash(String(repeating: "a", count: Password.lengthMax + 1), salt: [1])
        }
    }
}
