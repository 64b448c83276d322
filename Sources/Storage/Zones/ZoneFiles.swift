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
        try ZoneRules(name: zone, tzif: bytes(of: zone))
    }

    /// SHA-256 of a zone's file, in hexadecimal: another where its rules are others.
    public func digest(of zone: TimeZoneName) throws -> String { hexadecimal(sha256(try bytes(of: zone))) }

    private func bytes(of zone: TimeZoneName) throws -> [UInt8] {
        guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(zone)") else {
            throw Missing(zone: "\(zone)")
        }
        return Array(bytes)
    }

    /// One zone for each country and part of it, by name, and UTC; UTC alone where the list can't be read.
    public var names: [String] {
        let table = [UInt8](FileManager.default.contents(atPath: "\(folder)/zone.tab") ?? .init())
        let lines = String(decoding: table, as: UTF8.self).split(separator: "\n")
        let named = lines.filter { !$0.hasPrefix("#") }.compactMap { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).dropFirst(2).first.map(String.init)
        }
        return Set(named + ["UTC"]).sorted()
    }

    /// The release of the database, for example `2026b`; a deadline that it moved names it.
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

        public init(zone: String) { self.zone = zone }

        public var description: String {
            "The time zone \(zone) is not in this system's tz database. "
                + "Check the spelling (for example Europe/Berlin), or install the package tzdata."
        }
    }
}
