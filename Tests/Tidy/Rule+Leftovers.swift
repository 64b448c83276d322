extension Rule {
    // Put together here, so that this file does not complain about itself.
    private static let notes = ["TO" + "DO", "FIX" + "ME"]
    private static let trap: Substring = "fatal" + "Error"

    /// Work put off, and traps where a typed refusal or a `precondition` belongs.
    static let leftovers = Rule(name: "leftovers") { file in
        perLine(file.text) { line in
            notes.first(where: { line.contains($0) }).map { "\($0): do it now or leave it out" }
        }
            + perLine(file.code) { line in
                words(line).contains(trap) ? "\(trap): refuse with a reason, or use precondition" : nil
            }
    }
}
