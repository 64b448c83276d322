import Desk
import Storage

/// What the desk goes by where no agreement says anything; set on the command line.
public enum DeskSetting: String, CaseIterable, Sendable {
    case secretsGo = "secrets-go"
    case retentionMonths = "retention-months"

    public struct Refused: Error, CustomStringConvertible {
        public let description: String
    }

    public var meaning: String {
        switch self {
        case .secretsGo:
            "a sentence that tells where passwords and keys go, for those whose text was refused"
        case .retentionMonths:
            "for how many months words of tickets without an agreement are kept (J), 1 to 120"
        }
    }

    private static let lengthMax = 300
    private static let monthsMax = 120

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
            }
        }
    }

    /// Empty for what the program does by itself.
    public func set(_ setting: DeskSetting, to value: String) async throws {
        let kept = try setting.checked(value)
        try await database.write { try $0.set(kept, for: setting.rawValue) }
    }
}
