import Foundation
public import Logging

/// Writes the desk's events to standard error, one line each. Of libraries it takes what is a notice or
/// worse, in their words and without what they hang on it.
public struct DeskLog: LogHandler {
    /// The label of the desk's own events.
    public static let label = "duly"

    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let form: LogLine.Form
    /// POSIX milliseconds.
    private let clock: @Sendable () -> Int64
    private let write: @Sendable (String) -> Void

    public init(
        label: String, form: LogLine.Form, clock: @escaping @Sendable () -> Int64,
        write: @escaping @Sendable (String) -> Void = DeskLog.standardError
    ) {
        (self.label, self.form, self.clock, self.write) = (label, form, clock, write)
        logLevel = label == Self.label ? .info : .notice
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let known = LoggedEvent(rawValue: event.message.description)
        let own = label == Self.label ? known : nil
        let fields: [(name: String, value: String)] =
            if let own {
                own.fields.compactMap { name in event.metadata?[name].map { (name, "\($0)") } }
            } else {
                Array(zip(LoggedEvent.library.fields, [label, event.message.description]).map { ($0, $1) })
            }
        let line = LogLine(
            milliseconds: clock(), level: event.level.rawValue, event: (own ?? .library).rawValue,
            fields: fields)
        write(line.written(as: form))
    }

    /// A reader that is gone stops no desk.
    public static let standardError: @Sendable (String) -> Void = { line in
        var bytes = Array(line.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
