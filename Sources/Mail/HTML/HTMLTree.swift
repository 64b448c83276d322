import CGumbo

/// Walks gumbo's tree without recursion, so depth costs no stack.
enum HTMLTree {
    enum Step {
        case text(String)
        case open(Element)
        case close(name: String)
    }

    struct Element {
        let node: UnsafeMutablePointer<GumboNode>
        let name: String

        func attribute(_ name: String) -> String? {
            cgumbo_attribute(node, name).map { String(cString: $0) }
        }
    }

    /// Calls `visit` for every kept text and element; an element not allowed is passed through.
    static func walk(_ plain: [UInt8], _ visit: (Step) -> Void) {
        var options = kGumboDefaultOptions
        options.max_errors = 0
        plain.withUnsafeBufferPointer { buffer in
            let empty: StaticString = ""
            let start = buffer.baseAddress ?? empty.utf8Start
            let characters = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
            guard let output = gumbo_parse_with_options(&options, characters, buffer.count) else { return }
            defer { gumbo_destroy_output(&options, output) }
            if let root = output.pointee.root { walk(root, visit) }
        }
    }

    private static func walk(_ root: UnsafeMutablePointer<GumboNode>, _ visit: (Step) -> Void) {
        var stack: [(node: UnsafeMutablePointer<GumboNode>, next: UInt32, name: String?)] = [(root, 0, nil)]
        while let top = stack.last {
            guard let children = cgumbo_children(top.node), top.next < children.pointee.length else {
                stack.removeLast()
                if let name = top.name { visit(.close(name: name)) }
                continue
            }
            stack[stack.count - 1].next += 1
            guard let child = cgumbo_node_at(children, top.next) else { continue }
            switch child.pointee.type {
            case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
                visit(.text(String(cString: cgumbo_text(child))))
            case GUMBO_NODE_ELEMENT:
                stack.append((child, 0, open(child, visit)))
            default: continue
            }
        }
    }

    /// The name to close, nil for an element that is passed through or void.
    private static func open(_ node: UnsafeMutablePointer<GumboNode>, _ visit: (Step) -> Void) -> String? {
        guard cgumbo_is_html(node) != 0 else { return nil }
        let name = String(cString: cgumbo_tag_name(node))
        guard HTMLAllowList.elements.contains(name) else { return nil }
        visit(.open(Element(node: node, name: name)))
        return HTMLAllowList.void.contains(name) ? nil : name
    }
}
