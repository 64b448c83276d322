import BusinessTime
import DulyTesting
import Testing

@testable import Storage

@Suite("Packed figures")
struct FigureBlockTests {
    /// Of three blocks, the first and the last tickets of a block among them.
    private static let tickets = Array(1...90) + Array(4080...4110) + Array(8190...8260).map { Int64($0) }

    /// Wall seconds between instants, so that many lie just on the bounds of spans, of days and of now.
    private static let step: Int64 = 21_600

    private static func some(_ steps: ClosedRange<Int64>, _ random: inout SplitMix64) -> Int64 {
        .random(in: steps, using: &random) * step
    }

    private static func figures(of ticket: Int64, _ random: inout SplitMix64) -> StoredFigures {
        var one = StoredFigures(ticket: ticket, received: at(some(0...180, &random)))
        one.organisation = .random(in: 0...3, using: &random)
        one.agreement = ["acme", "beta", ""].randomElement(using: &random)!
        one.severity = .random(in: 0...3, using: &random)
        one.tier = .random(in: 1...3, using: &random)
        one.agent = .random(in: 0...2, using: &random)
        one.category = ["", "Störung", "Sto\u{308}rung", "how to", "無"].randomElement(using: &random)!
        one.channel = ["email", "phone"].randomElement(using: &random)!
        one.counting = ["promised", "promised", "no-promise"].randomElement(using: &random)!
        one.acknowledgment = promise(after: one.received, &random)
        one.resolution = promise(after: one.received, &random)
        one.settled = Bool.random(using: &random) ? one.received.advanced(by: some(0...20, &random)) : nil
        one.waited = Bool.random(using: &random) ? .random(in: 1...9000, using: &random) : 0
        one.excluded = .random(in: 0...1, using: &random) * 600
        one.escalations = .random(in: 0...2, using: &random)
        one.rating = Bool.random(using: &random) ? .random(in: 1...5, using: &random) : nil
        return one
    }

    private static func promise(after received: Instant, _ random: inout SplitMix64) -> StoredFigures.Promise
    {
        var one = StoredFigures.Promise()
        guard Int.random(in: 0...9, using: &random) > 0 else { return one }
        one.due = received.advanced(by: some(0...20, &random))
        one.state = ["kept", "broken", "undecided", "ended", "automatic", "answered-call"]
            .randomElement(using: &random)!
        if one.state == "kept" || one.state == "broken" {
            one.done = received.advanced(by: some(0...25, &random))
            one.took = .random(in: 0...90_000, using: &random)
        }
        if one.state == "broken" || one.state == "undecided" {
            one.cause = ["", "late", "waiting"].randomElement(using: &random)!
        }
        return one
    }

    private static let measures: [FigureQuestion.Measure] = [
        .acknowledgments, .resolutions, .acknowledgmentCauses, .resolutionCauses, .acknowledgmentMinutes,
        .resolutionMinutes, .received, .tiers, .open, .uncounted, .ratings,
    ]

    private static let spans = [(0, 230), (46, 56), (179, 180), (-9, -1)].map { ($0 * step, $1 * step) }

