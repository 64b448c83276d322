import BusinessTime
import Desk
import Markup
import Operations
import Storage

/// A mail in quarantine in words.
struct QuarantineWords: Sendable {
    let reading: QuarantineReading
    let words: DeskWords
    let people: [Int64: String]

    private var inbox: Int64 { reading.mail.inbox }
    private var title: String { reading.letter?.subject ?? "A mail whose words are erased" }

    var row: QuarantineRow {
        QuarantineRow(
            subject: NavLink(label: title, href: Page.quarantined(inbox)),
            from: reading.letter?.from ?? reading.envelopeFrom, standing: standing,
            detail: reading.mail.state == .waiting ? nil : reading.why,
            received: words.moment(reading.received))
    }

    var view: QuarantineView {
        QuarantineView(
            back: NavLink(label: "Quarantine", href: Page.quarantine), title: title, standing: standing,
            facts: facts, history: reading.facts.map(line),
            text: reading.letter?.text ?? "Its words are erased.",
            files: reading.letter?.files ?? [], more: more, acts: [])
    }

    private var standing: String {
        switch reading.mail.state {
        case .waiting: reading.why.isEmpty ? "It could not be taken in." : reading.why
        case .released: decided("Released") + (reading.ticket == nil ? ": it is being taken in" : "")
        case .attached: decided("Attached to #\(reading.mail.ticket ?? 0)")
        case .discarded: decided("Discarded") + reason
        }
    }

    private var reason: String {
        guard case .discarded(let why) = reading.facts.last?.what, !why.isEmpty else { return "" }
        return ": \(why)"
    }

    private func decided(_ what: String) -> String {
        guard let last = reading.facts.last else { return what }
        return "\(what) by \(name(last.by)), \(words.relative(last.recorded))"
    }

    private func name(_ actor: Actor) -> String {
        switch actor {
        case .agent(let person), .contact(let person): people[person.rawValue] ?? "somebody"
        case .program(let name): name
        case .desk: "Duly"
        }
    }

    private func line(_ fact: QuarantineFact) -> String {
        let did =
            switch fact.what {
            case .kept: "kept it"
            case .released: "released it"
            case .attached(let ticket): "attached it to #\(ticket)"
            case .discarded(let why): "discarded it" + (why.isEmpty ? "" : ": \(why)")
            }
        return "\(words.whole(fact.recorded)): \(name(fact.by)) \(did)"
    }

    private var facts: [(String, String)] {
        var facts = [
            ("From", reading.letter?.from ?? "erased"),
            (
                "Envelope",
                "<\(reading.envelopeFrom)> to \(reading.envelopeTo.joined(separator: ", "))"
                    + (reading.envelopeFrom.isEmpty ? " (the null sender of programs)" : "")
            ),
            ("Received", words.whole(reading.received)),
        ]
        if let entrance = reading.entrance, !entrance.peer.isEmpty {
            let hello = entrance.hello.isEmpty ? "" : ", which called itself \(entrance.hello)"
            facts.append(
                (
                    "Came by",
                    "\(entrance.way.uppercased()) from \(entrance.peer)\(hello)"
                        + (entrance.isEncrypted ? ", encrypted" : "")
                ))
            if let findings = entrance.findings { facts.append(("Checked", findings)) }
        }
        return facts
    }

    private var more: [NavLink] {
        let raw = NavLink(label: "The mail as it came (.eml)", href: Page.quarantined(inbox) + "/mail")
        return [raw] + (reading.ticket.map { [NavLink(label: "Ticket #\($0)", href: Page.ticket($0))] } ?? [])
    }

    /// What can be said now. What is discarded can still be released.
    func acts(csrf: String) -> [ActForm] {
        let target = { (noun: String) in
            FormTarget(action: "\(Page.quarantined(inbox))/\(noun)", csrf: csrf)
        }
        guard reading.letter != nil else {
            return reading.mail.state == .waiting ? [.discard(target("discarding"))] : []
        }
        let acts: [ActForm] = [
            .release(target("release"), effect: releaseEffect, needsSender: reading.letter?.sender == nil),
            .attach(target("attachment")),
        ]
        switch reading.mail.state {
        case .waiting: return acts + [.discard(target("discarding"))]
        case .discarded: return acts
        case .released, .attached: return []
        }
    }

    private var releaseEffect: String {
        """
        It opens a ticket, or joins the one that it answers. It was received \
        \(words.short(reading.received)), so its promises count from then, whatever time has passed since.
        """
    }
}
