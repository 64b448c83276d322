public import BusinessTime
import Foundation

/// Reads the system's tz database; Foundation carries data of its own and ignores it.
public struct ZoneFiles: Sendable {
    let folder: String

    public init(folder: String = "/usr/share/zoneinfo") {
        self.folder = folder
    }

    /// The rules of a zone, or why they can't be had.
    public func rules(of zone: TimeZoneName) throws -> ZoneRules {
        let path = "\(folder)/\(zone)"
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw Missing(zone: "\(zone)")
        }
        return try ZoneRules(name: zone, tzif: Array(bytes))
    }

    /// The release of the database, for example `2026b`, stored with each computed deadline.
    public var version: String {
        for name in ["tzdata.zi", "+VERSION"] {
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
            let line = String(decoding: bytes.prefix(64), as: UTF8.self).prefix { $0 != "\n" }
            return line.split(separator: " ").last.map(String.init) ?? "unknown"
        }
        return "unknown"
    }

    public struct Missing: Error, CustomStringConvertible {
        let zone: String
        public var description: String {
            "The time zone \(zone) is not in this system's tz database. "
                + "Check the spelling (for example Europe/Berlin), or install the package tzdata."
        }
    }
}
