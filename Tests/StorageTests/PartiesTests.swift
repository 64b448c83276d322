import BusinessTime
import Testing

@testable import Storage

@Suite("Tickets by who asked")
struct PartiesTests {
    /// Acme's Carla and Dora asked for every third ticket of 60; the rest is Beta's or nobody's.
    private func desk(_ scratch: Scratch) throws -> Database {
        let database = try scratch.open()
        try database.writeBlocking { writer in
            let acme = try writer.add(StoredOrganisation(name: "Acme Works GmbH", domains: ["acme.example"]))
            let beta = try writer.add(StoredOrganisation(name: "Beta", domains: ["beta.example"]))
            let people = [
                ("Carla Reyes", "carla@acme.example", acme.id), ("Dóra Kiss", "dora@acme.example", acme.id),
                ("Boris Carlsen", "boris@beta.example", beta.id),
            ]
            let added = try people.map { name, address, organisation in
                try writer.add(
                    StoredPerson(
                        name: name, address: address, kind: .contact, organisation: organisation,
                        role: "contact"))
            }
            for id in Int64(1)...60 {
                var row = TicketRow(id: id, received: at(id))
                let person = added[Int(id) % 3]
                (row.requester, row.organisation) = (person.id, person.organisation)
                (row.group, row.isOpen) = (id % 2 + 1, id % 5 != 0)
                try writer.put(row)
            }
        }
        return database
    }

    private func parties(_ words: String, _ database: Database) throws -> [Int] {
        let found = try database.readBlocking { try $0.parties(named: words) }
        return [found.people.count, found.organisations.count]
    }

    @Test("words of a name, the last unfinished; an address or its beginning; a domain")
    func named() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let asked: [(String, [Int])] = [
            ("carla", [1, 0]), ("REYES", [1, 0]), ("carl", [2, 0]), ("carla carlsen", [0, 0]),
            ("dora", [1, 0]), ("Dóra K", [1, 0]), ("carla@acme.example", [1, 0]), ("Carla@", [1, 0]),
            ("@acme.example", [0, 1]), ("acme.example", [0, 1]), ("acme", [0, 1]), ("works acm", [0, 1]),
            ("works gm", [0, 1]), ("work acme", [0, 0]), ("9", [0, 0]), ("a", [0, 0]), ("\"carla", [1, 0]),
            ("example", [0, 0]), ("%", [0, 0]), ("", [0, 0]),
        ]
        for (words, counts) in asked { #expect(try parties(words, database) == counts, "\(words)") }
    }

