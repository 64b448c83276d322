import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Operations
import Storage

// One screen for a room. A session shows what its person may see; a screen's word opens numbers alone.
extension DeskServer {
    func addWallboard(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.wallboard)) { request, _ in
            try await permitted(.ticketView, request) { person in
                let opensScreens = (try? Access.require(.screens, by: person.asker)) != nil
                return try await wallboard(WallboardViewer(person), live: Page.live) { view in
                    view.back = Page.queue
                    view.screens = opensScreens ? Page.screens : nil
                }
            }
        }
        router.get("/wallboard/screen/:word") { _, context in
            let word = try context.parameters.require("word")
            guard try await office.opening(.screen, word: word) != nil else { return notFound() }
            return try await wallboard(.screen, live: Page.wallboardLive(word))
        }
        router.get("/wallboard/screen/:word/live") { _, context in
            let word = try context.parameters.require("word")
            return try await screenLive(word)
        }
        addOpenings(.screens, to: router)
    }

    private func wallboard(
        _ viewer: WallboardViewer, live: String, fill: (inout WallboardView) -> Void = { _ in }
    ) async throws -> Response {
        let now = office.clock()
        let (sight, isReckoning) = try await office.database.read { [office] reader in
            try WallboardSight.read(viewer, office, now: now, reader)
        }
        if isReckoning { office.reckonAhead() }
        var head = PageHead(title: "Wallboard", assets: Page.assets, live: live, desk: sight.desk)
        head.hasKeys = false
        var view = sight.view
        fill(&view)
        let filled = view
        return page(Layout(head) { filled })
    }

    /// Says that something changed, and nothing of what; ends when the word is taken back.
    private func screenLive(_ word: String) async throws -> Response {
        let accesses = office.database.accessChanges.stream()
        let changes = office.changes.stream()
        guard try await office.opening(.screen, word: word) != nil else { return notFound() }
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: ": open\n\n"))
            for await event in merged(changes, accesses, nil) {
                guard try await office.opening(.screen, word: word) != nil else { break }
                switch event {
                case .access, .presence: continue
                case .beat: try await writer.write(ByteBuffer(string: ": still here\n\n"))
                case .ticket: try await writer.write(ByteBuffer(string: "event: change\ndata: board\n\n"))
                }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }
}
