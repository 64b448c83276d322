import BusinessTime
import Testing

@testable import Storage

@Suite("The queue and what is due")
struct TicketQueueTests {
    private func ticket(_ id: Int64, due: Int64?, group: Int64? = nil, open: Bool = true) -> TicketRow {
        var row = TicketRow(id: id, received: at(0))
        row.nextDue = due.map(at)
        row.group = group
        row.isOpen = open
        row.organisation = id % 2
        row.requester = id
        return row
    }

    private func desk(_ scratch: Scratch) throws -> Database {
        let database = try scratch.open()
        try database.writeBlocking { writer in
            for id in Int64(1)...60 {
                let group: Int64? = id % 4 == 0 ? nil : id % 4
                try writer.put(
                    ticket(id, due: id % 10 == 9 ? nil : (id * 7) % 23, group: group, open: id % 5 != 0))
            }
            for group in ["First Line", "Second Line", "Third Line"] { _ = try writer.addGroup(named: group) }
            // The first tier keeps its view of what the second has now, and of one that the third has.
            for id in Int64(1)...60 where id % 4 == 2 || id == 3 {
                guard let row = try writer.ticketRow(id) else { continue }
                try writer.put(keptViews: id == 6 ? [1, 3] : [1], of: row)
            }
        }
        return database
    }

