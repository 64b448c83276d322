import Agreements
import BusinessTime
public import Desk
public import Storage

// The erasing of a person (clause J): asked for by one side, confirmed by the other, done in one transaction.
extension Office {
    public struct ErasureFile: Sendable {
        public let erasure: Erasure
        let head: StreamHead?
    }

    public func erasure(_ id: Erasure.ID, in reader: Reader) throws -> ErasureFile? {
        let stream = FactStream.erasure(id.rawValue)
        let kept = try reader.words(of: stream)
        let words = Dictionary(kept.map { ($0.digest, $0.text) }, uniquingKeysWith: { first, _ in first })
        let facts = try reader.facts(of: stream).map { try ErasureFactForm.decode($0.fact, words: words) }
        guard let erasure = Erasure(id: id, facts: facts) else { return nil }
        return ErasureFile(erasure: erasure, head: try reader.head(of: stream))
    }

    /// All of them, the newest first.
    public func erasures(in reader: Reader) throws -> [Erasure] {
        var found: [Erasure] = []
        var last = Int64.min
        while true {
            let page = try reader.streams(of: "erasure", after: last)
            found += try page.compactMap { try erasure(Erasure.ID($0.id), in: reader)?.erasure }
            guard let end = page.last?.id else { return found.reversed() }
            last = end
        }
    }

    /// The other side is told that it waits.
    public func askErasure(
        of person: Person.ID, reason: String, by asker: Access.Asker
    ) async throws -> Erasure.ID {
        let now = clock()
        return try await database.write { writer in
            try Access.require(.erasePerson, by: asker)
            _ = try self.erasurePlan(of: person, in: writer)
            try Self.checkNameless(reason, of: try writer.person(person.rawValue))
            if let open = try self.erasures(in: writer).first(where: { $0.isOpen && $0.person == person }) {
                throw Refusal.erasureWaits(open.id)
            }
            let id = Erasure.ID(try writer.nextNumber("erasure"))
            let command = ErasureCommand(
                .ask(person, reason: reason), by: asker.actor, as: try asker.side)
            let fact = try decide(command, erasure: nil, now: now)
            try writer.append([ErasureFactForm.encode(fact)], to: .erasure(id.rawValue), following: nil)
            try self.tellOtherSide(of: id, but: asker, now, writer)
            return id
        }
    }

    /// Confirms and erases, refuses or withdraws.
    public func settle(_ choice: ErasureChoice, on id: Erasure.ID, by asker: Access.Asker) async throws {
        let now = clock()
        try await database.write { writer in
            try Access.require(.erasePerson, by: asker)
            guard let file = try self.erasure(id, in: writer) else { throw Refusal.noErasure }
            var plan: ErasurePlan?
            let what: ErasureCommand.What
            switch choice {
            case .confirm:
                let counted = try self.erasurePlan(of: file.erasure.person, in: writer)
                if !counted.held.isEmpty { throw Refusal.held(counted.held) }
                what = .confirm(counted.extent)
                plan = counted
            case .refuse(let reason): what = .refuse(reason: reason)
            case .withdraw(let reason): what = .withdraw(reason: reason)
            }
            let command = ErasureCommand(what, by: asker.actor, as: try asker.side)
            let fact = try decide(command, erasure: file.erasure, now: now)
            try writer.append([ErasureFactForm.encode(fact)], to: .erasure(id.rawValue), following: file.head)
            if let plan { try self.carryOut(plan, by: asker, now: now, writer) }
        }
    }

