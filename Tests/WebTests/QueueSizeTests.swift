import BusinessTime
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Testing

@Suite("A page of the queue")
struct QueueSizeTests {
    @Test("stays under 100 kB with the longest rows: both clocks run, the desk closed, the reader elsewhere")
    func size() async throws {
        let trial = try await WebTrial()
        for number in 1...42 { _ = try await trial.carlaAsks("The export stops at 40 % (\(number))") }
        trial.clock.advance(by: 7_800)
        try await ReaderZoneTests.choose("America/New_York", "ana@harbor.example", trial)
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            let page = try await client.execute(uri: "/queue", method: .get, headers: ana.headers)
            let text = page.text
            #expect(text.matches(of: /id="row-/).count == 40 && text.contains("desk closed"))
            #expect(text.contains("Europe/Berlin") && text.contains("New_York"))
            #expect(page.body.readableBytes < 100_000, "\(page.body.readableBytes)")
        }
    }
}
