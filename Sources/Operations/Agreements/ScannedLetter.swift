import Agreements
public import Desk

/// The scan of a letter. What it is its first bytes say, never its name or what the sender says of it.
public struct ScannedLetter: Hashable, Sendable {
    /// What a page may offer to choose.
    public static let accepted = "application/pdf,image/png,image/jpeg,image/webp"

    let file: GivenFile

    /// - Parameter files: what somebody chose for it; nil for none.
    public init?(_ files: [GivenFile]) throws(Refusal) {
        guard let first = files.first else { return nil }
        guard files.count == 1 else { throw .oneScan }
        guard !first.bytes.isEmpty else { throw .emptyScan(first.name) }
        guard first.bytes.count <= GivenFile.sizeMax else { throw .scanTooLarge(first.name) }
        guard let type = Self.type(of: first.bytes) else { throw .noScan(first.name) }
        file = GivenFile(name: first.name, mediaType: type, bytes: first.bytes)
    }

    private static func type(of bytes: [UInt8]) -> String? {
        bytes.starts(with: Array("%PDF-".utf8)) ? "application/pdf" : PictureHead(bytes)?.kind.rawValue
    }
}

extension Refusal {
    static let oneScan = Refusal(
        "one-scan", clause: .termination, field: "scan", "More than one file is chosen.",
        remedy: "Put all pages of the letter into one PDF.")

    static func emptyScan(_ name: String) -> Refusal {
        Refusal(
            "empty-scan", clause: .termination, field: "scan", "\"\(name)\" is empty.",
            remedy: "Scan the letter again, or log the notice without a scan.")
    }

    static func scanTooLarge(_ name: String) -> Refusal {
        Refusal(
            "scan-too-large", clause: .termination, field: "scan", "\"\(name)\" is larger than 10 MB.",
            remedy: "Scan it with fewer dots or in grey.")
    }

    static func noScan(_ name: String) -> Refusal {
        Refusal(
            "no-scan", clause: .termination, field: "scan",
            "\"\(name)\" is neither a PDF nor a picture (PNG, JPEG, WebP), whatever its name says.",
            remedy: "Save the scan as a PDF and choose that.")
    }
}