    /// By their bytes: an accent can be written in two ways.
    private static func lines(_ cells: [FigureCell]) -> [[UInt8]] {
        cells.map { Array("\($0.split)|\($0.key)|\($0.amount)".utf8) }
            .sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Every question, by blocks and marked rows, gives what going through all rows gives.
    private static func expectEqual(_ database: Database) throws {
        try database.readBlocking { reader in
            try #require(try reader.figureMarks() != nil, "nothing is packed: this compares nothing")
            let splits = [nil] + FigureQuestion.Split.allCases.map { Optional($0) }
            for measure in measures {
                for split in splits {
                    for (from, until) in spans {
                        for only in [[:], [.organisation: "2"], [.category: "Störung", .tier: "2"]]
                            as [[FigureQuestion.Split: String]]
                        {
                            let question = FigureQuestion(
                                measure, from: at(from), until: at(until), split: split,
                                only: only, now: at(92 * step))
                            let slow = try reader.counted(question, over: "figures WHERE ")
                            #expect(lines(try reader.figures(question)) == lines(slow), "\(question)")
                        }
                    }
                }
            }
        }
    }

    /// A desk with figures of all tickets, none of them packed.
    private static func filled(_ scratch: Scratch, seed: UInt64) throws -> (
        database: Database, rows: [StoredFigures]
    ) {
        var random = SplitMix64(seed: seed)
        let rows = tickets.map { figures(of: $0, &random) }
        let database = try scratch.open()
        try database.writeBlocking { writer in for row in rows { try writer.put(row) } }
        return (database, rows)
    }

    private static func pack(_ block: Int64, of database: Database) throws {
        let read = try database.readBlocking { try $0.figureBlock(block) }
        try database.writeBlocking { try $0.put(read) }
    }

    @Test(
        "they count what the rows count, whatever is written, removed and packed in between", arguments: 1...4
    )
    func law(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let scratch = try Scratch()
        let database = try scratch.open()
        for round in 0..<4 {
            let changed =
                round == 0
                ? Self.tickets : Self.tickets.filter { _ in Int.random(in: 0...5, using: &random) == 0 }
            let rows = changed.map { Self.figures(of: $0, &random) }
            let gone =
                Int.random(in: 0...2, using: &random) == 0 ? Self.tickets.randomElement(using: &random) : nil
            try database.writeBlocking { writer in
                for row in rows { try writer.put(row) }
                if let gone { try writer.removeFigures(ofTicket: gone) }
            }
            for block in Int64(0)...2 where round == 0 ? block < 2 : Bool.random(using: &random) {
                try Self.pack(block, of: database)
                #expect(try database.readBlocking { try $0.isSound(figureBlock: block) })
            }
            try Self.expectEqual(database)
        }
    }

    @Test("a ticket that is written while its block is packed is still counted by its row")
    func race() throws {
        var random = SplitMix64(seed: 17)
        let scratch = try Scratch()
        let (database, rows) = try Self.filled(scratch, seed: 7)
        let early = try database.readBlocking { try $0.figureBlock(0) }
        let new = Self.figures(of: 91, &random)
        try database.writeBlocking { writer in
            var later = rows[3]
            later.tier = 4
            try writer.put(later)
            try writer.put(new)
            try writer.removeFigures(ofTicket: 9)
            try writer.put(early)
        }
        try Self.expectEqual(database)
        #expect(try database.readBlocking { try $0.figureMarks()?.tickets[0] } == [4, 9, 91])
        try Self.pack(0, of: database)
        #expect(try database.readBlocking { try $0.figureMarks()?.tickets[0] } == nil)
        try Self.expectEqual(database)
    }

    private static func set(_ column: String, to bytes: [UInt8], _ writer: Writer) throws {
        try writer.run(
            "UPDATE figures_column SET packed = $1 WHERE name = $2 AND block = 0", bytes, column)
    }

    /// What can be wrong with the first block; whether reports see by themselves that it can't be read.
    private static let plants:
        [(name: String, isUnreadable: Bool, plant: @Sendable (Writer) throws -> Void)] = [
            ("no column at all", true, { try set("tier", to: [UInt8](repeating: 9, count: 40), $0) }),
            ("bytes behind it", true, { try set("tier", to: PackedColumn([.integer(1)]).packed + [0], $0) }),
            ("another number of rows", true, { try set("tier", to: PackedColumn([.integer(1)]).packed, $0) }),
            (
                "numbers for words", true,
                { try set("category", to: PackedColumn([.integer(7), .integer(9)]).packed, $0) }
            ),
            ("words for numbers", true, { try set("tier", to: PackedColumn([.text("a")]).packed, $0) }),
            (
                "a lost column", true,
                { try $0.run("DELETE FROM figures_column WHERE name = 'tier' AND block = 0") }
            ),
            (
                "a lost column of tickets", false,
                { try $0.run("DELETE FROM figures_column WHERE name = 'ticket' AND block = 0") }
            ),
            ("another row", false, { try $0.run("UPDATE figures SET tier = tier + 1 WHERE ticket = 5") }),
            ("a lost row", false, { try $0.run("DELETE FROM figures WHERE ticket = 6") }),
            (
                "other bounds", false,
                { try $0.run("UPDATE figures_column SET high = low WHERE name = 'received' AND block = 0") }
            ),
        ]

    @Test(
        "a damaged block ends no report; one that says other than its rows is found, and let go",
        arguments: plants.indices)
    func planted(index: Int) throws {
        let scratch = try Scratch()
        let database = try Self.filled(scratch, seed: 8).database
        let planted = Self.plants[index]
        for block in Int64(0)...2 { try Self.pack(block, of: database) }
        try database.writeBlocking { try planted.plant($0) }
        if planted.isUnreadable { try Self.expectEqual(database) }
        #expect(try database.readBlocking { try $0.isSound(figureBlock: 0) } == false, "\(planted.name)")
        #expect(try database.readBlocking { try $0.isSound(figureBlock: 1) })
        #expect(try database.readBlocking { try $0.figureBlocks() } == [0, 1, 2])
        try database.writeBlocking { try $0.remove(figureBlock: 0) }
        try Self.expectEqual(database)
    }

    @Test("tickets of a block that is gone without a mark are marked, and counted again")
    func unpacked() throws {
        let scratch = try Scratch()
        let database = try Self.filled(scratch, seed: 10).database
        for block in Int64(0)...2 { try Self.pack(block, of: database) }
        #expect(try database.writeBlocking { try $0.markUnpackedFigures() } == false)
        try database.writeBlocking { try $0.run("DELETE FROM figures_column WHERE block = 1") }
        #expect(try database.writeBlocking { try $0.markUnpackedFigures() })
        try Self.expectEqual(database)
    }

    @Test("blocks with the most marks are packed first, until half as many are left")
    func order() throws {
        let scratch = try Scratch()
        let (database, rows) = try Self.filled(scratch, seed: 9)
        let blocks = { try database.readBlocking { try $0.figureBlocksToPack(over: rows.count - 1) } }
        #expect(try blocks() == [0])
        #expect(try database.readBlocking { try $0.figureBlocksToPack(over: rows.count) } == [])
        #expect(try database.readBlocking { try $0.figureBlocksToPack(over: 0) } == [0, 2, 1])
        try Self.pack(0, of: database)
        #expect(try blocks() == [])
    }

    @Test("a column is unpacked as it was packed; bytes that are none are refused")
    func columns() throws {
        var random = SplitMix64(seed: 3)
        let columns: [[SQLValue]] = [
            [], [.null], [.null, .null], [.integer(.max)], [.integer(.max), .integer(5)],
            [.integer(-3), .null],
            [.integer(.min + 1), .integer(.max - 1), .integer(0)], [.text("")],
            [.text("a"), .null, .text("ä")],
            (0..<4096).map { _ in .integer(.random(in: 0...1, using: &random)) },
            (0..<4096).map { _ in .integer(.random(in: -40_000...40_000, using: &random)) },
            (0..<4096).map { _ in .integer(.random(in: 1_700_000_000...1_800_000_000, using: &random)) },
            (0..<4096).map { .text("word \($0)") },
        ]
        for column in columns {
            let packed = PackedColumn(column).packed
            let back = try PackedColumn(packed: packed)
            #expect(back.numbers.indices.map { back.value(at: $0) } == column)
            for count in [0, 1, packed.count / 2, packed.count - 1] {
                #expect(throws: StoreProblem.self) { try PackedColumn(packed: Array(packed.prefix(count))) }
            }
        }
    }
}
