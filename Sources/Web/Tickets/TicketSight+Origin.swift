import Desk
import Mail
import Storage

// How sure it is who wrote a mail, and what to know before answering it.
extension TicketSight {
    func senderNote(_ message: StoredMessage) -> SenderNote? {
        guard let origin = origins[message.id], message.erasedAt == nil else { return nil }
        let kind = SenderProof.Kind(rawValue: origin.proof) ?? .unchecked
        let proof = SenderProof(kind, detail: origin.detail)
        let from = message.address.split(separator: "@").last.map(String.init) ?? "the sender"
        var note = SenderNote(standing: Self.standing(proof), words: Self.words(proof, from: from))
        if let elsewhere = origin.replyTo, elsewhere.split(separator: "@").last.map(String.init) != from {
            note.warnings.append(
                answersTo[message.id] == nil
                    ? "It asks for answers at \(elsewhere). They go to its sender all the same: who sent it "
                        + "is in doubt."
                    : "Answers go to \(elsewhere), as it asks: another domain than its sender's.")
        }
        if !origin.blindCopies.isEmpty {
            note.blindCopies = origin.blindCopies.joined(separator: ", ")
        }
        if !origin.others.isEmpty {
            note.warnings.append(
                "Another customer is on this mail: \(origin.others.joined(separator: ", ")). "
                    + "They see nothing here."
            )
        }
        return note
    }

    /// Where the newest mail of who asked wants its answer, if not at their own address.
    var wishedPlace: String {
        let own = messages.values.filter {
            $0.direction == .incoming && $0.author == ticket.requester.rawValue && origins[$0.id] != nil
        }
        let wished = own.max { $0.id < $1.id }.flatMap { answersTo[$0.id] }
        return wished.map { " at \($0), as their mail asks," } ?? ""
    }

    /// Behind what sending will do; empty where nobody else is on the ticket's mails.
    var othersWarning: String {
        let others = Set(origins.values.flatMap(\.others)).sorted()
        if others.isEmpty { return "" }
        return " Another customer is on these mails (\(others.joined(separator: ", "))): they are not told. "
            + "Think before you add them."
    }

    /// What nobody checked is not doubtful for that.
    private static func standing(_ proof: SenderProof) -> SenderNote.Standing {
        switch proof.kind {
        case .dkim, .spf, .dmarc: .verified
        case .unchecked: .unknown
        case .unaligned, .failed, .unclear: .doubtful
        }
    }

    private static func words(_ proof: SenderProof, from domain: String) -> String {
        switch proof.kind {
        case .dkim: "Sender verified: signed by \(proof.detail)"
        case .spf: "Sender verified: sent by a server of \(proof.detail)"
        case .dmarc: "Sender verified: our mail server says that it is from \(proof.detail)"
        case .unchecked: "Sender not verified: nobody checked who sent it"
        case .unaligned: "Sender not verified: what vouches for it is \(proof.detail), not \(domain)"
        case .failed: "Sender not verified: the check failed (\(proof.detail))"
        case .unclear: "Sender not verified: it does not name one author"
        }
    }
}
