public import BusinessTime
import CZip

/// A zip in memory with its files uncompressed: the same files on the same day are the same bytes.
public struct ZipArchive: ~Copyable {
    private let archive: OpaquePointer
    /// Where libzip writes; ours to free.
    private let target: OpaquePointer
    private let day: UInt16

    /// - Parameter created: its date in UTC stands with every file.
    public init(created: Instant) {
        guard let target = zip_source_buffer_create(nil, 0, 0, nil) else { preconditionFailure("No memory") }
        zip_source_keep(target)
        guard let archive = zip_open_from_source(target, ZIP_TRUNCATE, nil) else {
            preconditionFailure("libzip opens an empty archive")
        }
        self.target = target
        self.archive = archive
        day = Self.day(of: created)
    }

    public func add(_ name: String, _ bytes: [UInt8]) {
        precondition(czip_add(archive, name, bytes, bytes.count, day) != 0, "libzip has memory for \(name)")
    }

    deinit { zip_source_free(target) }

    /// Closing writes the archive and gives it back to libzip; nothing may be added after.
    public consuming func finished() -> [UInt8] {
        precondition(zip_close(archive) == 0, "libzip writes into memory")
        precondition(zip_source_open(target) == 0, "libzip reads what it wrote")
        defer { zip_source_close(target) }
        var stat = zip_stat_t()
        precondition(zip_source_stat(target, &stat) == 0, "libzip knows its size")
        let size = Int(stat.size)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = Int(max(0, zip_source_read(target, buffer.baseAddress, zip_uint64_t(size))))
            precondition(count == size, "libzip reads what it wrote")
        }
    }

    /// Days as MS-DOS counts them, from 1980 to 2107.
    private static func day(of instant: Instant) -> UInt16 {
        let epoch = LocalDate(year: 1970, month: 1, day: 1)
        guard let date = epoch?.adding(days: Int(instant.seconds / 86_400)), (1980...2107).contains(date.year)
        else { return 1 << 5 | 1 }
        return UInt16((date.year - 1980) << 9 | date.month << 5 | date.day)
    }
}
