import Testing

@testable import Storage

@Suite("Nobody changes history unseen")
struct AuditTests {
    /// Forty streams of five facts under a checkpoint, then one more fact.
    private func history(_ scratch: Scratch) throws -> (Database, Checkpoint) {
        let database = try scratch.open()
        let checkpoint = try database.writeBlocking { writer in
            for number in 1...5 {
                for id in 1...40 {
                    try writer.append(
                        [fact("\(id).\(number)", at: Int64(number))], to: .ticket(Int64(id)),
                        following: Int64(number - 1))
                }
            }
            try writer.seal(try writer.heads(), at: at(90))
            return try writer.seal(try writer.heads(), at: at(100))
        }
        try database.writeBlocking { _ = try $0.append([fact("later", at: 9)], to: .ticket(7), following: 5) }
        return (database, checkpoint)
    }

    /// Someone with the file in hand takes the triggers away first.
    private func tamper(_ database: Database, _ statement: String) throws {
        try database.store.withWriter { connection in
            for table in ["fact", "checkpoint"] {
                try connection.script("DROP TRIGGER IF EXISTS \(table)_no_update")
                try connection.script("DROP TRIGGER IF EXISTS \(table)_no_delete")
            }
            try connection.script(statement)
        }
    }

    @Test("an untouched history is sound, also against an older checkpoint")
    func sound() throws {
        let scratch = try Scratch()
        let (database, checkpoint) = try history(scratch)
        for published in [nil, checkpoint, try database.readBlocking { try $0.checkpoint(1) }] {
            let head = published.map(PublishedHead.init)
            let report = try database.readBlocking { try $0.verifyAudit(against: [head].compactMap { $0 }) }
            #expect(report.isSound, "\(report.findings)")
            #expect(report.facts == 201)
            #expect(report.streams == 40)
        }
    }

    @Test(
        "every column of every entry is covered",
        arguments: [
            "stream_kind = 'tickeu'", "stream_id = 900", "number = 900", "sequence = 900", "kind = 'notee'",
            "version = 2", "happened = happened + 1", "recorded = recorded + 1", "actor = 'agent 2'",
            "body = CAST('{\"words\":\"7.4\"}' AS BLOB)", "hash = zeroblob(32)", "body = 'text'",
        ])
    func flipped(change: String) throws {
        let scratch = try Scratch()
        let (database, _) = try history(scratch)
        try tamper(database, "UPDATE fact SET \(change) WHERE stream_id = 7 AND number = 3")
        let report = try database.readBlocking { try $0.verifyAudit() }
        #expect(!report.isSound)
    }

    @Test("every single byte of a body, flipped in turn, is found and its place named")
    func everyByte() throws {
        let scratch = try Scratch()
        let (database, _) = try history(scratch)
        let body = try database.readBlocking { try $0.facts(of: .ticket(7))[2].fact.body }
        func store(_ bytes: [UInt8]) throws {
            try tamper(
                database, "UPDATE fact SET body = x'\(hexadecimal(bytes))' WHERE stream_id = 7 AND number = 3"
            )
        }
        for index in body.indices {
            var changed = body
            changed[index] ^= 1 << UInt8(index % 8)
            try store(changed)
            let report = try database.readBlocking { try $0.verifyAudit() }
            #expect(report.findings == [AuditFinding(stream: .ticket(7), number: 3, what: .entryDiffers)])
        }
        try store(body)
        #expect(try database.readBlocking { try $0.verifyAudit().isSound })
    }

    @Test(
        "deleted, swapped, cut-off and added entries are found, heads adjusted or not",
        arguments: [
            "DELETE FROM fact WHERE stream_id = 7 AND number = 2",
            "DELETE FROM fact WHERE stream_id = 7 AND number >= 5",
            "DELETE FROM fact WHERE stream_id = 8 AND number = 5",
            "DELETE FROM fact WHERE stream_id = 8",
            "DELETE FROM fact WHERE stream_id = 8; DELETE FROM stream WHERE id = 8",
            """
            DELETE FROM fact WHERE stream_id = 8 AND number = 5;
            UPDATE stream SET number = 4, (recorded, hash) = (SELECT recorded, hash FROM fact
            WHERE stream_id = 8 AND number = 4) WHERE id = 8
            """,
            """
            UPDATE fact SET number = 99 WHERE stream_id = 7 AND number = 2;
            UPDATE fact SET number = 2 WHERE stream_id = 7 AND number = 3;
            UPDATE fact SET number = 3 WHERE stream_id = 7 AND number = 99
            """,
            """
            UPDATE fact SET stream_id = 99 WHERE stream_id = 7;
            UPDATE fact SET stream_id = 7 WHERE stream_id = 8;
            UPDATE fact SET stream_id = 8 WHERE stream_id = 99
            """,
            """
            INSERT INTO fact SELECT stream_kind, stream_id, 6, 999, kind, version, happened, recorded, actor,
            body,
            hash FROM fact WHERE stream_id = 8 AND number = 5
            """,
        ])
    func moved(statement: String) throws {
        let scratch = try Scratch()
        let (database, _) = try history(scratch)
        try tamper(database, statement)
        #expect(try database.readBlocking { !(try $0.verifyAudit().isSound) })
    }

