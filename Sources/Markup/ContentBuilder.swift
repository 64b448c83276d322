/// Lets a page be written as Swift: lines, `if`, `switch` and `for` become one typed value.
@resultBuilder
public enum ContentBuilder {
    @inlinable
    public static func buildBlock() -> Empty { Empty() }

    @inlinable
    public static func buildPartialBlock<First: Content>(first: consuming First) -> First { first }

    @inlinable
    public static func buildPartialBlock<First: Content, Next: Content>(
        accumulated: consuming First, next: consuming Next
    ) -> Pair<First, Next> {
        Pair(first: accumulated, next: next)
    }

    @inlinable
    public static func buildOptional<Inside: Content>(_ inside: consuming Inside?) -> Inside? { inside }

    @inlinable
    public static func buildEither<First: Content, Second: Content>(first: consuming First) -> Either<
        First, Second
    > {
        .first(first)
    }

    @inlinable
    public static func buildEither<First: Content, Second: Content>(second: consuming Second) -> Either<
        First, Second
    > {
        .second(second)
    }

    @inlinable
    public static func buildArray<Inside: Content>(_ inside: [Inside]) -> [Inside] { inside }
}

/// Two pieces, one after the other.
public struct Pair<First: Content, Next: Content>: Content {
    @usableFromInline let first: First
    @usableFromInline let next: Next

    @inlinable
    init(first: consuming First, next: consuming Next) {
        self.first = first
        self.next = next
    }

    @inlinable
    public func write(to output: inout Output) {
        first.write(to: &output)
        next.write(to: &output)
    }
}

/// One of two pieces, as an `if` or `switch` chose.
public enum Either<First: Content, Second: Content>: Content {
    case first(First)
    case second(Second)

    @inlinable
    public func write(to output: inout Output) {
        switch self {
        case .first(let content): content.write(to: &output)
        case .second(let content): content.write(to: &output)
        }
    }
}

extension Optional: Content where Wrapped: Content {
    @inlinable
    public func write(to output: inout Output) {
        if let self { self.write(to: &output) }
    }
}

extension Array: Content where Element: Content {
    @inlinable
    public func write(to output: inout Output) {
        for content in self { content.write(to: &output) }
    }
}
