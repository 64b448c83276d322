/// Finds the known word that was probably meant.
enum Suggestion {
    /// The nearest known word, when it is near enough to be a slip: a third of its letters at most.
    static func nearest(to word: String, among known: [String]) -> String? {
        let word = Array(word.utf8.prefix(40))
        let ranked = known.map { (name: $0, distance: distance(word, Array($0.utf8))) }
        return ranked.filter { $0.distance <= max(1, $0.name.utf8.count / 3) }.min {
            $0.distance < $1.distance
        }?.name
    }

    /// How many letters must be put in, taken out or changed.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, letter) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let change = diagonal + (letter == b[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(change, diagonal + 1, row[j] + 1)
            }
        }
        return row[b.count]
    }

    /// The written names of a type that has few, else none.
    static func names<Value>(of type: Value.Type) -> [String] {
        guard let listed = type as? any (Written & CaseIterable).Type else { return [] }
        return written(listed)
    }

    private static func written<Value: Written & CaseIterable>(_ type: Value.Type) -> [String] {
        type.allCases.map(\.written)
    }
}
