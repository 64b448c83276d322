extension String {
    /// On one line, without the characters that turn the direction of what follows: they make
    /// `photo_gnp.exe` of a name that ends otherwise. Arabic and Hebrew read right without them.
    var withoutDirectionMarks: String {
        without { (0x202A...0x202E).contains($0) || (0x2066...0x2069).contains($0) }
    }

    /// Without overrides alone; a longer text may need the other marks where languages mix.
    var withoutDirectionOverrides: String { without { $0 == 0x202D || $0 == 0x202E } }

    private func without(_ isDropped: (UInt32) -> Bool) -> String {
        var kept = String.UnicodeScalarView()
        kept.append(contentsOf: unicodeScalars.filter { !isDropped($0.value) })
        return String(kept)
    }
}