    @Test(
        "pages joined are the whole list, ordered by what breaks next, without doubles",
        arguments: [1, 7, 50])
    func pages(limit: Int) throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let every: [Visibility] = [
            .all, .none, .groups([1, 3]), .groups([1]), .groups([2]), .groups([]),
            .contact(7, organisation: 1, seesAll: true), .contact(7, organisation: 1, seesAll: false),
            .contact(7, organisation: 0, seesAll: false), .contact(7, organisation: nil, seesAll: true),
        ]
        for visibility in every {
            let filter = QueueFilter(visibility)
            let whole = try database.readBlocking { try $0.queue(filter, limit: 1000) }
            var joined: [TicketRow] = []
            while true {
                let place = joined.last?.place ?? .beginning
                let page = try database.readBlocking { try $0.queue(filter, after: place, limit: limit) }
                if page.isEmpty { break }
                joined += page
            }
            #expect(joined == whole)
            #expect(whole.map(\.place) == whole.map(\.place).sorted())
            let all = try database.readBlocking { try $0.queue(QueueFilter(.all), limit: 1000) }
            let kept = try database.readBlocking { reader in
                Dictionary(
                    uniqueKeysWithValues: try all.map { ($0.id, try reader.keptViews(ofTicket: $0.id)) })
            }
            #expect(whole == all.filter { Self.sees(visibility, $0, kept[$0.id] ?? []) }, "\(visibility)")
            for row in all {
                let single = try database.readBlocking { try $0.ticketRow(row.id, for: visibility) }
                #expect(single == (whole.contains(row) ? row : nil))
            }
            let known = try database.readBlocking { try $0.tickets(visibility, limit: 1000) }
            #expect(known.filter(\.isOpen).map(\.id).sorted() == whole.map(\.id).sorted())
            if case .contact = visibility {
                let filter = ContactFilter(visibility)
                let known = try database.readBlocking { try $0.tickets(filter, limit: 1000) }
                #expect(known.filter(\.isOpen).map(\.id).sorted() == whole.map(\.id).sorted())
            }
            #expect(try database.readBlocking { try $0.openTicketCount(visibility) } == whole.count)
            for hour in [Int64(2), 10, 30] {
                let instant = at(hour)
                let due = whole.count { $0.nextDue.map { $0 < instant } ?? false }
                for max in [1, 3, 1000] {
                    let counted = try database.readBlocking {
                        try $0.openTicketCount(visibility, dueBefore: instant.seconds, atMost: max)
                    }
                    #expect(counted == min(due, max), "\(visibility) before \(hour), at most \(max)")
                }
            }
        }
    }

    /// The rule as one would say it, ticket by ticket.
    private static func sees(_ visibility: Visibility, _ row: TicketRow, _ kept: [Int64]) -> Bool {
        switch visibility {
        case .all: true
        case .none: false
        case .groups(let groups):
            row.group.map { groups.contains($0) } ?? true || kept.contains { groups.contains($0) }
        case .contact(let person, let organisation, let seesAll):
            row.organisation == nil
                ? row.requester == person
                : row.organisation == organisation && (seesAll || row.requester == person)
        }
    }

    @Test("filters narrow together")
    func filters() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        var filter = QueueFilter(.groups([1]))
        filter.organisation = 1
        filter.dueBefore = at(10).seconds
        let found = try database.readBlocking { try $0.queue(filter) }
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.organisation == 1 && $0.nextDue.map { $0 < at(10) } ?? false })
    }

    @Test("a page of the queue is a walk on an index, without sorting")
    func plan() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let plan = try database.readBlocking { reader in
            try reader.rows(
                """
                EXPLAIN QUERY PLAN SELECT id FROM ticket
                WHERE is_open = 1 AND (next_due, id) > ($1, $2) ORDER BY next_due, id LIMIT $3
                """, 0, 0, 50
            ) { $0.values.last }
        }
        #expect(plan.count == 1)
        #expect("\(plan)".contains("ticket_queue"))
    }

    @Test("how much somebody has is counted in their own range of an index")
    func load() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let plan = try database.readBlocking { reader in
            try reader.rows("EXPLAIN QUERY PLAN " + Reader.assignedCount, 1) { $0.values.last }
        }
        #expect(plan.count == 1)
        #expect("\(plan)".contains("USING INDEX ticket_assignee (assignee=?)"))
        let customer = try database.readBlocking { reader in
            try reader.rows("EXPLAIN QUERY PLAN " + Reader.organisationCount, 1) { $0.values.last }
        }
        #expect("\(customer)".contains("ticket_beside (organisation=? AND next_due>?)"))
        let open = try database.readBlocking { try $0.queue(QueueFilter(.all)) }
        let count = try database.readBlocking { try $0.openTicketCount(of: 1) }
        #expect(count == open.count { $0.organisation == 1 } && count > 0)
    }

    @Test("what a queue is narrowed to is one range of an index, without sorting, whoever asks")
    func narrowedPlan() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let narrowed: [(String, (inout QueueFilter) -> Void)] = [
            ("ticket_tier (tier=?", { $0.tier = 2 }), ("ticket_state (state=?", { $0.state = "waiting" }),
            ("ticket_beside (organisation=?", { $0.organisation = 1 }),
            ("ticket_assignee (assignee=?", { $0.assignee = 1 }),
            ("ticket_unanswered ((next_due,id)>(?,?)", { $0.isUnanswered = true }),
        ]
        for visibility in [Visibility.all, .groups([1, 2])] {
            for (index, narrow) in narrowed {
                var filter = QueueFilter(visibility)
                narrow(&filter)
                let (sql, values) = Reader.page(filter)
                let plan = try database.readBlocking { reader in
                    try reader.connection.rows("EXPLAIN QUERY PLAN " + sql, [0, 0, 50] + values)
                        .map { "\($0.values.last ?? .null)" }
                }
                #expect(plan.first?.contains(index) == true)
                #expect(!plan.contains { $0.contains("TEMP B-TREE") })
            }
        }
    }

    @Test("what else of a customer is open is a walk on an index, without sorting, whoever asks")
    func besidePlan() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        for visibility in [Visibility.all, .groups([1, 2])] {
            let visible = visibility.condition(from: 4)
            let plan = try database.readBlocking { reader in
                try reader.connection.rows(
                    "EXPLAIN QUERY PLAN " + Reader.beside("organisation", visible.sql),
                    [1, 2, 5] + visible.values
                ).map { "\($0.values.last ?? .null)" }
            }
            #expect(plan.first?.contains("USING INDEX ticket_beside (organisation=?)") == true)
            #expect(!plan.contains { $0.contains("TEMP B-TREE") })
        }
    }

    @Test("what is due up to and at an instant is found, the earliest first, until it is due at another time")
    func due() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        try database.writeBlocking { writer in
            for id in Int64(1)...3 { try writer.append([fact("a")], to: .ticket(id), following: 0) }
            try writer.setDue(of: .ticket(1), at: at(20))
            try writer.setDue(of: .ticket(2), at: at(5))
            try writer.setDue(of: .ticket(2), at: at(10))
        }
        func due(upTo seconds: Int64) throws -> [Int64] {
            try database.readBlocking { try $0.due(upTo: at(seconds)).map(\.stream.id) }
        }
        #expect(try database.readBlocking { try $0.earliestDue() } == at(10))
        #expect(try due(upTo: 9).isEmpty)
        #expect(try due(upTo: 19) == [2])
        #expect(try due(upTo: 20) == [2, 1])
        try database.writeBlocking { try $0.setDue(of: .ticket(2), at: nil) }
        #expect(try due(upTo: 20) == [1])
        #expect(try database.readBlocking { try $0.due(of: .ticket(1)) } == at(20))
        try database.writeBlocking { writer in
            try writer.append([fact("b", at: 1)], to: .ticket(1), following: 1)
        }
        #expect(try due(upTo: 20) == [1], "an append alone leaves it")
        try database.writeBlocking { try $0.setDue(of: .ticket(1), at: nil) }
        #expect(try database.readBlocking { try $0.earliestDue() } == nil)
    }

    @Test("the alarm and what is due are found by an index, whatever number of streams there is")
    func duePlan() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        let plans = try database.readBlocking { reader in
            try [
                "SELECT min(due) FROM stream WHERE due IS NOT NULL",
                "SELECT kind, id, due FROM stream WHERE due <= 7 ORDER BY due, kind, id LIMIT 5",
            ].map { sql in
                try reader.rows("EXPLAIN QUERY PLAN \(sql)") { "\($0.values.last ?? .null)" }
            }
        }
        for plan in plans {
            #expect(plan.count == 1)
            #expect("\(plan)".contains("COVERING INDEX stream_due"))
        }
    }

    @Test("derived tables have equal digests when rebuilt alike, and others when a row differs")
    func derived() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let before = try database.readBlocking { try $0.digest(of: .ticket) }
        try database.writeBlocking { writer in
            let rows = try writer.queue(QueueFilter(.all), limit: 1000).reversed()
            for row in rows { try writer.put(row) }
        }
        #expect(try database.readBlocking { try $0.digest(of: .ticket) } == before)
        try database.writeBlocking { try $0.put(ticket(3, due: 1)) }
        #expect(try database.readBlocking { try $0.digest(of: .ticket) } != before)
    }
}
