import Agreements
public import BusinessTime
public import Desk
public import Storage

/// A file as somebody gives it.
public struct GivenFile: Hashable, Sendable {
    /// Bytes of one file.
    public static let sizeMax = 10 << 20

    public let name: String
    public let mediaType: String
    public let bytes: [UInt8]

    public init(name: String, mediaType: String, bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }

    /// The first without a byte in it: it shows nothing, and whoever gave it thinks that it does.
    static func empty(of files: [GivenFile]) -> GivenFile? { files.first { $0.bytes.isEmpty } }
}

extension Office {
    private static let nameMax = 150

    /// Keeps files beside a stream, for as long as the stream is kept.
    public func keep(
        _ files: [GivenFile], by person: Person.ID, in stream: FactStream, now: Instant, _ writer: Writer
    ) throws -> [Evidence] {
        if files.count > Evidence.countMax { throw Refusal.tooManyFiles }
        if let empty = GivenFile.empty(of: files) { throw Refusal.emptyFile(empty, .exclusions) }
        return try files.map { file in
            if file.bytes.count > GivenFile.sizeMax { throw Refusal.fileTooLarge(file.name) }
            let blob = try database.blobs.take(file.bytes)
            try writer.keep(blob)
            try writer.keep(evidence: blob, in: stream)
            return Evidence(
                name: String(file.name.suffix(Self.nameMax)), digest: blob.digest, size: blob.size,
                mediaType: String(file.mediaType.prefix(Self.nameMax)), by: person, at: now)
        }
    }
}

extension Refusal {
    static let tooManyFiles = Refusal(
        "too-much-evidence", clause: .exclusions, field: "files",
        "More than \(Evidence.countMax) files at once.", remedy: "Put several into one archive.")

    static func emptyFile(_ file: GivenFile, _ clause: Clause, field: String = "files") -> Refusal {
        Refusal(
            "file-empty", clause: clause, field: field, "\"\(file.name.prefix(80))\" is empty.",
            remedy: "Look at the file, save it again and choose it anew, or go on without it.")
    }

    static func fileTooLarge(_ name: String) -> Refusal {
        Refusal(
            "file-too-large", clause: .exclusions, field: "files", "\"\(name)\" is larger than 10 MB.",
            remedy: "Give the part that shows it.")
    }
}
