/// An element of HTML or SVG with its attributes and what is inside.
///
///     Element(.p, class: "sum", .id("left")) { "1 h 12 min left" }
public struct Element<Inside: Content>: Content {
    @usableFromInline let tag: Tag
    @usableFromInline let classes: StaticString
    @usableFromInline let attributes: [Attribute]
    @usableFromInline let inside: Inside

    /// - Parameter classes: fixed class names; names known only at run time go in `.class(_:)`.
    @inlinable
    public init(
        _ tag: Tag, class classes: StaticString = "", _ attributes: Attribute...,
        @ContentBuilder inside: () -> Inside
    ) {
        precondition(!tag.isVoid, "A void element has no inside")
        self.tag = tag
        self.classes = classes
        self.attributes = attributes
        self.inside = inside()
    }

    @inlinable
    public func write(to output: inout Output) {
        output.fixed(tag.start)
        if classes.utf8CodeUnitCount > 0 {
            output.fixed(" class=\"")
            output.fixed(classes)
            output.byte(34)
        }
        for attribute in attributes { attribute.write(to: &output) }
        output.byte(62)
        if tag.isVoid { return }
        inside.write(to: &output)
        output.fixed(tag.end)
    }
}

extension Element where Inside == Empty {
    @inlinable
    public init(_ tag: Tag, class classes: StaticString = "", _ attributes: Attribute...) {
        self.tag = tag
        self.classes = classes
        self.attributes = attributes
        self.inside = Empty()
    }
}
