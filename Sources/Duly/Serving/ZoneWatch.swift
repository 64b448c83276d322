import Operations

/// A look at the tz database before anything is written on tickets, told where there is something to tell.
enum ZoneWatch {
    /// What goes wrong is said, and tried again at the next start: no desk stays shut for it.
    static func follow(_ office: Office) async {
        do {
            let bar = Lines()
            guard let change = try await office.followZoneRules(progress: { bar.show($0, of: $1) }),
                change.tickets > 0
            else { return }
            let deadlines = change.moved == 1 ? "1 open deadline" : "\(change.moved) open deadlines"
            say(
                "Time zones: \(change.zones.joined(separator: ", ")) by the rules of \(change.version): "
                    + "\(deadlines) moved, on \(change.tickets) tickets looked at.\n")
        } catch {
            complain("Time zones: \(error)")
        }
    }

    /// A bar that is made once it is known how many there are.
    private final class Lines: @unchecked Sendable {
        private var bar: ProgressBar?

        /// Told by one task, one after the other.
        func show(_ done: Int, of total: Int) {
            let bar = bar ?? ProgressBar("deadlines", of: total)
            self.bar = bar
            bar.show(done)
        }
    }
}
