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

    @Test("1,024 bytes are hashed, 1,025 are refused before hashing")
    func bound() async throws {
        _ = try await Password.hash(String(repeating: "a", count: Password.lengthMax), salt: [1])
        await #expect(throws: Password.TooLong.self) {
            try await Password.hash(String(repeating: "a", count: Password.lengthMax + 1), salt: [1])
        }
    }
}
