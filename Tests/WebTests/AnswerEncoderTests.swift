import Foundation
import Testing

@testable import Web

@Suite("The JSON of answers")
struct AnswerEncoderTests {
    private struct Ticket: Encodable {
        struct Promise: Encodable {
            let promise: String
            let budgetSeconds: Int64
            let doneAt: String?
        }

        let subject: String
        let id: Int64
        let tier: Int
        let isLeft: Bool
        let assignee: Promise?
        let promises: [Promise]
        let messages: [String]
        let counts: [[Int]]
        let hours: [String: [String]]
    }

    private func foundation(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func ours(_ value: some Encodable) throws -> String {
        String(decoding: try AnswerEncoder.bytes(of: value), as: UTF8.self)
    }

    @Test(
        "is what Foundation's encoder gives",
        arguments: [
            "", "The export stops at 40 %", "a \"quote\", a \\ and a / slash", "Größe, 発送, 👩‍🚀, \u{2028}",
            String(decoding: (0..<0x20 as Range<UInt8>) + [0x7F], as: UTF8.self),
        ])
    func same(_ text: String) throws {
        let promise = Ticket.Promise(promise: text, budgetSeconds: -7200, doneAt: nil)
        let done = Ticket.Promise(promise: "resolution", budgetSeconds: .max, doneAt: text)
        for promises in [[], [promise], [promise, done]] {
            let ticket = Ticket(
                subject: text, id: 7, tier: 1, isLeft: promises.isEmpty, assignee: promises.first,
                promises: promises, messages: [text, ""], counts: [[], [1, 2]],
                hours: ["mon": [text], "fri": [], "tue": ["09:00-17:00"]])
            #expect(try ours(ticket) == foundation(ticket))
            #expect(try ours([ticket, ticket]) == foundation([ticket, ticket]))
        }
        #expect(try ours([text]) == foundation([text]))
        #expect(try ours([Int]()) == foundation([Int]()))
        #expect(try ours([true, false]) == foundation([true, false]))
        #expect(try ours([nil, 5] as [Int?]) == foundation([nil, 5] as [Int?]))
        #expect(try ours([String: Int]()) == foundation([String: Int]()))
    }
}
