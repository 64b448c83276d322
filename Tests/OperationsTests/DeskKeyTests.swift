import BusinessTime
import Desk
import Documents
import Foundation
import Operations
import Storage
import Testing

@Suite("The desk's key")
struct DeskKeyTests {
    private static let mara = Actor.agent(Person.ID(3))

    private static func ring(_ trial: Trial) async throws -> KeyRing {
        try await trial.database.read { try trial.office.keyRing(in: $0) }
    }

    private static func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    /// What opening the key is refused with.
    private static func refused(_ trial: Trial) async -> StoreProblem? {
        do {
            try await trial.office.openKey()
            return nil
        } catch { return error as? StoreProblem }
    }

    @Test("is made at the first start, for its owner alone, and is the same at every later one")
    func made() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        #expect(try await Self.ring(trial).current == nil)
        let first = try await trial.office.openKey().fingerprint
        #expect(try Self.mode(trial.folder + "/" + KeyFile.name) == 0o600)
        try trial.set("2026-11-24 10:00")
        #expect(try await trial.office.openKey().fingerprint == first)
        let ring = try await Self.ring(trial)
        #expect(ring.keys.map(\.beginning) == [.first] && ring.current?.until == nil)
        #expect(PublicKey(ring.keys[0].publicKey).fingerprint == first)
        let backedUp = try await trial.database.read { try $0.setting("evidence-key") }
        #expect(backedUp == nil, "the private half is not in the database")
    }

    @Test("a file that is missing, open to others, damaged or another's is refused with its remedy")
    func unusable() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let own = try await trial.office.openKey().fingerprint
        let path = trial.folder + "/" + KeyFile.name
        let sound = try Data(contentsOf: URL(fileURLWithPath: path))
        func put(_ data: Data?, mode: Int = 0o600) throws {
            try? FileManager.default.removeItem(atPath: path)
            guard let data else { return }
            _ = FileManager.default.createFile(
                atPath: path, contents: data, attributes: [.posixPermissions: mode])
        }
        let other = try await Trial(at: "2026-11-23 10:00")
        try await other.office.openKey()
        let foreign = try Data(contentsOf: URL(fileURLWithPath: other.folder + "/" + KeyFile.name))
        for (data, mode, words) in [
            (nil, 0o600, "it is missing, and the audit chain names the key \(own)"),
            (sound, 0o640, "others than its owner may read it"),
            (sound.prefix(60), 0o600, "it holds no Ed25519 key"),
            (foreign, 0o600, "the audit chain names the key \(own)"),
        ] as [(Data?, Int, String)] {
            try put(data, mode: mode)
            let problem = await Self.refused(trial)
            #expect("\(problem ?? .full)".contains(words), "\(String(describing: problem))")
            #expect(problem?.remedy.contains("Put the file back from a backup") == true)
            let now = FileManager.default.contents(atPath: path)
            #expect(now == data, "nothing is made in its place")
        }
        try put(sound)
        #expect(try await trial.office.openKey().fingerprint == own)
        #expect(try await Self.ring(trial).keys.count == 1)
    }

    @Test("rotated, the old one signs that the new one follows; both stay published with their times")
    func rotated() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let old = try await trial.office.openKey().publicKey
        try trial.set("2026-12-01 09:00")
        let key = try await trial.office.rotateKey(by: Self.mara)
        let ring = try await Self.ring(trial)
        let turn = try Trial.berlin("2026-12-01 09:00")
        #expect(ring.keys.map(\.until) == [turn, nil] && ring.keys.map(\.number) == [1, 2])
        guard case .rotated(let signature) = key.beginning else {
            Issue.record("\(key.beginning)")
            return
        }
        let next = PublicKey(key.publicKey)
        #expect(old.signed(old.succession(by: next, at: turn), as: signature))
        #expect(!old.signed(old.succession(by: old, at: turn), as: signature))
        #expect(try await trial.office.openKey().fingerprint == next.fingerprint)
        let text = PublishedKeys.text(ring)
        for part in [old.fingerprint, next.fingerprint, signature.base64, "until \(turn)", "in use"] {
            #expect(text.contains(part), "\(part) in \(text)")
        }
        let json = try JSONSerialization.jsonObject(with: Data(PublishedKeys.json(ring).utf8))
        let keys = (json as? [String: Any])?["keys"] as? [[String: Any]]
        #expect(keys?.map { $0["fingerprint"] as? String } == [old.fingerprint, next.fingerprint])
        #expect(keys?.last?["signed_by_previous"] as? String == signature.base64)
        #expect(
            keys?.last?["succession"] as? String
                == String(decoding: old.succession(by: next, at: turn), as: UTF8.self))
        let report = try trial.database.readBlocking { try $0.verifyAudit() }
        #expect(report.isSound)
    }

    @Test("a stop between the chain and the file is caught up with; one before the chain changes nothing")
    func stopped() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let file = KeyFile(folder: trial.folder)
        let first = try await trial.office.openKey().fingerprint
        let seed = try #require(try file.seed())
        // Before the chain names it.
        try file.prepare([UInt8](repeating: 5, count: 32))
        #expect(try await trial.office.openKey().fingerprint == first)
        // After: the old file is still there, the new one waits.
        _ = try await trial.office.rotateKey(by: Self.mara)
        let second = try await trial.office.openKey().fingerprint
        let next = try #require(try file.seed())
        try FileManager.default.removeItem(atPath: file.path)
        try file.create(seed)
        try file.prepare(next)
        #expect(try await trial.office.openKey().fingerprint == second)
        #expect(try file.seed() == next && file.nextSeed() == nil)
    }

    @Test("a lost one is replaced only when it is lost, with a reason that the chain keeps")
    func lost() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        try await trial.office.openKey()
        let early = await #expect(throws: Refusal.self) {
            try await trial.office.replaceLostKey(reason: "The disk broke", by: Self.mara)
        }
        #expect(early?.code == "key-is-there")
        try FileManager.default.removeItem(atPath: trial.folder + "/" + KeyFile.name)
        await #expect(throws: Refusal.self) {
            try await trial.office.replaceLostKey(reason: " ", by: Self.mara)
        }
        await #expect(throws: StoreProblem.self) { try await trial.office.rotateKey(by: Self.mara) }
        let key = try await trial.office.replaceLostKey(reason: "The disk broke", by: Self.mara)
        #expect(key.number == 2 && key.beginning == .replaced(reason: "The disk broke"))
        let ring = try await Self.ring(trial)
        #expect(PublishedKeys.text(ring).contains("The key before it was lost: The disk broke"))
        let now = try await trial.office.openKey().publicKey
        #expect(now.raw == key.publicKey)
    }
}
