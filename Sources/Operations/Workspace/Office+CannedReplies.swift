import Desk
public import Storage

// Texts that agents begin an answer with. They are the desk's own records, and no facts.
extension Office {
    /// Of one person, and of all that is shared.
    public static let cannedReplyCountMax = 200

    /// What an agent can choose from, by name.
    ///
    /// - Parameter isBrief: leaves their words out.
    public func cannedReplies(
        for asker: Access.Asker, isBrief: Bool = false, in reader: Reader
    ) throws -> [StoredCannedReply] {
        guard Access.allows(.cannedReplies, by: asker) else { return [] }
        let groups = try reader.groups()
        return try reader.cannedReplies(of: asker.person.rawValue, isBrief: isBrief).filter {
            $0.sharing.isOpen(to: asker, owner: $0.owner, groups)
        }
    }

    /// nil where there is none, or none for this agent.
    public func cannedReply(
        _ id: Int64, for asker: Access.Asker, in reader: Reader
    ) throws -> StoredCannedReply? {
        try reader.cannedReply(id).flatMap {
            $0.sharing.isOpen(to: asker, owner: $0.owner, try reader.groups()) ? $0 : nil
        }
    }

    /// Whether this agent may change it.
    public static func mayChange(_ reply: StoredCannedReply, _ asker: Access.Asker) -> Bool {
        reply.sharing.isChangeable(by: asker, owner: reply.owner)
    }

    /// The words as they stand on a ticket: names, numbers and both deadlines filled in, in the customer's
    /// language and zone.
    public func filled(
        _ words: String, on desk: Dossier, by asker: Access.Asker, _ reader: Reader
    ) throws -> String {
        guard let person = try reader.person(desk.ticket.requester.rawValue) else { throw Refusal.noTicket }
        var facts = try facts(for: person, on: desk, reader)
        facts.set(.agent, try reader.person(asker.person.rawValue)?.name)
        return CannedWords.filled(words, facts)
    }

    public func addCannedReply(
        _ name: String, words: String, sharing: String, by asker: Access.Asker
    ) async throws -> Int64 {
        let now = clock()
        return try await database.write { writer in
            try Access.require(.cannedReplies, by: asker)
            let reply = StoredCannedReply(
                owner: asker.person.rawValue, sharing: try Sharing.checked(sharing, by: asker, writer),
                name: try KeptName.checked(name), words: try Self.checked(words), changedAt: now)
            let known = try writer.cannedReplies(of: reply.owner)
            try Self.check(reply, against: known)
            let isSameHeap = { (other: StoredCannedReply) in
                (other.sharing == .own) == (reply.sharing == .own)
            }
            guard known.count(where: isSameHeap) < Self.cannedReplyCountMax else {
                throw Refusal.tooManyKept("canned replies", Self.cannedReplyCountMax)
            }
            return try writer.add(reply)
        }
    }

    /// - Parameter version: as it was read; a change of somebody else in between is not covered.
    public func changeCannedReply(
        _ id: Int64, version: Int64, to new: (name: String, words: String, sharing: String),
        by asker: Access.Asker
    ) async throws {
        let now = clock()
        try await database.write { writer in
            var reply = try self.changeable(id, asker, writer)
            guard reply.version == version else {
                throw Refusal.changedMeanwhile(try writer.person(reply.changedBy)?.name ?? "Somebody")
            }
            let sharing = try Sharing.checked(new.sharing, by: asker, writer)
            (reply.sharing, reply.name) = (sharing, try KeptName.checked(new.name))
            reply.words = try Self.checked(new.words)
            (reply.changedBy, reply.changedAt) = (asker.person.rawValue, now)
            try Self.check(reply, against: try writer.cannedReplies(of: reply.owner))
            _ = try writer.change(reply)
        }
    }

    public func removeCannedReply(_ id: Int64, by asker: Access.Asker) async throws {
        try await database.write { writer in
            _ = try self.changeable(id, asker, writer)
            try writer.removeCannedReply(id)
        }
    }

    private func changeable(
        _ id: Int64, _ asker: Access.Asker, _ writer: Writer
    ) throws -> StoredCannedReply {
        try Access.require(.cannedReplies, by: asker)
        guard let reply = try cannedReply(id, for: asker, in: writer) else { throw Access.Denial.hidden }
        guard Self.mayChange(reply, asker) else {
            throw Access.Denial.forbidden("A shared reply is changed by a manager.")
        }
        return reply
    }

    private static func checked(_ words: String) throws -> String {
        if let problem = CannedWords.problem(words) { throw problem }
        return words.replacing("\r\n", with: "\n")
    }

    private static func check(_ reply: StoredCannedReply, against known: [StoredCannedReply]) throws {
        let name = reply.name.lowercased()
        let isTaken = known.contains {
            $0.id != reply.id && $0.sharing == reply.sharing && $0.name.lowercased() == name
        }
        if isTaken { throw Refusal.nameKept(reply.name) }
    }
}

extension Refusal {
    static func nameKept(_ name: String) -> Refusal {
        Refusal(
            "name-taken", field: "name", "There is one called \"\(name)\" already.",
            remedy: "Choose another name, or change that one.")
    }

    static func tooManyKept(_ what: String, _ max: Int) -> Refusal {
        Refusal(
            "too-many", field: "name", "There are \(max) \(what) already.",
            remedy: "Remove one that nobody uses.")
    }

    static func changedMeanwhile(_ name: String) -> Refusal {
        Refusal(
            "changed-meanwhile", field: "words", "\(name) has changed it since you opened it.",
            remedy: "Copy what you wrote, open it again, and put both together.")
    }
}
