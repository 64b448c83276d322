import BusinessTime
import Storage

/// A call in words.
struct CallWords: Sendable {
    let call: StoredCall
    let words: DeskWords
    let agent: String

    /// "5 min", or "40 s" where it was shorter than a minute.
    var duration: String {
        let seconds = call.ended.wallSeconds(since: call.started)
        if seconds < 60 { return "\(seconds) s" }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        if hours == 0 { return "\(minutes) min" }
        return minutes == 0 ? "\(hours) h" : "\(hours) h \(minutes) min"
    }

    /// Before the name of who called or was called.
    var label: String {
        switch (call.direction, call.kind) {
        case (.incoming, .voicemail): "Voicemail from"
        case (.incoming, _): "Call from"
        case (.outgoing, .attempt): "Call that nobody answered, by"
        case (.outgoing, _): "Call by"
        }
    }

    /// Beside the name: how long, and who of the desk.
    var detail: String {
        let whose =
            switch (call.direction, call.kind) {
            case (.incoming, .voicemail): "written down by \(agent)"
            case (.incoming, _): "taken by \(agent)"
            case (.outgoing, _): ""
            }
        let program = call.program.isEmpty ? "" : "logged by \(call.program)"
        return [call.kind == .attempt ? "" : duration, program.isEmpty ? whose : program]
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// In a list: "In, 5 min, taken by Ana Lima".
    var line: String {
        let direction = call.direction == .incoming ? "In" : "Out"
        let what =
            call.kind == .conversation ? "" : ", \(call.kind == .attempt ? "not answered" : "voicemail")"
        return [direction + what, detail].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
