import Foundation
import Mail
import Storage

// What name servers publish for the domain from which mail is sent.
extension CheckLine {
    private static let unanswered = "The name servers gave no answer."
    private static let askAgain = "See that this machine can ask name servers, and try again."

    static func spf(_ domain: String, _ answer: NameAnswer) -> CheckLine {
        let subject = "SPF of \(domain)"
        guard case .found(let all) = answer else {
            return answer == .silent ? silent(subject) : noSPF(subject, domain)
        }
        let records = all.filter { isVersion("v=spf1", $0) }
        if records.isEmpty { return noSPF(subject, domain) }
        if records.count > 1 {
            return CheckLine(
                subject, .failed, "There are \(records.count) records, and receivers take none of several.",
                remedy: "Publish one that names all servers.")
        }
        let words = records[0].lowercased().split(separator: " ")
        if words.contains("+all") || words.contains("all") {
            return CheckLine(
                subject, .failed, "\(records[0]) lets everybody send for the domain.",
                remedy: "End it with -all.")
        }
        return CheckLine(subject, .ok, "\(records[0])")
    }

    private static func noSPF(_ subject: String, _ domain: String) -> CheckLine {
        CheckLine(
            subject, .warning, "There is no record, so receivers can't tell which servers may send.",
            remedy: "Publish TXT at \(domain): v=spf1 mx include:PROVIDER -all.")
    }

    /// By the key that signs, where the desk does.
    static func dkim(_ key: StoredSigningKey, _ answer: NameAnswer, canOpen: Bool) -> CheckLine {
        let record = key.record
        let subject = "DKIM of \(record.name)"
        if !canOpen {
            return CheckLine(
                subject, .failed, "The key can't be opened: it was sealed under another \(SecretBox.name).",
                remedy: "Put that file back, or make a new key: duly mail dkim new.")
        }
        let isUsed = key.usedSince != nil
        switch answer {
        case .silent: return silent(subject)
        case .found(let all) where all.contains(where: record.isPublished):
            return isUsed
                ? CheckLine(subject, .ok, "The record publishes the key that signs.")
                : CheckLine(
                    subject, .warning, "The record is there, and the key is not used yet.",
                    remedy: "duly mail dkim use \(key.domain) \(key.selector), or the page Sending.")
        case .found:
            return CheckLine(
                subject, isUsed ? .failed : .warning, "The record publishes another key.",
                remedy: "Publish: \(record.zoneLine)")
        case .none:
            return CheckLine(
                subject, isUsed ? .failed : .warning,
                isUsed ? "Mail is signed, and the record is missing." : "The key waits for its record.",
                remedy: "Publish: \(record.zoneLine)")
        }
    }

    static func unsigned(_ domain: String) -> CheckLine {
        CheckLine(
            "DKIM of \(domain)", .warning, "The desk itself signs no mail of this domain.",
            remedy: "Where your mail server does not sign either: duly mail dkim new \(domain) desk1.")
    }

    /// The domain's own record, else that of its organisational domain.
    static func dmarc(_ domain: String, _ own: NameAnswer, organisational: NameAnswer) -> CheckLine {
        let subject = "DMARC of \(domain)"
        let records = [own, organisational].map { answer -> [String] in
            guard case .found(let all) = answer else { return [] }
            return all.filter { isVersion("v=DMARC1", $0) }
        }
        guard let found = records.first(where: { !$0.isEmpty }) else {
            if own == .silent || organisational == .silent { return silent(subject) }
            return CheckLine(
                subject, .warning, "There is no record.",
                remedy: "Publish TXT at _dmarc.\(domain): v=DMARC1; p=none; rua=mailto:dmarc@\(domain).")
        }
        guard found.count == 1 else {
            return CheckLine(
                subject, .failed, "There are \(found.count) records, and receivers take none of several.",
                remedy: "Publish one.")
        }
        return CheckLine(subject, .ok, found[0])
    }

    private static func silent(_ subject: String) -> CheckLine {
        CheckLine(subject, .warning, unanswered, remedy: askAgain)
    }

    private static func isVersion(_ word: String, _ record: String) -> Bool {
        let head = record.prefix { $0 != " " && $0 != ";" }
        return head.lowercased() == word.lowercased()
    }
}