    @Test("a stream written anew with a chain of its own is found by the checkpoint's root")
    func rewritten() throws {
        let scratch = try Scratch()
        let (database, _) = try history(scratch)
        let entries = try database.readBlocking { try $0.facts(of: .ticket(8)) }
        var hash = AuditChain.beginning
        for entry in entries {
            let forged = LoggedFact(
                stream: entry.stream, number: entry.number, sequence: entry.sequence,
                fact: fact("forged", at: entry.number), after: hash)
            hash = forged.hash
            try tamper(
                database,
                """
                UPDATE fact SET body = x'\(hexadecimal(forged.fact.body))', hash = x'\(hexadecimal(hash))'
                WHERE stream_id = 8 AND number = \(entry.number);
                UPDATE stream SET hash = x'\(hexadecimal(hash))' WHERE id = 8
                """)
        }
        let report = try database.readBlocking { try $0.verifyAudit() }
        #expect(report.findings == [AuditFinding(stream: nil, number: 2, what: .rootDiffers)])
    }

    @Test("checkpoints changed, deleted or replaced are found; the last against the published one")
    func checkpoints() throws {
        for statement in [
            "UPDATE checkpoint SET at = at + 1 WHERE number = 1", "DELETE FROM checkpoint WHERE number = 1",
            "DELETE FROM checkpoint WHERE number = 2",
            "UPDATE checkpoint SET root = zeroblob(32) WHERE number = 2",
        ] {
            let scratch = try Scratch()
            let (database, published) = try history(scratch)
            try tamper(database, statement)
            let head = PublishedHead(published)
            let report = try database.readBlocking { try $0.verifyAudit(against: [head].compactMap { $0 }) }
            #expect(!report.isSound, "\(statement)")
        }
    }

    @Test("a published line is held against history; another hash or number is found")
    func publishedLine() throws {
        let scratch = try Scratch()
        let (database, checkpoint) = try history(scratch)
        let line = checkpoint.line
        let flipped = String(line.dropLast()) + (line.hasSuffix("0") ? "1" : "0")
        // A line whose hash is right may still lie about what it covers.
        let lies = (1...4).map { place in
            var words = line.split(separator: " ").map(String.init)
            words[place] =
                place == 1 ? "2020-01-01T00:00:00Z" : place == 4 ? flipped.suffix(64).lowercased() : "1"
            return (words.joined(separator: " "), false)
        }
        let held = [(line, true), ("  \(line)\n", true), (flipped, false), ("9" + line, false)] + lies
        for (text, isSound) in held {
            let head = try #require(PublishedHead(line: text))
            let report = try database.readBlocking { try $0.verifyAudit(against: [head].compactMap { $0 }) }
            #expect(report.isSound == isSound, "\(text)")
        }
        for text in ["", "2", line.dropLast(1).description, "x \(line.suffix(64))", "3 \(line.suffix(64))"] {
            #expect(PublishedHead(line: text) == nil, "\(text)")
        }
    }

    @Test("the root is that of RFC 6962: an odd last leaf rises unchanged")
    func merkle() {
        var tree = MerkleTree()
        var leaves: [[UInt8]] = []
        for id in 1...3 {
            let hash = [UInt8](repeating: UInt8(id), count: 32)
            tree.add(stream: .ticket(Int64(id)), number: 1, hash: hash)
            leaves.append(sha256([0] + Array("6:ticket,1:\(id),1:1,".utf8) + hash))
        }
        #expect(tree.root == sha256([1] + sha256([1] + leaves[0] + leaves[1]) + leaves[2]))
    }
}
