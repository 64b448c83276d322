public import Agreements

/// Why a command is refused: shown alike in page, API and command line.
public struct Refusal: Error, Hashable, Sendable {
    /// The clause that decides, where one does.
    public let clause: Clause?
    /// A short stable word for programs, for example `already-resolved`.
    public let code: String
    /// The field of the request that is wrong, where one is.
    public let field: String?
    /// What is wrong, in a sentence.
    public let message: String
    /// What to do instead, in a sentence.
    public let remedy: String

    public init(
        _ code: String, clause: Clause? = nil, field: String? = nil, _ message: String, remedy: String
    ) {
        self.clause = clause
        self.code = code
        self.field = field
        self.message = message
        self.remedy = remedy
    }
}
