import BusinessTime
import Desk
import Operations
import Storage

// Facts and messages in the order in which they happened.
extension TicketSight {
    var entries: [TimelineEntry] {
        let drawn = facts.enumerated().map { number, fact in (fact.happened, entry(number + 1, fact)) }
        let told = Set(facts.compactMap { FactWords($0.what, self).message?.rawValue })
        // The receipt and other mail of the program itself: no fact names them.
        let rest = messages.values.filter { !told.contains($0.id) }.sorted { $0.id < $1.id }
        let all = drawn + rest.map { ($0.received, entry($0)) }
        return all.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
            .map(\.element.1)
    }

    private func entry(_ number: Int, _ fact: Fact) -> TimelineEntry {
        let words = FactWords(fact.what, by: fact.by, self)
        let message = words.message.flatMap { messages[$0.rawValue] }
        var entry = TimelineEntry(
            id: "f\(number)", kind: words.kind, who: name(fact.by), at: self.words.moment(fact.happened),
            text: words.text, detail: words.detail, clause: words.clause)
        entry.message = message?.id
        if words.kind == .fact {
            if !words.namesActor { entry.who = "" }
            if let message { entry.text += ": \(message.text)" }
        } else {
            entry.text = message.map(Self.text) ?? "(erased)"
            entry.delivery = message.flatMap(delivery)
            if let message { add(message, to: &entry) }
            if fact.way == .chat { entry.detail = "by chat" }
            if words.kind == .note, let message { entry.told = told(of: message) }
            entry.sender = entry.sender ?? chatNote(fact)
        }
        if message == nil, let gone = words.message.flatMap({ splitOff[$0.rawValue] }) {
            entry.kind = .fact
            entry.text = "wrote what is #\(gone) now"
        }
        if let message, let call = calls[message.id] { tell(call, of: fact, in: &entry) }
        if case .received(let receipt) = fact.what { tellWriter(of: receipt, fact, in: &entry) }
        if fact.by == .desk { tellReceipt(fact, in: &entry) }
        return entry
    }

    /// A call is drawn once, as what was said; that it was a conversation is a line below it.
    private func tell(_ call: StoredCall, of fact: Fact, in entry: inout TimelineEntry) {
        let told = CallWords(call: call, words: words, agent: name(Person.ID(call.agent)))
        if case .replied = fact.what, call.direction == .incoming {
            entry.kind = .fact
            entry.text = "spoke with the caller for \(told.duration)"
            (entry.clause, entry.delivery, entry.attachments) = ("A.1", nil, [])
            return
        }
        entry.saidBy = told.label
        entry.detail = told.detail.isEmpty ? nil : told.detail
        entry.delivery = nil
    }

    /// A receipt that acknowledges, as the agreement lets it, is no person's answer.
    private func tellReceipt(_ fact: Fact, in entry: inout TimelineEntry) {
        switch fact.what {
        case .replied: entry.kind = .automatic
        case .acknowledged: entry.text = "Acknowledged by the automatic receipt, as the agreement says"
        default: break
        }
    }

    /// Who asked stands first, and who wrote it down for them beside it.
    private func tellWriter(of receipt: Receipt, _ fact: Fact, in entry: inout TimelineEntry) {
        guard !receipt.openedByAgent, fact.by != .contact(receipt.requester) else { return }
        entry.who = name(receipt.requester)
        if entry.saidBy == nil, receipt.requester != fact.by.person {
            entry.detail = "written down by \(name(fact.by))"
        }
    }

    private func entry(_ message: StoredMessage) -> TimelineEntry {
        var entry = TimelineEntry(
            id: "m\(message.id)", kind: .automatic, who: message.author.flatMap { people[$0] } ?? "Duly",
            at: words.moment(message.received), text: Self.text(message))
        entry.message = message.id
        if message.direction == .note { entry.kind = .note }
        if message.isRemark { (entry.kind, entry.who) = (.fact, "") }
        entry.delivery = delivery(message)
        add(message, to: &entry)
        return entry
    }

    /// Its files, what they tell, and the message as it was sent.
    private func add(_ message: StoredMessage, to entry: inout TimelineEntry) {
        entry.sender = senderNote(message)
        entry.attachments = attachments[message.id] ?? []
        entry.mail = mailAsItCame(message)
        entry.parts = parts[message.id] ?? MessageParts()
        if message.direction == .incoming { entry.page = MessagePage(message, who: entry.who) }
    }

    private static func text(_ message: StoredMessage) -> String {
        message.erasedAt == nil ? message.text : "(erased)"
    }

    /// Whom the names in a note reached, and which of them are nobody's.
    private func told(of note: StoredMessage) -> String? {
        guard note.erasedAt == nil, note.text.contains("@") else { return nil }
        let told = mentions[note.id] ?? []
        let known = agents.filter { $0.disabledAt == nil || told.contains($0.id) }
        let names = told.compactMap { people[$0] }.joined(separator: ", ")
        let all =
            (names.isEmpty ? [] : ["Told: \(names)."])
            + Mention.misses(in: note.text, among: known).map(\.words)
        return all.isEmpty ? nil : all.joined(separator: " ")
    }

    /// How the sending of our own message went, to each whom it went to.
    private func delivery(_ message: StoredMessage) -> String? {
        guard message.direction == .outgoing else { return nil }
        if let sent = mails[message.id], message.erasedAt == nil {
            return sent.map { MailWords($0, words).ofRecipient }.joined(separator: "; ")
        }
        return switch message.delivery {
        case .none: nil
        case .waiting: "waiting to be sent"
        case .delivered: "sent"
        case .failed: "not delivered"
        }
    }
}
