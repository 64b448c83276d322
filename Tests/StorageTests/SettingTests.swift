import Storage
import Testing

@Suite("Settings")
struct SettingTests {
    @Test("the desk remembers where it was last served, and nothing before it was")
    func servedAt() async throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        #expect(try await database.read { try $0.servedAt() } == nil)
        for origin in ["http://127.0.0.1:8081", "http://127.0.0.1:8081", "https://desk.harbor.example"] {
            try await database.write { try $0.serve(at: origin) }
            #expect(try await database.read { try $0.servedAt() } == origin)
        }
    }
}
