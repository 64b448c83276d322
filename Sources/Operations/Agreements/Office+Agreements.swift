import Agreements
import BusinessTime
public import Desk
public import Storage

extension Office {
    /// An agreement with its facts: what a decision is made on.
    public struct AgreementFile: Sendable {
        public let name: AgreementName
        /// nil while it has no facts: never offered here.
        public let agreement: Agreement?
        public let facts: [AgreementFact]
        public let head: StreamHead?
    }

    public func agreementFile(_ name: String, in reader: Reader) throws -> AgreementFile? {
        try reader.agreementName(name).map { try agreementFile($0, in: reader) }
    }

    func agreementFile(_ name: AgreementName, in reader: Reader) throws -> AgreementFile {
        let stream = FactStream.agreement(name.id)
        let facts = try reader.facts(of: stream).map { try AgreementFactForm.decode($0.fact) }
        return AgreementFile(
            name: name, agreement: Agreement(id: Agreement.ID(name.id), facts: facts), facts: facts,
            head: try reader.head(of: stream))
    }

    /// The version that holds at an instant, by the index that the facts are written to.
    func holding(_ name: AgreementName, at instant: Instant, _ reader: Reader) throws -> AgreementVersion? {
        try reader.agreements(of: name.organisation, inForceAt: instant).first { $0.name == name.name }
            .map { AgreementVersion(agreement: $0.name, number: $0.version) }
    }

    /// Decides, appends, and carries out what follows. `name` must have a file.
    @discardableResult
    func record(
        _ command: AgreementCommand, on file: AgreementFile, offering terms: Terms? = nil, now: Instant,
        _ writer: Writer
    ) throws -> AgreementFile {
        let new = try decide(
            command, agreement: file.agreement,
            under: try context(of: command, on: file, offering: terms, now: now, writer), now: now)
        guard !new.isEmpty else { return file }
        let stream = FactStream.agreement(file.name.id)
        let head = try writer.append(try new.map(AgreementFactForm.encode), to: stream, following: file.head)
        if let head, new.contains(where: \.changesTerms) { try AgreementShelf.setMark(after: head, writer) }
        var agreement = file.agreement
        for fact in new { agreement = evolve(agreement, fact, id: Agreement.ID(file.name.id)) }
        var after = AgreementFile(name: file.name, agreement: agreement, facts: file.facts + new, head: head)
        for fact in new { after = try follow(fact, after, now: now, writer) }
        try writer.setDue(of: stream, at: after.agreement?.nextDue(after: now))
        writer.afterCommit(wakeUp)
        return after
    }

    /// Writes what is due for an agreement.
    func wakeAgreement(_ id: Int64, now: Instant, _ writer: Writer) throws {
        guard let name = try writer.agreementName(id: id) else {
            return try writer.setDue(of: .agreement(id), at: nil)
        }
        let file = try agreementFile(name, in: writer)
        let after = try record(AgreementCommand(.wake, by: .desk), on: file, now: now, writer)
        if after.facts.count == file.facts.count {
            try writer.setDue(
                of: .agreement(id), at: after.agreement?.nextDue(after: now.advanced(by: 1)))
        }
    }
}
