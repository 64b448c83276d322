/// Something that can be written into a page.
public protocol Content {
    func write(to output: inout Output)
}

/// A piece of a page made of other pieces: a plain struct with a `body`.
public protocol View: Content {
    associatedtype Body: Content
    @ContentBuilder var body: Body { get }
}

extension View {
    @inlinable
    public func write(to output: inout Output) {
        body.write(to: &output)
    }
}

extension Content {
    /// The bytes of this content, UTF-8.
    /// - Parameter capacity: bytes to set aside beforehand.
    @inlinable
    public func rendered(capacity: Int = 16_384) -> [UInt8] {
        var output = Output(capacity: capacity)
        write(to: &output)
        return output.bytes
    }
}

extension String: Content {
    @inlinable
    public func write(to output: inout Output) {
        output.escaped(self)
    }
}

extension Int: Content {
    @inlinable
    public func write(to output: inout Output) {
        output.integer(self)
    }
}

/// Markup written as it stands. It takes only text that was in the source when the program was built,
/// so nothing that came from outside can pass through it.
public struct Raw: Content, Sendable {
    @usableFromInline let markup: StaticString

    @inlinable
    public init(_ markup: StaticString) {
        self.markup = markup
    }

    @inlinable
    public func write(to output: inout Output) {
        output.fixed(markup)
    }
}

/// Nothing.
public struct Empty: Content, Sendable {
    @inlinable
    public init() {}

    @inlinable
    public func write(to output: inout Output) {}
}

/// The same content for each item, written one after the other without being kept.
public struct Each<Items: Sequence, Inside: Content>: Content {
    @usableFromInline let items: Items
    @usableFromInline let inside: (Items.Element) -> Inside

    @inlinable
    public init(_ items: Items, @ContentBuilder inside: @escaping (Items.Element) -> Inside) {
        self.items = items
        self.inside = inside
    }

    @inlinable
    public func write(to output: inout Output) {
        for item in items { inside(item).write(to: &output) }
    }
}
