import Agreements
public import Desk
import Foundation
public import Storage

/// What the erasing of a person would touch, read at one moment: the preview shows it, the erasing does it.
public struct ErasurePlan: Sendable {
    public let person: StoredPerson
    public let pseudonym: String
    public internal(set) var tickets: [Ticket.ID] = []
    /// Written by the person.
    public internal(set) var own: [StoredMessage] = []
    /// Written by others on the person's tickets, and naming the person or quoting the subject.
    public internal(set) var others: [StoredMessage] = []
    public internal(set) var attachments = 0
    var inbox: [Int64] = []
    var outbox: [Int64] = []
    /// Canned replies that name the person, as they read afterwards, and kept views that do, which go.
    var canned: [StoredCannedReply] = []
    var views: [Int64] = []
    /// Held answers that were written to the person, which go, and those to others, as they read afterwards.
    var unsaid: [Int64] = []
    var heldAnswers: [StoredHeldAnswer] = []
    /// Articles that name the person, and what they said before, as they read afterwards.
    var articles: [StoredArticle] = []
    var articleVersions: [StoredArticleVersion] = []
    /// Reasons beside facts, each with what takes its place; nil where it goes whole.
    var reasons: [(digest: String, Ticket.ID, text: String?)] = []
    /// Facts of form 1 that name the person in words of their own: they stand inside the chain, and stay.
    public internal(set) var inside = 0
    /// Tickets that a legal hold keeps: while there are any, nothing is erased.
    public internal(set) var held: [LegalHold] = []
    /// Agreements whose text names the person: they stay, each until the date or, nil, while it is in force.
    public internal(set) var agreements: [StoredAgreement] = []

    public var extent: Erasure.Extent {
        var extent = Erasure.Extent()
        extent.tickets = tickets.count
        extent.messages = own.count
        extent.rewritten = others.count
        extent.attachments = attachments
        extent.mails = inbox.count + outbox.count
        extent.reasons = reasons.count
        return extent
    }

    /// Stands for the address: no mail can go there.
    var address: String { "person-\(person.id)@erased.invalid" }
}

extension Office {
    /// `Person 7F3A of Acme`: from a keyed MAC of the address, so that it is the same wherever it stands and
    /// tells nobody without the key who it was.
    func pseudonym(of person: StoredPerson, in reader: Reader) throws -> String {
        let key = bytes(hexadecimal: try reader.setting("reply-key") ?? "")
        precondition(key.count >= 16, "the reply key is made when the desk is")
        let mac = Secret.mac(Array("pseudonym:\(person.address.lowercased())".utf8), key: key)
        let name = "Person \(hexadecimal(mac.prefix(2)).uppercased())"
        let organisation = try person.organisation.flatMap { try reader.organisation($0)?.name }
        return organisation.map { "\(name) of \($0)" } ?? name
    }

    public func erasurePlan(of id: Person.ID, in reader: Reader) throws -> ErasurePlan {
        guard let person = try reader.person(id.rawValue) else { throw Refusal.noPerson }
        guard person.kind == .contact else { throw Refusal.notContact }
        if person.isErased { throw Refusal.erasedAlready }
        var plan = ErasurePlan(person: person, pseudonym: try pseudonym(of: person, in: reader))
        let redaction = Redaction(name: person.name, address: person.address, pseudonym: plan.pseudonym)
        plan.tickets = try reader.tickets(of: person.id).map { Ticket.ID($0) }
        for ticket in plan.tickets { try plan.add(ticket, redaction, reader) }
        try plan.addKept(redaction, reader)
        plan.held = try plan.tickets.compactMap { try hold(on: $0, in: reader) }
        plan.inbox = Array(Set(plan.inbox + (try reader.inboxEntries(from: person.address)))).sorted()
        plan.outbox += try reader.outboxEntries(to: person.address)
        if let first = plan.own.map(\.received).min() {
            plan.outbox += try reader.outboxEntriesToAgents(since: first)
        }
        plan.outbox = Array(Set(plan.outbox)).sorted()
        plan.agreements = try reader.agreements().filter {
            String(decoding: $0.text, as: UTF8.self).lowercased().contains(person.address)
        }
        return plan
    }
}

