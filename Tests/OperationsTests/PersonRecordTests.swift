import BusinessTime
import Desk
import Foundation
import Storage
import Testing

@testable import Operations

@Suite("What the desk holds of a person, for that person")
struct PersonRecordTests {
    @Test("what Carla wrote and was written, her promises, her dispute; no note, nothing of Cora's")
    func complete() async throws {
        let world = try await ErasingTests.world()
        let office = world.trial.office
        try await office.answer(.note, text: "She is often wrong.", on: world.ticket, by: world.ana)
        let database = world.trial.database
        try await database.write { writer in
            let first = try writer.messages(of: world.ticket.rawValue, includingInternal: true)[0]
            let blob = try database.blobs.take(Array("log".utf8))
            try writer.keep(blob)
            _ = try writer.add(
                StoredAttachment(
                    message: first.id, blob: blob, name: "../my log.txt", mediaType: "text/plain",
                    contentID: nil, isInline: false))
        }
        let (record, files) = try await office.export(world.carla, by: world.mara)
        #expect(
            record.messages.map(\.direction) == ["by", "to", "to"],
            "asked, acknowledged, told of the severity")
        #expect(record.messages[0].text == "It stops at 40 %." && record.messages[1].author == "Ana Lima")
        #expect(record.tickets.map(\.number) == [world.ticket.rawValue])
        #expect(record.tickets[0].agreement == "acme v1" && record.tickets[0].promises.count == 2)
        #expect(record.tickets[0].promises[0].standing == "kept")
        #expect(record.tickets[0].statements.count == 1 && record.tickets[0].statements[0].contains("zebra"))
        #expect(files.count == 1 && files[0].bytes == Array("log".utf8))
        #expect(!files[0].path.dropFirst("files/".count).contains("/"), "no path out of the zip")
        let text = String(decoding: try JSONEncoder().encode(record), as: UTF8.self)
        #expect(!text.contains("often wrong") && !text.contains("cora@acme.example"))
        #expect(record.exports.isEmpty)
        let again = try await office.export(world.carla, by: world.ivo)
        #expect(again.record.exports.count == 1 && again.record.exports[0].hasSuffix("by Mara Voss"))
        #expect(try await database.read { try $0.verifyAudit().isSound })
    }

    @Test("what all her files are too much for is named with where to ask; a manager's copy says the same")
    func bounded() async throws {
        let world = try await ErasingTests.world()
        let (office, database) = (world.trial.office, world.trial.database)
        try await database.write { writer in
            let first = try writer.messages(of: world.ticket.rawValue, includingInternal: true)[0]
            for (name, size) in [("old.log", 60), ("new.log", 50), ("small.log", 10)] {
                let blob = try database.blobs.take([UInt8](repeating: UInt8(size), count: size))
                try writer.keep(blob)
                _ = try writer.add(
                    StoredAttachment(
                        message: first.id, blob: blob, name: name, mediaType: "text/plain", contentID: nil,
                        isInline: false))
            }
        }
        let carla = Access.Asker(person: world.carla, role: .contact, groups: [], means: .session)
        for asker in [carla, world.mara] {
            let (record, files) = try await office.export(world.carla, by: asker, filesMax: 100)
            #expect(files.map(\.bytes.count) == [60, 10])
            #expect(record.leftOut.map(\.name) == ["new.log"] && record.leftOut[0].size == 50)
            #expect(record.leftOut[0].ticket == world.ticket.rawValue)
            #expect(record.askAt == "support@harbor.example")
        }
        let (whole, files) = try await office.export(world.carla, by: world.mara, filesMax: 120)
        #expect(files.count == 3 && whole.leftOut.isEmpty && whole.askAt.isEmpty)
        #expect(whole.exports.count == 2)
    }

    @Test("only managers and administrators, only for contacts, and not once it is erased")
    func refused() async throws {
        let world = try await ErasingTests.world()
        let office = world.trial.office
        await #expect(throws: Access.Denial.self) { try await office.export(world.carla, by: world.ana) }
        await #expect(throws: Refusal.notContact) {
            try await office.export(world.ana.person, by: world.mara)
        }
        try await ErasingTests.erase(world)
        await #expect(throws: Refusal.erasedAlready) { try await office.export(world.carla, by: world.mara) }
        #expect(try await world.trial.database.read { try office.exports(of: world.carla, in: $0).isEmpty })
    }
}
