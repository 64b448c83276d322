/// Why a zone's file can't be read, with the remedy.
public enum ZoneProblem: Error, Hashable, Sendable {
    case notTZif(TimeZoneName)
    case oldVersion(TimeZoneName)
    case truncated(TimeZoneName)
    case malformed(TimeZoneName, what: String)
    case leapSeconds(TimeZoneName)
    case footer(TimeZoneName, text: String)
}

extension ZoneProblem: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notTZif(let name):
            "the file of \(name) is not TZif: install the Debian package tzdata"
        case .oldVersion(let name):
            "the file of \(name) is TZif version 1: install a tzdata package of version 2 or later"
        case .truncated(let name):
            "the file of \(name) ends too early: reinstall the Debian package tzdata"
        case .malformed(let name, let what):
            "the file of \(name) has \(what): reinstall the Debian package tzdata"
        case .leapSeconds(let name):
            "the file of \(name) counts leap seconds: use the posix tree of zoneinfo, not right/"
        case .footer(let name, let text):
            "the file of \(name) ends with a rule that can't be read, \(text): reinstall tzdata"
        }
    }
}
