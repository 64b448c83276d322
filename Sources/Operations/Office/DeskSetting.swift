import Desk
import Storage

/// What the desk goes by where no agreement says anything; set on the command line.
public enum DeskSetting: String, CaseIterable, Sendable {
    case secretsGo = "secrets-go"
    case retentionMonths = "retention-months"
    case phoneCountry = "phone-country"
    case chatSites = "chat-sites"
    case undoSeconds = "undo-seconds"

    public struct Refused: Error, CustomStringConvertible {
        public let description: String
    }

    public var meaning: String {
        switch self {
        case .secretsGo:
            "a sentence that tells where passwords and keys go, for those whose text was refused"
        case .retentionMonths:
            "for how many months words of tickets without an agreement are kept (J), 1 to 120"
        case .phoneCountry:
            "the country of telephone numbers that begin with one nought, for example +49"
        case .chatSites:
            "origins of your own sites that may show the chat, for example https://www.example.com"
        case .undoSeconds:
            "for how many seconds an answer can be taken back before it goes, 0 for none to "
                + "\(UndoTime.secondsMax)"
        }
    }

    private static let lengthMax = 300
    private static let monthsMax = 120

    /// Scheme and host, with a port where it is another; plain HTTP on this machine alone. What could end a
    /// directive of a policy is none.
    private static func isOrigin(_ word: Substring) -> Bool {
        let isSafe = word.wholeMatch(of: /https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?/) != nil
        let isLocal = word.wholeMatch(of: /http:\/\/(localhost|127\.0\.0\.1)(:[0-9]{1,5})?/) != nil
        return (isSafe || isLocal) && word.count <= 200
    }

    /// As it is kept.
    func checked(_ value: String) throws -> String {
        let words = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        switch self {
        case .secretsGo:
            guard words.count <= Self.lengthMax else {
                throw Refused(
                    description: "\(rawValue) has \(words.count) characters. Say it in \(Self.lengthMax).")
            }
        case .retentionMonths:
            let isMonths = Int(words).map { (1...Self.monthsMax).contains($0) } ?? false
            guard words.isEmpty || isMonths else {
                throw Refused(
                    description: "\(rawValue) is \"\(words)\". Give a whole number from 1 to "
                        + "\(Self.monthsMax), or nothing for the usual one.")
            }
        case .chatSites:
            if let bad = words.split(separator: " ").first(where: { !Self.isOrigin($0) }) {
                throw Refused(
                    description: "\(rawValue) has \"\(bad.prefix(100))\". Give origins such as "
                        + "https://www.example.com, without a path, with blanks between them.")
            }
        case .undoSeconds:
            let isTime = Int64(words).map { (0...UndoTime.secondsMax).contains($0) } ?? false
            guard words.isEmpty || isTime else {
                throw Refused(
                    description: "\(rawValue) is \"\(words)\". Give a whole number from 0 to "
                        + "\(UndoTime.secondsMax), or nothing for the usual one.")
            }
        case .phoneCountry:
            let digits = words.dropFirst()
            let isCountry =
                words.first == "+" && (1...3).contains(digits.count)
                && digits.allSatisfy { "0123456789".contains($0) } && digits.first != "0"
            guard words.isEmpty || isCountry else {
                throw Refused(
                    description: "\(rawValue) is \"\(words)\". Give + and one to three digits, for example "
                        + "+49, or nothing.")
            }
        }
        return words
    }
}

extension Office {
    /// As it counts now.
    public func value(of setting: DeskSetting) async throws -> String {
        try await database.read { reader in
            let own = try reader.setting(setting.rawValue) ?? ""
            if !own.isEmpty { return own }
            switch setting {
            case .secretsGo: return try Self.secretsGo(reader)
            case .retentionMonths: return "\(Retention.monthsWithoutPromise)"
            case .undoSeconds: return "\(UndoTime.usual)"
            case .phoneCountry, .chatSites: return ""
            }
        }
    }

    /// Empty for what the program does by itself.
    public func set(_ setting: DeskSetting, to value: String) async throws {
        let kept = try setting.checked(value)
        try await database.write { try $0.set(kept, for: setting.rawValue) }
    }
}
