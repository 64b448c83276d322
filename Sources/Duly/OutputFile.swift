import ArgumentParser
import Foundation

/// Where a command's result goes: the file that `--out` names, or standard output.
enum OutputFile {
    static func write(_ bytes: [UInt8], to path: String?) throws {
        guard let path else {
            var output = StandardOutput()
            output.line(bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes)
            return output.flush()
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            complain("\(path) can't be written. Check the folder and its permissions.")
            throw ExitCode(73)
        }
    }
}
