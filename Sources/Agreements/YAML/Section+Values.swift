import BusinessTime
import Yams

extension Section {
    func text(_ key: String) -> String {
        node(key, form: "a text").flatMap { reading.text($0, at: at(key)) } ?? ""
    }

    func text(ifPresent key: String) -> String? {
        node(ifPresent: key).flatMap { reading.text($0, at: at(key)) }
    }

    func texts(_ key: String) -> [String] {
        node(key, form: "a list").map { reading.items($0, at: at(key)) { reading.text($0, at: $1) ?? "" } }
            ?? []
    }

    /// A value in its one written form. Where it can't be read the problem is reported
    /// and the fallback stands.
    func value<Value: Written>(_ key: String, or fallback: Value) -> Value {
        value(key, form: Value.form, or: fallback, read: Value.init(written:))
    }

    func days(_ key: String, rule: DayRule) -> DayPeriod {
        value(key, form: DayPeriod.form, or: DayPeriod(count: 1, rule: rule)) {
            DayPeriod(written: $0, rule: rule)
        }
    }

    private func value<Value>(_ key: String, form: String, or fallback: Value, read: (String) -> Value?)
        -> Value
    {
        guard let node = node(key, form: form) else { return fallback }
        return reading.value(node, at: at(key), form: form, read) ?? fallback
    }

    func section<Value>(_ key: String, _ read: (Section) -> Value) -> Value {
        let node = node(key, form: "its keys") ?? Node([(Node, Node)]())
        // Without the section only its absence is reported, not each of its keys.
        let quiet = Reading()
        let isThere = node.mark != nil
        return Section.read(node, at: at(key), isThere ? reading : quiet, read)
    }

    func list<Value>(_ key: String, _ read: (Section) -> Value) -> [Value] {
        guard let node = node(key, form: "a list, `[]` for none") else { return [] }
        return reading.items(node, at: at(key)) { Section.read($0, at: $1, reading, read) }
    }

    func values<Value: Written>(_ key: String, or fallback: Value) -> [Value] {
        guard let node = node(key, form: "a list, `[]` for none") else { return [] }
        return reading.items(node, at: at(key)) {
            reading.value($0, at: $1, form: Value.form, Value.init(written:)) ?? fallback
        }
    }

    /// Entries whose keys are values too: severities, dates, weekdays.
    func table<Key: Written & Hashable, Value>(_ key: String, _ read: (Node, String) -> Value?) -> [Key:
        Value]
    {
        var table: [Key: Value] = [:]
        for entry in everyEntry(key) {
            guard let name = Key(written: entry.key) else {
                let near = Suggestion.nearest(to: entry.key, among: Suggestion.names(of: Key.self))
                let remedy = near.map { "did you mean `\($0)`?" } ?? "write \(Key.form)"
                reading.report(entry.path, "the key \(Tree.quoted(entry.key)) is unknown", remedy: remedy)
                continue
            }
            if let value = read(entry.value, entry.path) { table[name] = value }
        }
        return table
    }
}

extension Reading {
    func text(_ node: Node, at path: String) -> String? {
        place(node, at: path)
        if let scalar = node.scalar { return scalar.string }
        if let blank = Self.unquotedBlank(node) {
            reportBlank(blank, at: path)
        } else {
            report(
                path, "a text belongs here", remedy: "write one text, between double quotes if it has signs")
        }
        return nil
    }

    /// `[Your name]` without quotes is a list of one to YAML, a blank to people.
    private static func unquotedBlank(_ node: Node) -> String? {
        guard case .sequence(let items) = node, items.count == 1, let text = items[0].scalar
        else { return nil }
        return "[\(text.string)]"
    }

    func value<Value>(_ node: Node, at path: String, form: String, _ read: (String) -> Value?) -> Value? {
        guard let text = text(node, at: path) else { return nil }
        if let value = read(text) { return value }
        if let blank = Blank.first(in: text) {
            reportBlank(blank, at: path)
        } else {
            report(
                path, "\(Tree.quoted(String(text.prefix(60)))) can't be read here", remedy: "write \(form)")
        }
        return nil
    }

    func items<Value>(_ node: Node, at path: String, _ read: (Node, String) -> Value) -> [Value] {
        place(node, at: path)
        guard case .sequence(let items) = node else {
            report(
                path, "a list belongs here", remedy: "write one `- ` line for each entry, or `[]` for none")
            return []
        }
        return items.enumerated().map { index, item in
            let path = "\(path)[\(index + 1)]"
            place(item, at: path)
            return read(item, path)
        }
    }
}

extension Weekday: Written {}
