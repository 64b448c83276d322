public import Foundation

/// A program of the system, run to its end.
public struct Tool {
    public let code: Int32
    /// What it printed, errors included.
    public let text: String

    public static func run(_ name: String, _ arguments: [String], in folder: URL? = nil) throws -> Tool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Tool(code: process.terminationStatus, text: String(decoding: text, as: UTF8.self))
    }
}
