/// What a server sent that no server may: the line is given up.
public enum Violation: Error, Hashable, Sendable {
    case lineTooLong(max: Int)
    case literalTooLong(size: Int, max: Int)
    case tooManyLiterals(max: Int)
    case tooDeep(max: Int)
    /// More came in answer to one command than it asked for.
    case tooManyAnswers(max: Int)
    /// Something else was expected where this begins.
    case malformed(wanted: String, found: String)
}

extension Violation: CustomStringConvertible {
    public var description: String {
        switch self {
        case .lineTooLong(let max): "a response is longer than \(max) bytes"
        case .literalTooLong(let size, let max): "it announces \(size) bytes where \(max) are the most"
        case .tooManyLiterals(let max): "a response has more than \(max) literals"
        case .tooDeep(let max): "a response is nested deeper than \(max)"
        case .tooManyAnswers(let max): "it answers one command with more than \(max) things"
        case .malformed(let wanted, let found): "\(wanted) was expected where \(found.debugDescription) is"
        }
    }
}

/// The bounds within which a server is listened to.
public struct Bounds: Hashable, Sendable {
    /// All text of one response: a search over 50,000 messages fits.
    public var lineBytesMax = 1 << 20
    /// A literal that is no body.
    public var literalBytesMax = 64 << 10
    public var literalCountMax = 32
    public var depthMax = 24

    public init() {}
}
