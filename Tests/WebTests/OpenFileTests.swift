import Desk
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("A file on its way out is cut where access ends")
struct OpenFileTests {
    /// Of one, so that the files fill every buffer on the way many times over.
    private static let fileBytes = 2_000_000
    private static let files = 12
    private static let end = "\r\n0\r\n\r\n"

    /// A desk with large files, and the link to everything for its administrator.
    static func stage() async throws -> (StreamStage, WebTrial.Session, link: String) {
        let stage = try await StreamStage()
        let message = try await stage.trial.ticket(1).receipt.message.id.rawValue
        for number in 1...files {
            let bytes = [UInt8](repeating: UInt8(number), count: fileBytes)
            let blob = try stage.trial.database.blobs.take(bytes)
            try await stage.trial.database.write { writer in
                try writer.keep(blob)
                _ = try writer.add(
                    StoredAttachment(
                        message: message, blob: blob, name: "file-\(number).bin",
                        mediaType: "application/octet-stream", contentID: nil, isInline: false))
            }
        }
        let ivo = try await stage.trial.session(of: "ivo@harbor.example")
        let word = try await stage.trial.office.prepareExport(by: stage.admin)
        return (stage, ivo, "/exports/everything/\(word)")
    }

    @Test("everything that the desk has")
    func everything() async throws {
        let (stage, ivo, link) = try await Self.stage()
        try await stage.run { client in
            let (stream, line) = try await OpenStream.open(client, link, ivo.headers, isHeld: true)
            // What is on its way waits for a reader, who comes when the session is over.
            try await Task.sleep(for: .milliseconds(500))
            try await stage.trial.office.endOtherSessions(of: stage.admin.person, but: [])
            try await line.setOption(.autoRead, value: true).get()
            line.read()
            let said = try await stream.end()
            #expect(said.hasPrefix("HTTP/1.1 200"))
            #expect(!said.contains("file-\(Self.files).bin"))
            #expect(!said.hasSuffix(Self.end), "nobody takes a part for the whole")
        }
    }

    @Test("who still may gets it whole")
    func whole() async throws {
        let (stage, ivo, link) = try await Self.stage()
        try await stage.run { client in
            let (stream, line) = try await OpenStream.open(client, link, ivo.headers, isHeld: true)
            try await Task.sleep(for: .milliseconds(500))
            try await stage.disable("ana@harbor.example")
            try await line.setOption(.autoRead, value: true).get()
            line.read()
            let said = try await stream.end()
            #expect(said.contains("file-\(Self.files).bin") && said.hasSuffix(Self.end))
        }
    }
}
