/// One signed version of one agreement. A ticket is pinned to it for life.
public struct AgreementVersion: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The agreement's short name, for example `acme`.
    public let agreement: String
    /// 1 for the first; each amendment adds one.
    public let number: Int

    public init(agreement: String, number: Int) {
        self.agreement = agreement
        self.number = number
    }

    public var description: String { "\(agreement) v\(number)" }

    public static func < (a: AgreementVersion, b: AgreementVersion) -> Bool {
        (a.agreement, a.number) < (b.agreement, b.number)
    }
}
