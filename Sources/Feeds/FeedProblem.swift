/// Why a feed was refused, where, and what to do about it.
public struct FeedProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1; nil where the feed as a whole is meant.
    public let line: Int?
    public let message: String
    public let remedy: String

    init(_ line: Int?, _ message: String, remedy: String) {
        self.line = line
        self.message = message
        self.remedy = remedy
    }

    public var description: String {
        let place = line.map { "line \($0): " } ?? ""
        return "\(place)\(message). Remedy: \(remedy)."
    }
}
