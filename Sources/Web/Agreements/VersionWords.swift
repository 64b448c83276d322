import BusinessTime
import Desk
import Operations
import Storage

/// One version of an agreement in plain words, beside the others.
struct VersionWords: Sendable {
    let stored: StoredAgreement
    /// All of the agreement.
    let versions: [StoredAgreement]
    /// nil where it has no facts.
    let agreement: Agreement?
    let words: DeskWords

    var row: VersionRow {
        VersionRow(
            label: "Version \(stored.version)", href: Page.agreementVersion(stored.name, stored.version),
            standing: standing,
            comparison: stored.version > 1
                ? NavLink(
                    label: "Against version \(stored.version - 1)",
                    href: Page.agreementChanges(stored.name, stored.version)) : nil, hash: stored.digest)
    }

    var standing: String {
        guard let from = stored.inForceFrom else { return unsigned }
        if let until = stored.inForceUntil, until <= from { return "Signed, and ended before it began." }
        if words.now < from { return "Signed by all; in force from \(words.whole(from))." }
        let since = from == .earliest ? "from the beginning" : "since \(words.short(from))"
        guard let until = stored.inForceUntil else { return "In force \(since), \(words.zone)." }
        let how = ending(until)
        return words.now < until
            ? "In force \(since) until \(words.whole(until))\(how)."
            : "Was in force until \(words.whole(until))\(how)."
    }

    private var unsigned: String {
        let life = AgreementLife(agreement, periods: [], hasDraft: false, at: words.now)
        switch life.stage {
        case .offered(stored.version, _, _), .toCountersign(stored.version, _, _):
            return StageWords(life.stage, words).whole + "."
        case .drafted, .offered, .toCountersign, .begins, .inForce, .underNotice, .ended:
            return "Not signed by both parties yet."
        }
    }

    /// What ended it: a later version, or a notice.
    private func ending(_ until: Instant) -> String {
        let later = versions.first { $0.version != stored.version && $0.inForceFrom == until }
        if let later { return ", superseded by version \(later.version)" }
        guard let notice = agreement?.notice, notice.ends == until else { return "" }
        return ", by the \(notice.from.rawValue)'s notice"
    }
}
