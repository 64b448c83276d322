/// Why the store could not do what it was asked, and what helps.
public enum StoreProblem: Error, Hashable, Sendable {
    case unwritableFolder(path: String, reason: String)
    /// To be read only, and nothing is there.
    case noDesk(path: String, isFolder: Bool)
    /// Another process has this folder open for writing.
    case locked(path: String, pid: Int32?)
    case notADatabase(path: String)
    case newerSchema(found: Int64, known: Int64)
    /// A folder opened only for reading needs the schema of this program.
    case olderSchema(found: Int64, known: Int64)
    /// No space is left. What was stored before is intact.
    case full
    case inputOutput(String)
    case corrupt(String)
    case busy
    case closed
    /// Someone else appended first: decide again on the facts up to `actual`.
    case lostRace(stream: FactStream, expected: Int64, actual: Int64)
    case streamFull(FactStream)
    case notUnique(String)
    /// A rule of the tables refused it, such as a change of history or a row that names an absent one.
    case refused(String)
    case nulInText
    case tooLarge(bytes: Int, max: Int)
    case folderNotEmpty(path: String)
    case badBackup(String)
    /// Something else has the name of the backup that is to be written.
    case fileThere(path: String)
    case unwritableFile(path: String, reason: String)
    case unreadableFile(path: String, reason: String)
    /// The key that signs evidence.
    case badKey(path: String, reason: String)
    case statement(code: Int32, message: String)
}

/// A word as a shell takes it.
public func shellWord(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0)) }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
}

extension StoreProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unwritableFolder(let path, let reason): "The data folder \(path) can't be written: \(reason)."
        case .noDesk(let path, let isFolder):
            isFolder ? "The folder \(path) holds no desk." : "There is no folder \(path)."
        case .locked(let path, let pid):
            "The data folder \(path) is in use by process \(pid.map(String.init) ?? "unknown")."
        case .notADatabase(let path): "\(path) is not a database of Duly."
        case .newerSchema(let found, let known):
            "The database has schema \(found); this program knows up to \(known)."
        case .olderSchema(let found, let known): "The database has schema \(found), not yet \(known)."
        case .full: "No space is left for the database. What was stored before is intact."
        case .inputOutput(let message): "The disk refused to read or write: \(message)."
        case .corrupt(let message): "The database is damaged: \(message)."
        case .busy: "The database is busy with another process."
        case .closed: "The database is closed."
        case .lostRace(let stream, let expected, let actual):
            "\(stream) has \(actual) facts, not \(expected): someone else was first."
        case .streamFull(let stream): "\(stream) has \(FactStream.lengthMax) facts and takes no more."
        case .notUnique(let what): "There is one already: \(what)."
        case .refused(let rule): "The store refused it: \(rule)."
        case .nulInText: "A text with a NUL character is not stored."
        case .tooLarge(let bytes, let max): "\(bytes) bytes are more than \(max)."
        case .folderNotEmpty(let path): "The folder \(path) is not empty."
        case .badBackup(let reason): "The backup can't be used: \(reason)."
        case .fileThere(let path): "\(path) is there already."
        case .unwritableFile(let path, let reason): "\(path) can't be written: \(reason)."
        case .unreadableFile(let path, let reason): "\(path) can't be read: \(reason)."
        case .badKey(let path, let reason): "The desk's key \(path) can't be used: \(reason)."
        case .statement(let code, let message): "The database answered with error \(code): \(message)."
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .unwritableFolder:
            "Give the user who runs Duly the right to write there, or name another folder."
        case .noDesk(let path, _):
            "Name the data folder of a desk with --data. A new desk is made by: duly admin create "
                + "--data \(shellWord(path)) --name 'Your Name' --address you@example.org"
        case .locked: "Stop that process, or use another data folder."
        case .notADatabase: "Name the data folder of a desk, or an empty folder for a new one."
        case .newerSchema: "Run the newer version of Duly, or restore a backup made by this one."
        case .olderSchema: "Start the desk once with this version: it raises the schema."
        case .full: "Free space on the disk of the data folder; the desk goes on by itself."
        case .inputOutput: "Check the disk and its messages in the system log."
        case .corrupt: "Stop the desk, keep a copy of the folder, and restore the last backup."
        case .busy, .lostRace: "Try again."
        case .closed: "Start the desk again."
        case .streamFull: "Go on in a new ticket that names this one."
        case .notUnique: "Use the one there is, or another name."
        case .refused: "Facts and checkpoints are only appended; rows name only what exists."
        case .nulInText: "Take out the NUL character."
        case .tooLarge: "Send it in smaller parts or as a link."
        case .folderNotEmpty: "Restore into an empty or a new folder."
        case .badBackup: "Use another backup file."
        case .fileThere: "Name a file that is not there, or say --replace."
        case .unwritableFile: "Name a file in a folder that is there and that you may write to."
        case .unreadableFile: "Check its name and the right to read it."
        case .badKey:
            """
            Put the file back from a backup, with its owner alone allowed to read it (chmod 600). If it is \
            lost, `duly audit rotate-key --lost REASON` makes another and says so in the audit \
            chain.
            """
        case .statement: "Report it with this text; nothing of this act was stored."
        }
    }
}
