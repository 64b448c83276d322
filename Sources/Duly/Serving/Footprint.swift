import Glibc

/// The memory that a start needs and an open desk does not.
enum Footprint {
    /// After the desk is open; the first pages have been asked for by then.
    private static let restAfter = Duration.seconds(3)

    static func shrinkAtRest() async {
        guard (try? await Task.sleep(for: restAfter)) != nil else { return }
        shrink()
    }

    /// Gives it back to the machine: pages of program text, most of which only the start ran through. What is
    /// needed again comes back from the file, page by page.
    private static func shrink() {
        for span in textSpans(maps()) {
            guard let start = UnsafeMutableRawPointer(bitPattern: span.lowerBound) else { continue }
            madvise(start, span.count, MADV_DONTNEED)
        }
    }

    /// Mapped from files to be run, and never written: their pages can be dropped at any time.
    private static func textSpans(_ maps: String) -> [Range<UInt>] {
        maps.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard words.count == 6, words[1] == "r-xp", words[5].hasPrefix("/") else { return nil }
            let ends = words[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            return ends.count == 2 && ends[0] < ends[1] ? ends[0]..<ends[1] : nil
        }
    }

    private static func maps() -> String {
        guard let file = fopen("/proc/self/maps", "r") else { return "" }
        defer { fclose(file) }
        var text: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&piece, 1, piece.count, file), count > 0 { text += piece[..<count] }
        return String(decoding: text, as: UTF8.self)
    }
}
