extension MIMELeaf {
    /// How deep Outlook's messages may hang on each other.
    private static let tnefDepthMax = 5

    /// What a `winmail.dat` holds, instead of it; nil when it can't be read whole, or holds nothing: then it
    /// stays as it is.
    func unpacked(depth: Int = 1) -> [MIMELeaf]? {
        guard depth <= MIMELeaf.tnefDepthMax, let tnef = TNEF(bytes), tnef.isWhole else { return nil }
        let body = depth == 1 ? tnef.body(beside: self) : tnef.bodyFile(named: name ?? "message")
        var files: [MIMELeaf] = []
        for file in tnef.files {
            let leaf = MIMELeaf(
                name: file.name, type: file.type, bytes: file.content, contentID: file.contentID)
            files += file.isMessage ? leaf.unpacked(depth: depth + 1) ?? [leaf] : [leaf]
        }
        if files.isEmpty, body.isEmpty { return nil }
        // The message alone may be left out beside a text of the mail's own: then the file is kept.
        return body + (files.isEmpty ? [self] : files)
    }
}

extension TNEF {
    /// The message itself: its page, else its text, else its RTF as a file. It counts when the mail has no
    /// text of its own.
    fileprivate func body(beside leaf: MIMELeaf) -> [MIMELeaf] {
        func written(_ words: String, _ type: StaticString) -> MIMELeaf {
            var body = MIMELeaf(
                type: HeaderParameters(Array("\(type); charset=utf-8".utf8)), disposition: nil,
                contentID: nil, bytes: Array(words.utf8), parentType: leaf.parentType)
            body.isSpare = true
            return body
        }
        if let html { return [written(html, "text/html")] }
        if let text { return [written(text, "text/plain")] }
        return bodyFile(named: "message").map { file in
            var file = file
            file.isSpare = true
            return file
        }
    }

    /// The same as a file, for a message that hangs on another.
    fileprivate func bodyFile(named name: String) -> [MIMELeaf] {
        if let html { return [MIMELeaf(name: name + ".html", type: "text/html", bytes: Array(html.utf8))] }
        if let text { return [MIMELeaf(name: name + ".txt", type: "text/plain", bytes: Array(text.utf8))] }
        return rtf.map { [MIMELeaf(name: name + ".rtf", type: "application/rtf", bytes: $0)] } ?? []
    }
}
