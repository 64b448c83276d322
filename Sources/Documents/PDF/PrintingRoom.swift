import CPango

/// Where Pango and cairo work, one thread at a time. Their fonts and caches belong to the whole process, and
/// cairo 1.16 reads a face while another thread changes it: letters of a wrong font, or a crash.
enum PrintingRoom {
    /// GLib's, since it guards what GLib's libraries share.
    private static nonisolated(unsafe) let door: UnsafeMutablePointer<GMutex> = {
        let door = UnsafeMutablePointer<GMutex>.allocate(capacity: 1)
        g_mutex_init(door)
        return door
    }()

    /// One for the process, for whoever is inside: Pango's own default is freed when its thread ends, in the
    /// midst of another's work.
    nonisolated(unsafe) static let fonts = pango_cairo_font_map_new()

    /// Does the work alone. Nothing made by Pango may leave with the result.
    static func alone<Result: Sendable>(_ work: () -> Result) -> Result {
        g_mutex_lock(door)
        defer { g_mutex_unlock(door) }
        return work()
    }
}
