import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("Wallboard: who is in a chat, and who waits")
struct WallboardChatTests {
    @Test(
        "a visitor waits from the first unanswered word, is in talk once answered, and gone once they leave")
    func waiting() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        let mara = try await trial.asker("mara@harbor.example")
        let word = try await trial.office.makeOpening(.screen, named: "Hall", by: mara)
        try await trial.run { client in
            func board() async throws -> String {
                try await client.execute(uri: "/wallboard", method: .get, headers: ana.headers).text
            }
            #expect(try await board().contains("None open"))
            #expect(try await board().contains("Nobody takes chats: visitors leave a message."))
            _ = try await client.execute(
                uri: "/chats/duty", method: .post, headers: ana.sending, body: ana.form("on=yes"))
            #expect(!(try await board()).contains("Nobody takes chats"))
            let jun = try await ChatTests.Visitor(client, "The+export+stops")
            #expect(try await board().contains("waits under a minute"))
            trial.clock.advance(by: 150)
            _ = try await jun.say("Is+somebody+there?", key: "b")
            trial.clock.advance(by: 40)
            let waiting = try await board()
            #expect(waiting.contains("1 waiting, 0 in talk"))
            #expect(waiting.contains("waits 3 min"), "a second word makes nobody wait anew")
            #expect(waiting.contains("Jun"))
            let screen = try await client.execute(uri: "/wallboard/screen/\(word)", method: .get)
            #expect(screen.text.contains("waits 3 min") && !screen.text.contains("Jun"))
            let page = try await client.execute(uri: "/tickets/1", method: .get, headers: ana.headers)
            _ = try await client.execute(
                uri: "/tickets/1/replies", method: .post, headers: ana.sending,
                body: ana.form("visibility=public&text=Hello&key=\(page.value(of: "key") ?? "")"))
            let talking = try await board()
            #expect(talking.contains("0 waiting, 1 in talk"))
            _ = try await jun.say("Thank+you", key: "c")
            #expect(try await board().contains("1 waiting, 0 in talk"))
            trial.clock.advance(by: 120)
            #expect(try await board().contains("None open"), "who left waits for a mail, not for a word")
        }
    }

    @Test("whoever waits longest stands first; more than there is room for are a sum")
    func order() async throws {
        let trial = try await WebTrial()
        let ana = try await trial.session(of: "ana@harbor.example")
        try await trial.run { client in
            for number in 1...6 {
                _ = try await ChatTests.Visitor(client, "Hello", from: "v\(number)@elsewhere.example")
                trial.clock.advance(by: 5)
            }
            let board = try await client.execute(uri: "/wallboard", method: .get, headers: ana.headers).text
            #expect(board.contains("6 waiting, 0 in talk") && board.contains("and 2 more"))
            let chats = try #require(board.split(separator: "id=\"chats\"").last)
            let numbers = chats.matches(of: /board-number">#([0-9]+)</).map { String($0.1) }
            #expect(numbers == ["1", "2", "3", "4"])
        }
    }
}
