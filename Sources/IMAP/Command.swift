/// One command of a client, without its tag. Texts that can't be quoted go as literals.
public struct Command: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        case text(String)
        /// Sent when the server has said that it waits for it.
        case literal([UInt8])
    }

    public private(set) var parts: [Part]

    private init(_ text: String) { parts = [.text(text)] }

    public static let capability = Command("CAPABILITY")
    public static let startTLS = Command("STARTTLS")
    public static let noop = Command("NOOP")
    public static let logout = Command("LOGOUT")
    public static let idle = Command("IDLE")

    public static func login(user: String, password: String) -> Command {
        Command("LOGIN ").adding(user).adding(" ").adding(password)
    }

    /// `initial` where the server takes the first answer at once.
    public static func authenticate(_ mechanism: String, initial: String? = nil) -> Command {
        Command("AUTHENTICATE \(mechanism)" + (initial.map { " \($0)" } ?? ""))
    }

    public static func select(
        _ folder: String, withChanges: Bool, in spelling: FolderName.Spelling = .modifiedUTF7
    ) -> Command {
        Command("SELECT ").adding(
            FolderName.encoded(folder, in: spelling), then: withChanges ? " (CONDSTORE)" : "")
    }

    public static func examine(
        _ folder: String, in spelling: FolderName.Spelling = .modifiedUTF7
    ) -> Command {
        Command("EXAMINE ").adding(FolderName.encoded(folder, in: spelling))
    }

    /// All folders.
    public static let listAll = Command("LIST \"\" \"*\"")

    public static func create(
        _ folder: String, in spelling: FolderName.Spelling = .modifiedUTF7
    ) -> Command {
        Command("CREATE ").adding(FolderName.encoded(folder, in: spelling))
    }

    public static func search(_ uids: UIDSet) -> Command { Command("UID SEARCH UID \(uids)") }

    /// What a message is, before any of it is loaded.
    public static func sizes(_ uids: UIDSet) -> Command {
        Command("UID FETCH \(uids) (UID INTERNALDATE RFC822.SIZE)")
    }

    /// The whole message; it does not become seen by that.
    public static func bodies(_ uids: UIDSet) -> Command { Command("UID FETCH \(uids) (UID BODY.PEEK[])") }

    /// Its head alone, and no more of it than `max` bytes.
    public static func heads(_ uids: UIDSet, max: Int) -> Command {
        Command("UID FETCH \(uids) (UID BODY.PEEK[HEADER]<0.\(max)>)")
    }

    public static func flag(_ uids: UIDSet, _ flags: String) -> Command {
        Command("UID STORE \(uids) +FLAGS.SILENT (\(flags))")
    }

    public static func move(
        _ uids: UIDSet, to folder: String, in spelling: FolderName.Spelling = .modifiedUTF7
    ) -> Command {
        Command("UID MOVE \(uids) ").adding(FolderName.encoded(folder, in: spelling))
    }

    public static func copy(
        _ uids: UIDSet, to folder: String, in spelling: FolderName.Spelling = .modifiedUTF7
    ) -> Command {
        Command("UID COPY \(uids) ").adding(FolderName.encoded(folder, in: spelling))
    }

    /// Removes these alone, where the server has UIDPLUS.
    public static func expunge(_ uids: UIDSet) -> Command { Command("UID EXPUNGE \(uids)") }

    /// In quotes where it can be.
    private func adding(_ text: String, then more: String = "") -> Command {
        var command = self
        if text == " " || text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            var plain = text
            if text != " " {
                plain = "\"" + text.map { "\\\"".contains($0) ? "\\\($0)" : "\($0)" }.joined() + "\""
            }
            command.append(plain + more)
        } else {
            command.parts.append(.literal(Array(text.utf8)))
            if !more.isEmpty { command.append(more) }
        }
        return command
    }

    private mutating func append(_ text: String) {
        if case .text(let before)? = parts.last {
            parts[parts.count - 1] = .text(before + text)
        } else {
            parts.append(.text(text))
        }
    }

    /// The bytes of each step: the server is awaited between two.
    public func lines(tag: String) -> [[UInt8]] {
        var steps: [[UInt8]] = []
        var now = Array("\(tag) ".utf8)
        for part in parts {
            switch part {
            case .text(let text): now += Array(text.utf8)
            case .literal(let bytes):
                steps.append(now + Array("{\(bytes.count)}\r\n".utf8))
                now = bytes
            }
        }
        return steps + [now + Array("\r\n".utf8)]
    }
}