    /// The reason stays when the person is gone: it may not say who that was.
    private static func checkNameless(_ reason: String, of person: StoredPerson?) throws {
        guard let person else { return }
        let said = reason.lowercased()
        let words = Set(said.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        let names = person.name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let isNamed = names.contains { $0.count > 2 && words.contains($0) }
        if isNamed || said.contains(person.address.lowercased()) { throw Refusal.reasonNames }
    }

    private func carryOut(_ plan: ErasurePlan, by asker: Access.Asker, now: Instant, _ writer: Writer) throws
    {
        var person = plan.person
        let address = person.address
        for message in plan.own { try writer.erase(message: message.id, at: now) }
        for message in plan.others {
            try writer.rewrite(message, subject: message.subject, text: message.text)
        }
        for entry in plan.inbox { _ = try writer.empty(inboxEntry: entry, at: now) }
        for entry in plan.outbox {
            let isTheirs = try writer.outboxEntry(entry)?.envelopeTo.lowercased() == address
            _ = try writer.empty(outboxEntry: entry, to: isTheirs ? plan.address : nil, at: now)
        }
        for words in plan.reasons { try writer.rewrite(words: words.digest, to: words.text ?? "") }
        for reply in plan.canned { _ = try writer.change(reply) }
        for held in plan.unsaid { try writer.remove(heldAnswer: held, at: now) }
        for held in plan.heldAnswers { try writer.rewrite(held) }
        for view in plan.views { try writer.removeSavedView(view) }
        for article in plan.articles { try writer.rewrite(article) }
        for version in plan.articleVersions { try writer.rewrite(version) }
        try writer.forget(address: address, person: person.id)
        person.name = plan.pseudonym
        person.address = plan.address
        (person.passwordHash, person.hasAccount, person.disabledAt) = (nil, false, now)
        try writer.update(person)
        try markErased(plan, by: asker, now: now, writer)
    }

    /// Each ticket says that somebody's texts were erased from it; its clocks go on as they were.
    private func markErased(
        _ plan: ErasurePlan, by asker: Access.Asker, now: Instant, _ writer: Writer
    ) throws {
        let person = Person.ID(plan.person.id)
        for id in plan.tickets {
            folded.forget(id)
            guard let desk = try dossier(id, in: writer) else { continue }
            let command = Command(.erase(person), by: asker.actor, way: .page)
            try append(command, to: desk, id: id, now: now, writer)
            if try writer.message(desk.ticket.receipt.message.id.rawValue)?.erasedAt != nil {
                try writer.forgetSubject(ofTicket: id.rawValue)
            }
        }
        // A page that reads now may still keep the ticket as it was before this is on disk.
        writer.afterCommit { [folded, tickets = plan.tickets] in
            for id in tickets { folded.forget(id) }
        }
    }

    private func tellOtherSide(
        of id: Erasure.ID, but asker: Access.Asker, _ now: Instant, _ writer: Writer
    ) throws {
        let wanted: Role = asker.role == .manager ? .admin : .manager
        let people = try writer.agents().filter { $0.role == wanted.rawValue && $0.disabledAt == nil }
        let text = """
            \(id.title) waits for you (J): a person's texts are to be erased.

            What would be erased, and what stays: \(address(.erasure(id)))

            """
        try mail(
            people.map {
                Letter(
                    name: $0.name, address: $0.address, subject: "\(id.title) waits for your confirmation",
                    text: text)
            }, now: now, writer)
    }
}

/// What is decided about an erasure that was asked for.
public enum ErasureChoice: Hashable, Sendable {
    case confirm
    case refuse(reason: String)
    case withdraw(reason: String)
}

extension Access.Asker {
    public var side: Erasure.Side {
        get throws {
            switch role {
            case .manager: .manager
            case .admin: .administrator
            case .contact, .tier1, .tier2, .sales:
                throw Access.Denial.forbidden("Your role (\(role.rawValue)) may not do this.")
            }
        }
    }
}

extension Refusal {
    static func erasureWaits(_ id: Erasure.ID) -> Refusal {
        Refusal(
            "asked", clause: .legal, "\(id.title) asks for it already.",
            remedy: "Let the other side decide it.")
    }
}

extension Refusal {
    static let reasonNames = Refusal(
        "reason-names", clause: .legal, field: "reason",
        "The reason names the person or the address, and stays when both are erased.",
        remedy: "Say it without name and address, like: asked by letter of 3 November.")
}
