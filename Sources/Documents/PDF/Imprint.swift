public import BusinessTime

/// What a document says about itself: in its metadata, and at the head and foot of its pages.
public struct Imprint: Hashable, Sendable {
    public var title: String
    public var author: String
    public var subject: String
    /// Never the clock: the same document has the same bytes whenever it is written.
    public var created: Instant
    /// At the head of every page but the first, to the right: "Version 3".
    public var edition: String?
    /// At the foot of every page, to the left: the beginning of the hash of what is signed.
    public var mark: String?

    public init(
        title: String, author: String, subject: String, created: Instant
    ) {
        self.title = title
        self.author = author
        self.subject = subject
        self.created = created
    }
}
