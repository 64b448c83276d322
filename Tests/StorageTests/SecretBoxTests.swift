import Foundation
import Testing

@testable import Storage

@Suite("Secrets of other servers lie sealed")
struct SecretBoxTests {
    private let folder = NSTemporaryDirectory() + "duly-box-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    @Test func `What was sealed opens again, after a restart too, and is not to be read before`() throws {
        let sealed = try SecretBox(folder: folder).seal("harbour-7", for: "mailbox:1")
        #expect(!sealed.contains("harbour"))
        #expect(try SecretBox(folder: folder).open(sealed, for: "mailbox:1") == "harbour-7")
        #expect(
            try SecretBox(folder: folder).seal("harbour-7", for: "mailbox:1") != sealed, "no two are alike")
    }

    @Test func `Put elsewhere, damaged or under another key it does not open`() throws {
        let box = try SecretBox(folder: folder)
        let sealed = try box.seal("harbour-7", for: "mailbox:1")
        #expect(box.open(sealed, for: "mailbox:2") == nil)
        #expect(box.open(String(sealed.dropLast(8)), for: "mailbox:1") == nil)
        #expect(box.open("no base64 !", for: "mailbox:1") == nil)
        try FileManager.default.removeItem(atPath: folder + "/" + SecretBox.name)
        #expect(try SecretBox(folder: folder).open(sealed, for: "mailbox:1") == nil)
    }

    @Test func `The key is for its owner alone`() throws {
        _ = try SecretBox(folder: folder)
        let path = folder + "/" + SecretBox.name
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        chmod(path, 0o644)
        #expect(throws: StoreProblem.badKey(path: path, reason: "others than its owner may read it")) {
            try SecretBox(folder: folder)
        }
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: StoreProblem.badKey(path: path, reason: "it is not there")) {
            try SecretBox(folder: folder, mayCreate: false)
        }
    }
}
