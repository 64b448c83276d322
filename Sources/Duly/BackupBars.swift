import Storage

/// A bar for each step of a backup or a restore, on a terminal alone.
final class BackupBars {
    private var step: BackupProgress.Step?
    private var bar: ProgressBar?

    func show(_ progress: BackupProgress) {
        let unit: Int64 = progress.step == .facts ? 1 : 1024
        if progress.step != step {
            bar?.end()
            step = progress.step
            bar = ProgressBar(
                Self.words(progress.step), of: Int(progress.total / unit), onTerminalsAlone: true)
        }
        bar?.show(Int(progress.done / unit))
    }

    func end() { bar?.end() }

    private static func words(_ step: BackupProgress.Step) -> String {
        switch step {
        case .copying: "kB copied"
        case .unpacking: "kB unpacked"
        case .checking: "kB of files checked"
        case .facts: "facts checked"
        }
    }
}
