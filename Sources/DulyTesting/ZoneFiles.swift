public import BusinessTime
import Foundation

/// The system's tz database as tests read it.
public enum ZoneFiles {
    public static let folder = "/usr/share/zoneinfo"

    public static func bytes(of name: TimeZoneName) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
    }

    public static func rules(of name: TimeZoneName) throws -> ZoneRules {
        try ZoneRules(name: name, tzif: bytes(of: name))
    }

    /// Rules of a zone written in a test, `ZoneFiles.rules("Europe/Berlin")`.
    public static func rules(_ name: String) throws -> ZoneRules {
        guard let name = TimeZoneName(name) else { throw CocoaError(.fileNoSuchFile) }
        return try rules(of: name)
    }
}
