import Agreements
import Desk
import Storage

// Groups of agents. An agreement names the group of each tier; a ticket of a group that the desk does not
// have is every agent's.
extension Office {
    /// Characters of a group's name.
    public static let groupNameMax = 80

    /// Makes a group. Tickets that named it all along are its own from now on.
    public func addGroup(_ name: String, by asker: Access.Asker) async throws {
        try Access.require(.groups, by: asker)
        let plain = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isLine = plain.unicodeScalars.allSatisfy {
            !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 32
        }
        guard isLine, !plain.isEmpty, plain.count <= Self.groupNameMax else {
            throw Refusal(
                "bad-name", clause: .escalation, field: "name",
                "A group's name is one line of 1 to \(Self.groupNameMax) characters.",
                remedy: "Name it as the agreements do, for example \"Second Line\".")
        }
        try await database.write { writer in
            guard try writer.groups().allSatisfy({ $0.name.lowercased() != plain.lowercased() }) else {
                throw Refusal(
                    "name-taken", clause: .escalation, field: "name", "There is a group \(plain) already.",
                    remedy: "Choose another name, or change who is in it.")
            }
            let id = try writer.addGroup(named: plain)
            try self.note(.made(name: plain), ofGroup: id, by: asker.actor, writer)
        }
        try await reindexTicketsOfUnknownGroups()
    }

    /// Removes a group that has no tickets, and with it who is in it.
    public func removeGroup(_ name: String, by asker: Access.Asker) async throws {
        try Access.require(.groups, by: asker)
        try await database.write { writer in
            let group = try Self.group(name, writer)
            guard try !writer.hasTickets(group: group) else {
                throw Refusal(
                    "group-has-tickets", clause: .escalation, field: "group",
                    "\(name) has tickets, or has seen some.",
                    remedy: "Keep it without members; its tickets stay with the other groups and managers.")
            }
            try writer.removeGroup(group)
            try self.note(.removed, ofGroup: group, by: asker.actor, writer)
        }
    }

    /// Puts the people of a group in place of those there were. Who leaves no longer sees its tickets.
    public func setMembers(_ people: Set<Int64>, of name: String, by asker: Access.Asker) async throws {
        try Access.require(.groups, by: asker)
        try await database.write { writer in
            let group = try Self.group(name, writer)
            let agents = Set(try writer.agents().map(\.id))
            if let stranger = people.first(where: { !agents.contains($0) }) {
                throw Refusal.noAgent("\(stranger)")
            }
            let before = Set(try writer.members(of: group))
            for person in people.symmetricDifference(before).sorted() {
                try self.place(person, in: group, isMember: people.contains(person), asker, writer)
            }
        }
    }

    /// One person in or out of a group.
    public func set(
        _ address: String, in name: String, isMember: Bool, by asker: Access.Asker
    ) async throws {
        try Access.require(.groups, by: asker)
        try await database.write { writer in
            let group = try Self.group(name, writer)
            guard let person = try writer.person(address: address), person.kind == .agent else {
                throw Refusal.noAgent(address)
            }
            guard try writer.members(of: group).contains(person.id) != isMember else { return }
            try self.place(person.id, in: group, isMember: isMember, asker, writer)
        }
    }

    private func place(
        _ person: Int64, in group: Int64, isMember: Bool, _ asker: Access.Asker, _ writer: Writer
    ) throws {
        let id = Person.ID(person)
        if isMember {
            try writer.add(person: person, to: group)
        } else {
            try writer.remove(person: person, from: group)
        }
        try note(isMember ? .joined(id) : .left(id), ofGroup: group, by: asker.actor, writer)
    }

    static func group(_ name: String, _ reader: Reader) throws -> Int64 {
        if let group = try reader.group(named: name) { return group }
        throw Refusal(
            "group-unknown", clause: .escalation, field: "group",
            "The desk has no group \"\(name.prefix(64))\".",
            remedy: "Choose one of: \(try reader.groups().map(\.name).joined(separator: ", ")).")
    }
}

extension Refusal {
    static func noAgent(_ who: String) -> Refusal {
        Refusal(
            "person-unknown", clause: .escalation, field: "person",
            "Nobody at the desk is \(who.prefix(254)).", remedy: "Choose somebody who works at the desk.")
    }
}
