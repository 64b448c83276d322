import Desk
import Foundation
import Hummingbird
import NIOCore
import Operations

/// A form that may bring files (RFC 7578).
struct FilesForm: Sendable {
    /// Bytes. A longer body is refused with 413.
    static let sizeMax = filesMax + Fields.sizeMax
    /// Bytes of all files; beside them there is room for words.
    static let filesMax = 24 << 20

    let fields: Fields
    /// Also those without a byte in them: who takes them says so.
    let files: [GivenFile]

    /// Forms without files are read as well: programs and old pages send them.
    init(_ request: Request) async throws {
        guard let boundary = Self.boundary(request.headers[.contentType] ?? "") else {
            fields = try await Fields(form: request)
            files = []
            return
        }
        var request = request
        let body = Array(buffer: try await request.collectBody(upTo: Self.sizeMax))
        guard let parts = Self.parts(body, boundary) else { throw HTTPError(.badRequest) }
        var values: [String: String] = [:]
        var files: [GivenFile] = []
        for part in parts {
            guard let name = part.name else { throw HTTPError(.badRequest) }
            if let file = part.fileName {
                // Nothing chosen is sent as a file without a name.
                if part.bytes.isEmpty, file.isEmpty { continue }
                files.append(
                    GivenFile(
                        name: Disposition.plain(file), mediaType: part.mediaType, bytes: Array(part.bytes)))
            } else {
                guard !part.bytes.contains(0) else { throw HTTPError(.badRequest) }
                values[name] = String(decoding: part.bytes, as: UTF8.self).replacing("\r\n", with: "\n")
            }
        }
        fields = Fields(values)
        self.files = files
    }

    /// Whether a request says that it is one with files.
    static func isSent(by request: Request) -> Bool {
        (request.headers[.contentType] ?? "").lowercased().hasPrefix("multipart/form-data")
    }

    private static func boundary(_ type: String) -> String? {
        guard type.lowercased().hasPrefix("multipart/form-data") else { return nil }
        return parameter("boundary", of: type).flatMap { $0.isEmpty || $0.utf8.count > 70 ? nil : $0 }
    }

    struct Part {
        let name: String?
        let fileName: String?
        let mediaType: String
        let bytes: ArraySlice<UInt8>
    }

    /// nil where the body is not what its boundary says.
    static func parts(_ body: [UInt8], _ boundary: String) -> [Part]? {
        let mark = Array("--\(boundary)".utf8)
        guard body.starts(with: mark) else { return nil }
        var parts: [Part] = []
        var place = mark.count
        while !body[place...].starts(with: Array("--".utf8)) {
            guard body[place...].starts(with: [13, 10]),
                let head = body[place...].firstRange(of: [13, 10, 13, 10]),
                let end = body[head.upperBound...].firstRange(of: [13, 10] + mark)
            else { return nil }
            parts.append(
                part(
                    String(decoding: body[place..<head.lowerBound], as: UTF8.self),
                    body[head.upperBound..<end.lowerBound]))
            place = end.upperBound
        }
        return parts
    }

    private static func part(_ head: String, _ bytes: ArraySlice<UInt8>) -> Part {
        var disposition = ""
        var type = "application/octet-stream"
        for line in head.split(separator: "\r\n") {
            let pair = line.split(separator: ":", maxSplits: 1).map { $0.trimmingPrefix(" ") }
            switch pair.first?.lowercased() {
            case "content-disposition": disposition = String(pair.last ?? "")
            case "content-type": type = String(pair.last ?? "")
            default: break
            }
        }
        return Part(
            name: parameter("name", of: disposition), fileName: parameter("filename", of: disposition),
            mediaType: type, bytes: bytes)
    }

    /// Browsers write a quote in a value as %22.
    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.trimmingPrefix(" ").split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].lowercased() == name else { continue }
            let value = pair[1].hasPrefix("\"") ? pair[1].dropFirst().prefix { $0 != "\"" } : pair[1]
            return String(value).replacing("%22", with: "\"")
        }
        return nil
    }
}