extension ErasurePlan {
    /// What colleagues keep for their work.
    fileprivate mutating func addKept(_ redaction: Redaction, _ reader: Reader) throws {
        for var reply in try reader.cannedReplies() {
            let (name, words) = (redaction(reply.name), redaction(reply.words))
            guard name != reply.name || words != reply.words else { continue }
            (reply.name, reply.words) = (name, words)
            canned.append(reply)
        }
        views = try reader.savedViews().filter { view in
            let asked = view.query.removingPercentEncoding ?? view.query
            return redaction(view.name) != view.name || redaction(asked) != asked
        }.map(\.id)
        try addArticles(redaction, reader)
        for held in try reader.heldAnswers() {
            if held.requester == person.id {
                unsaid.append(held.id)
                continue
            }
            let after = try held.redacted(redaction, but: person.address)
            if after != held { heldAnswers.append(after) }
        }
    }

    private mutating func addArticles(_ redaction: Redaction, _ reader: Reader) throws {
        for var article in try reader.articles(.writer, isBrief: false) {
            let before = article
            (article.title, article.text) = (redaction(article.title), redaction(article.text))
            if article != before { articles.append(article) }
            for var version in try reader.versions(ofArticle: article.id) {
                let before = version
                (version.title, version.text) = (redaction(version.title), redaction(version.text))
                if version != before { articleVersions.append(version) }
            }
        }
    }

    fileprivate mutating func add(_ ticket: Ticket.ID, _ redaction: Redaction, _ reader: Reader) throws {
        let isRequester = try reader.ticketRow(ticket.rawValue)?.requester == person.id
        for message in try reader.messages(of: ticket.rawValue, includingInternal: true)
        where message.erasedAt == nil {
            // Mails of others quote the person's words: what arrived is let go for all of the ticket.
            message.inbox.map { inbox.append($0) }
            if message.author == person.id || message.address.lowercased() == person.address {
                own.append(message)
                attachments += try reader.attachments(of: message.id).count
            } else {
                var other = message
                other.text = redaction(message.text)
                // An answer's subject is the person's.
                other.subject = isRequester ? "" : redaction(message.subject)
                let isSame = other.text == message.text && other.subject == message.subject
                if !isSame || message.html != nil { others.append(other) }
            }
        }
        inbox += try reader.unplacedMail(ofTicket: ticket.rawValue)
        outbox += try reader.outboxEntries(ofTicket: ticket.rawValue)
        let mine = FactForm.word(.contact(Person.ID(person.id)))
        let kept = try reader.words(of: .ticket(ticket.rawValue))
        let given = try reader.facts(of: .ticket(ticket.rawValue)).flatMap { entry in
            try FactForm.accessDigests(entry.fact, givenBy: Person.ID(person.id), among: kept)
        }
        inside += try reader.facts(of: .ticket(ticket.rawValue)).count { entry in
            guard entry.fact.version == FactForm.version else { return false }
            let body = String(decoding: entry.fact.body, as: UTF8.self)
            let isMine = entry.fact.actor == mine && FactForm.hasWords(entry.fact)
            return isMine || redaction(body) != body
        }
        for words in kept where !words.text.isEmpty {
            let left = words.actor == mine || given.contains(words.digest) ? nil : redaction(words.text)
            if left != words.text { reasons.append((words.digest, ticket, left)) }
        }
    }
}

extension StoredPerson {
    static let erasedDomain = "@erased.invalid"

    /// Only the pseudonym is left of it.
    public var isErased: Bool { address.hasSuffix(Self.erasedDomain) }
}

extension Refusal {
    static let noPerson = Refusal(
        "no-person", clause: .legal, field: "address", "The desk knows nobody by this address.",
        remedy: "Check how it is spelt; each address that wrote is a person of its own.")
    static let notContact = Refusal(
        "not-a-contact", clause: .legal, field: "address",
        "This is a colleague: who decided and signed stays named as long as the facts are kept.",
        remedy: "Disable the account instead.")
    static let erasedAlready = Refusal(
        "erased", clause: .legal, "This person is erased already.", remedy: "Nothing need be done.")
}
