import Foundation

/// How far long work is, on standard error: a bar that is drawn over on a terminal, else a line for each
/// tenth, or nothing.
final class ProgressBar: @unchecked Sendable {
    private static let width = 30

    private let what: String
    /// nil when nobody knows how much there is.
    private let total: Int?
    private let began = ContinuousClock.now
    /// Whether nothing is said where nobody looks: what a timer runs writes no mail about its tenths.
    private let isForTerminals: Bool
    private let lock = NSLock()
    private let isTerminal = isatty(2) == 1
    private var lastTenth = -1
    private var lastDrawn: ContinuousClock.Instant?
    private var isUnended = false

    init(_ what: String, of total: Int?, onTerminalsAlone: Bool = false) {
        self.what = what
        self.total = total
        isForTerminals = onTerminalsAlone
    }

    func show(_ done: Int) {
        lock.lock()
        defer { lock.unlock() }
        let now = ContinuousClock.now
        let isLast = done == total
        if isTerminal {
            if !isLast, let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
            lastDrawn = now
            isUnended = !isLast
            write("\r" + line(done, now) + (isLast ? "\n" : ""))
        } else if !isForTerminals, let total, total > 0, done * 10 / total > lastTenth {
            lastTenth = done * 10 / total
            write(line(done, now) + "\n")
        }
    }

    /// Ends the bar's line where the work came to less than its total.
    func end() {
        lock.lock()
        defer { lock.unlock() }
        if isUnended { write("\n") }
        isUnended = false
    }

    private func line(_ done: Int, _ now: ContinuousClock.Instant) -> String {
        let seconds = max(Double((now - began).components.seconds), 0.001)
        let rate = Double(done) / seconds
        guard let total, total > 0 else { return "\(what): \(done)" }
        let filled = done * Self.width / total
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
        let left = rate > 0 ? Int(Double(total - done) / rate) : 0
        let rest = done == total || seconds < 1 ? "" : ", \(left / 60) min \(left % 60) s left"
        return "\(what) [\(bar)] \(done * 100 / total) %, \(done) of \(total)\(rest)   "
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
