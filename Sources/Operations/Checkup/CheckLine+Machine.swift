import BusinessTime
import Foundation
import Storage

// How the machine stands: each a decision over what was measured.
extension CheckLine {
    /// Bytes under which a disk is worth a warning.
    static let freeBytesWanted: Int64 = 1 << 30

    static func disk(free: Int64, of whole: Int64) -> CheckLine {
        let words = "\(size(free)) of \(size(whole)) are free."
        let remedy = "Make room, or move the data folder to a larger disk: a full disk takes no mail."
        if free < Database.freeBytesMin { return CheckLine("Disk space", .failed, words, remedy: remedy) }
        let isLow = free < freeBytesWanted || free < whole / 20
        return isLow
            ? CheckLine("Disk space", .warning, words, remedy: remedy) : CheckLine("Disk space", .ok, words)
    }

    private static func size(_ bytes: Int64) -> String {
        bytes >= 10 << 30 ? "\(bytes >> 30) GiB" : "\(bytes >> 20) MiB"
    }

    /// For example "Sat 28 Nov 2026, 19:40 UTC": the machine's own time, and no zone's.
    static func words(_ instant: Instant) -> String {
        let iso = "\(instant)"
        guard let date = LocalDate(String(iso.prefix(10))) else { return iso }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = "\(date.day) \(months[date.month - 1]) \(date.year)"
        return "\(date.weekday.rawValue.prefix(3).capitalized) \(day), \(iso.dropFirst(11).prefix(5)) UTC"
    }

    /// `follows` is nil where the machine doesn't tell.
    static func clock(now: Instant, lastFact: Instant?, follows: Bool?) -> CheckLine {
        if let lastFact, lastFact > now.advanced(by: 60) {
            return CheckLine(
                "Clock", .failed,
                "It shows \(words(now)), and the newest fact was written at \(words(lastFact)).",
                remedy: "Set the clock: the promises of the agreements are counted by it.")
        }
        if follows == false {
            return CheckLine(
                "Clock", .warning, "It shows \(words(now)), and follows no time server.",
                remedy: "Let systemd-timesyncd or chrony keep it: deadlines are counted by it.")
        }
        return CheckLine(
            "Clock", .ok, "It shows \(words(now))" + (follows == true ? ", and follows a time server." : "."))
    }

    /// `version` is of the system's zone data, such as 2026a; `unread` are zones that could not be read.
    static func zones(
        version: String?, year: Int, unread: [String], readable: Int, trouble: String? = nil
    ) -> CheckLine {
        let update = "Update the package tzdata and restart the desk."
        if let trouble { return CheckLine("Time zones", .failed, trouble, remedy: update) }
        guard unread.isEmpty else {
            return CheckLine(
                "Time zones", .failed, "There is no data for \(unread.joined(separator: ", ")).",
                remedy: update)
        }
        let named = version.map { "Version \($0)" } ?? "A version that is not told"
        let words = "\(named); zones that agreements use and that are read: \(readable)."
        if let version, let of = Int(version.prefix(4)), of < year - 1 {
            return CheckLine("Time zones", .warning, words, remedy: update)
        }
        return CheckLine("Time zones", .ok, words)
    }

    /// Wall seconds before its end from which a certificate is worth a warning.
    static let certificateWarning: Int64 = 21 * 86_400

    static func certificate(of what: String, end: Instant, now: Instant) -> CheckLine {
        let days = (end.seconds - now.seconds) / 86_400
        let subject = "Certificate of \(what)"
        if end <= now {
            return CheckLine(
                subject, .failed, "It ran out on \(words(end)).",
                remedy: "Renew it, and restart what serves it.")
        }
        let words = "It runs out in \(days) days, on \(words(end))."
        return end.seconds - now.seconds < certificateWarning
            ? CheckLine(subject, .warning, words, remedy: "Renew it, or see why it does not renew itself.")
            : CheckLine(subject, .ok, words)
    }
}
