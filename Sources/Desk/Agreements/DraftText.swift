/// The terms of a version that nobody has been asked to sign yet, as YAML, with whatever is still blank.
public struct DraftText: Hashable, Sendable {
    /// The number it will have once it is signed.
    public let version: Int
    public let yaml: String

    public init(version: Int, yaml: String) {
        self.version = version
        self.yaml = yaml
    }
}
