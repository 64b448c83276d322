extension Terms {
    /// The bound of one text, in characters; an agreement's longest prose is far below.
    static let textMax = 20_000

    /// Blanks, empty texts and hidden characters, wherever a text stands.
    func textProblems() -> [Problem] {
        tree.leaves().compactMap { leaf in
            guard let (message, remedy) = Self.complaint(leaf.text) else { return nil }
            return Problem(path: leaf.path, clause: .owning(leaf.path), message: message, remedy: remedy)
        } + hiddenKeys()
    }

    static func complaint(_ text: String) -> (message: String, remedy: String)? {
        if let name = HiddenCharacter.first(in: text) {
            return (
                "the text holds the hidden character \(name)", "take it out and retype the text around it"
            )
        }
        if let blank = Blank.first(in: text) {
            return ("the blank \(blank) is not filled", "write the value in its place, without brackets")
        }
        if text.allSatisfy(\.isWhitespace) { return ("the text is empty", "write it, or leave the key out") }
        if text.count > textMax { return ("the text is too long", "shorten it to \(textMax) characters") }
        return nil
    }

    /// Categories are keys; every other key is fixed.
    private func hiddenKeys() -> [Problem] {
        duties.required.keys.sorted().compactMap { key in
            guard let name = HiddenCharacter.first(in: key) else { return nil }
            return Problem(
                path: "duties.required", clause: .customerDuties,
                message: "a category holds the hidden character \(name)", remedy: "retype the category")
        }
    }
}
