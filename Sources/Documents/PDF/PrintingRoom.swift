import CPango
import Synchronization

/// Where Pango and cairo work, one thread at a time. Their fonts and caches belong to the whole process, and
/// cairo 1.16 reads a face while another thread changes it: letters of a wrong font, or a crash.
enum PrintingRoom {
    private static let door = Mutex(())

    /// One for the process, for whoever is inside: Pango's own default is freed when its thread ends, in the
    /// midst of another's work.
    nonisolated(unsafe) static let fonts = pango_cairo_font_map_new()

    /// Does the work alone. Nothing made by Pango may leave with the result.
    static func alone<Result: Sendable>(_ work: () -> Result) -> Result { door.withLock { _ in work() } }
}
