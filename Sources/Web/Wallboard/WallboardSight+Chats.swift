import BusinessTime
import Operations
import Storage

// Who is in a chat now, and who of them waits for a word.
extension WallboardSight {
    /// More are a sum.
    static let chatsMax = 4

    static func chats(
        _ viewer: WallboardViewer, _ office: Office, now: Instant, _ reader: Storage.Reader
    ) throws -> WallboardView.Chats {
        let open = try office.openChats(seenBy: viewer.visibility, at: now, in: reader)
        let waiting = open.count { $0.waitsSince != nil }
        let rows = open.prefix(chatsMax).map { one in
            WallboardView.ChatRow(
                number: "#\(one.row.id)", name: viewer.seesSubjects ? one.chat.name : nil,
                wait: one.waitsSince.map { wait(now.wallSeconds(since: $0)) })
        }
        let more = open.count - rows.count
        return WallboardView.Chats(
            summary: summary(waiting: waiting, talking: open.count - waiting), isWaitedFor: waiting > 0,
            rows: rows, more: more > 0 ? "and \(more) more" : nil,
            isStaffed: try !office.chatAgents(at: now, in: reader).isEmpty)
    }

    private static func summary(waiting: Int, talking: Int) -> String {
        if waiting + talking == 0 { return "None open" }
        return "\(waiting) waiting, \(talking) in talk"
    }

    /// Wall time: a visitor looks at the clock, not at business hours.
    static func wait(_ seconds: Int64) -> String {
        let minutes = max(0, seconds) / 60
        if minutes == 0 { return "under a minute" }
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
    }
}
