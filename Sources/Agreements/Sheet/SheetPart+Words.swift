// A place of the terms in the words of the form, for those who sign and never see a file.
extension Terms {
    /// For example "Acknowledgment: Acknowledged within", of `acknowledge.within`.
    public static func words(of path: String) -> String {
        let (first, number) = firstOfItsKind(path)
        for part in SheetPart.all {
            for group in part.groups {
                for field in group.fields {
                    guard let rest = rest(of: first, after: field.name) else { continue }
                    let place = [part.heading, group.heading.map { $0 + (number.map { " \($0)" } ?? "") }]
                        .compactMap { $0 }.joined(separator: ", ")
                    let item = group.repeats == nil ? number.map { " \($0)" } ?? "" : ""
                    return "\(place): \(field.label)\(rest)\(item)"
                }
            }
        }
        return spelled(path)
    }

    /// Of what repeats the form has the first alone: its path, and which it is where it is another.
    private static func firstOfItsKind(_ path: String) -> (path: String, number: Int?) {
        guard let open = path.firstIndex(of: "["), let close = path[open...].firstIndex(of: "]"),
            let number = Int(path[path.index(after: open)..<close])
        else { return (path, nil) }
        let first = path[..<open] + "[1]" + path[path.index(after: close)...]
        return (String(first), number > 1 ? number : nil)
    }

    /// nil where a field is another; what a field holds in one, as a list of dates, is named behind it.
    private static func rest(of path: String, after field: String) -> String? {
        if path == field { return "" }
        guard path.hasPrefix(field), let mark = path.dropFirst(field.count).first else { return nil }
        if mark == "[" { return "" }
        return mark == "." ? ", \(spelled(String(path.dropFirst(field.count + 1))))" : nil
    }

    private static func spelled(_ path: String) -> String {
        path.split(separator: ".").map { $0.replacing("_", with: " ") }.joined(separator: ", ")
    }
}
