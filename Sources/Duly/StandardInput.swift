import ArgumentParser
import Foundation

/// Reads standard input in blocks; lines come without their newline, and memory holds one line at a time.
struct StandardInput {
    /// Bytes. A longer line is cut off there, so that no input fills the memory.
    static let lineMax = 16 << 20

    /// Whole lines, as many as have come in one block.
    static func blocksOfLines(_ body: ([[UInt8]]) throws -> Void) throws {
        var line: [UInt8] = []
        try blocks { block in
            var whole: [[UInt8]] = []
            var rest = block[...]
            while let end = rest.firstIndex(of: 0x0A) {
                whole.append(line + rest[..<end])
                line.removeAll(keepingCapacity: true)
                rest = rest[(end + 1)...]
            }
            if line.count < lineMax { line += rest }
            if !whole.isEmpty { try body(whole) }
        }
        if !line.isEmpty { try body([line]) }
    }

    /// An input that can't be read is no end of it: half a message is never taken for a whole one. It is said
    /// with 66 where there is no input, 74 where reading failed (`sysexits.h`).
    static func blocks(_ body: ([UInt8]) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(0, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 {
                let code = errno
                complain(
                    "standard input can't be read: \(String(cString: strerror(code))). "
                        + "Give it there, for example with < and a file.")
                throw ExitCode(code == EIO ? 74 : 66)
            }
            if count == 0 { return }
            try body(Array(buffer[..<count]))
        }
    }

    /// All of it, or nil when it is longer than `limit` bytes.
    static func all(limit: Int) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        try blocks { if bytes.count <= limit { bytes += $0 } }
        return bytes.count <= limit ? bytes : nil
    }
}

/// Writes to standard output in blocks.
struct StandardOutput {
    private var waiting: [UInt8] = []

    mutating func line(_ text: String) {
        line(Array(text.utf8))
    }

    mutating func line(_ bytes: [UInt8]) {
        waiting += bytes
        waiting.append(0x0A)
        if waiting.count > 1 << 16 { flush() }
    }

    mutating func flush() {
        var rest = waiting[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            // The reader went away; there is nobody left to tell.
            if count <= 0 { break }
            rest = rest.dropFirst(count)
        }
        waiting.removeAll(keepingCapacity: true)
    }
}

/// Says something on standard output at once, also where that is a file.
func say(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
}

/// Says what went wrong on standard error.
func complain(_ text: String) {
    FileHandle.standardError.write(Data("duly: \(text)\n".utf8))
}