    @Test("a new name is found and the old one is not; of more than 40 of a name nobody is meant")
    func renamed() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        try database.writeBlocking { writer in
            guard var carla = try writer.person(address: "carla@acme.example") else { return }
            carla.name = "Carla Ortega"
            try writer.update(carla)
            carla.language = "de"
            try writer.update(carla)
        }
        #expect(try parties("reyes", database) == [0, 0])
        #expect(try parties("ortega", database) == [1, 0])
        try database.writeBlocking { writer in
            for number in 1...39 {
                _ = try writer.add(
                    StoredPerson(
                        name: "Ortega \(number)", address: "o\(number)@beta.example", kind: .contact,
                        role: "contact"))
            }
        }
        #expect(try parties("ortega", database) == [40, 0])
        try database.writeBlocking { writer in
            _ = try writer.add(
                StoredPerson(name: "Ortega", address: "o@beta.example", kind: .contact, role: "contact"))
        }
        #expect(try parties("ortega", database) == [0, 0])
    }

    @Test("pages joined are all of theirs, open and closed, each once, as far as the filter shows them")
    func pages() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        func all(
            _ words: String, limit: Int, lookingAt most: Int = 500,
            _ narrow: (inout QueueFilter) -> Void = { _ in }
        ) throws -> [Int64] {
            var filter = QueueFilter(.all)
            narrow(&filter)
            var (found, place): ([Int64], Int64?) = ([], .max)
            while let before = place {
                let page = try database.readBlocking { reader in
                    try reader.tickets(
                        of: reader.parties(named: words), filter, before: before, limit: limit,
                        lookingAt: most)
                }
                found += page.rows.map(\.id)
                place = page.rows.count == limit ? found.last : page.next
            }
            return found
        }
        let carla = (Int64(1)...60).reversed().filter { $0 % 3 == 0 }
        for limit in [1, 7, 100] {
            #expect(try all("carla", limit: limit) == carla)
            #expect(try all("acme", limit: limit) == (Int64(1)...60).reversed().filter { $0 % 3 != 2 })
            #expect(try all("carl", limit: limit) == (Int64(1)...60).reversed().filter { $0 % 3 != 1 })
        }
        #expect(try all("carla", limit: 7) { $0.visibility = .groups([1]) } == carla.filter { $0 % 2 == 0 })
        for most in [1, 2, 7] {
            #expect(try all("carla", limit: 7, lookingAt: most) { $0.visibility = .groups([1]) }.count == 10)
            #expect(try all("carl", limit: 100, lookingAt: most).count == 40, "in pages that are cut")
        }
        #expect(try all("carla", limit: 7) { $0.visibility = .none }.isEmpty)
        #expect(try all("carla", limit: 7) { $0.organisation = 2 }.isEmpty)
    }

    @Test("an index that lacks a name is found out, and made anew from the people")
    func rebuilt() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        try database.writeBlocking { writer in
            let carla = try writer.person(address: "carla@acme.example")?.id ?? 0
            try writer.run(
                "INSERT INTO search_person (search_person, rowid, name) VALUES ('delete', $1, $2)", carla,
                "Carla Reyes")
        }
        #expect(try parties("reyes", database) == [0, 0])
        #expect(try !database.writeBlocking { try $0.isSearchSound() })
        try database.writeBlocking { try $0.rebuildSearch() }
        #expect(try database.writeBlocking { try $0.isSearchSound() })
        #expect(try parties("reyes", database) == [1, 0])
    }

    @Test("an erasing while the hourly job is at an earlier one leaves a mark of its own")
    func marks() throws {
        let scratch = try Scratch()
        let database = try scratch.open()
        func mark() throws -> String? {
            try database.writeBlocking { writer in
                try writer.taintSearch()
                return try writer.setting(Database.searchTaint)
            }
        }
        #expect(try mark() != mark())
    }

    @Test("a page is the end of a range of an index for each of them, and no scan")
    func plan() throws {
        let scratch = try Scratch()
        let database = try desk(scratch)
        let plan = try database.readBlocking { reader in
            var parties = try reader.parties(named: "carl")
            parties.organisations = [1]
            let (sql, values) = Reader.page(of: parties, QueueFilter(.groups([1, 2])))
            return try reader.connection.rows("EXPLAIN QUERY PLAN " + sql, [Int64.max, 50, 0] + values).map {
                row in
                "\(row.values.last ?? .null)"
            }
        }
        let ranges = plan.filter {
            $0.contains("(requester=? AND id>? AND id<?)")
                || $0.contains("(organisation=? AND id>? AND id<?)")
        }
        #expect(ranges.count == 3, "\(plan)")
        #expect(!plan.contains { $0.contains("SCAN ticket") }, "\(plan)")
    }
}

@Suite("A folder without a desk")
struct MissingDeskTests {
    @Test("to be read only, it is told apart from one without the rights, with the words that make a desk")
    func missing() throws {
        let scratch = try Scratch()
        var options = Database.Options()
        options.isReadOnly = true
        let missing = #expect(throws: StoreProblem.self) {
            try Database(folder: scratch.path("it's none"), options: options)
        }
        #expect("\(try #require(missing))" == "There is no folder \(scratch.path("it's none")).")
        #expect(missing?.remedy.contains("--data '\(scratch.folder)/it'\\''s none' --name") == true)
        let empty = #expect(throws: StoreProblem.self) {
            try Database(folder: scratch.folder, options: options)
        }
        #expect("\(try #require(empty))" == "The folder \(scratch.folder) holds no desk.")
        #expect(empty?.remedy.contains("--data \(scratch.folder) --name") == true)
    }
}
