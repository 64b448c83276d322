import BusinessTime
import Desk

// Forms of drafts, and of what changes a version without a new one.
extension WhatForm {
    func change(_ kind: AgreementFact.Kind) throws -> AgreementFact.What {
        switch kind {
        case .drafted: .drafted(try need(draft).text)
        case .revised: .revised(try need(draft).text)
        case .besideAccepted: .besideAccepted(try need(versions))
        case .adjustmentProposed: .adjustmentProposed(try need(adjustment).adjustment(self))
        case .adjustmentConfirmed:
            .adjustmentConfirmed(
                number: try need(number), from: try instant(from), running: running, said: said?.said)
        case .adjustmentRefused: .adjustmentRefused(number: try need(number), reason: try need(reason))
        case .holidaysProposed: .holidaysProposed(try need(holidays).proposal)
        case .holidaysAccepted: .holidaysAccepted(proposal: try need(number), dates: try need(dates))
        case .mendProposed: .mendProposed(try need(mend).mend(self))
        case .mended: .mended(number: try need(number), said: said?.said)
        case .mendRefused: .mendRefused(number: try need(number), reason: try need(reason))
        case .offered, .invited, .opened, .codeSent, .signed, .declined, .withdrawn, .reminded, .expired,
            .inForce, .began, .superseded, .noticeMailed, .noticeMailPutAside, .noticeGiven, .noticeReminded,
            .noticeWithdrawalAgreed,
            .terminated:
            throw Unreadable(kind: kind.rawValue)
        }
    }
}

struct DraftForm: Codable {
    var version: Int
    var yaml: String

    init(_ text: DraftText) {
        version = text.version
        yaml = text.yaml
    }

    var text: DraftText { DraftText(version: version, yaml: yaml) }
}

struct AdjustmentForm: Codable {
    var version: Int
    var side: String
    var from: LocalDate
    var weekly: OpeningHours?
    var holidays: Holidays?
    var special: [SpecialDay]?
    var running: Bool
    var reason: String

    struct SpecialDay: Codable {
        var date: LocalDate
        var spans: [OpeningSpan]
    }

    init(_ adjustment: Adjustment) {
        version = adjustment.version
        side = adjustment.side.rawValue
        from = adjustment.change.from
        weekly = adjustment.change.weekly
        holidays = adjustment.change.holidays
        special = adjustment.change.special?.sorted { $0.key < $1.key }
            .map { SpecialDay(date: $0.key, spans: $0.value) }
        running = adjustment.isForRunning
        reason = adjustment.reason
    }

    func adjustment(_ form: WhatForm) throws -> Adjustment {
        let days = special.map { days in
            Dictionary(days.map { ($0.date, $0.spans) }, uniquingKeysWith: { first, _ in first })
        }
        return Adjustment(
            version: version, side: try form.word(side),
            change: CalendarAmendment(from: from, weekly: weekly, holidays: holidays, special: days),
            isForRunning: running, reason: reason)
    }
}

struct SaidForm: Codable {
    var on: LocalDate
    var reference: String

    init(_ said: SaidElsewhere) {
        on = said.on
        reference = said.reference
    }

    var said: SaidElsewhere { SaidElsewhere(on: on, reference: reference) }
}

struct HolidayForm: Codable {
    var feed: String
    var holidays: [Holiday]

    init(_ proposal: HolidayProposal) {
        feed = proposal.feed
        holidays = proposal.holidays
    }

    var proposal: HolidayProposal { HolidayProposal(feed: feed, holidays: holidays) }
}

struct MendForm: Codable {
    var version: Int
    var side: String
    var path: String
    var was: String
    var reads: String
    var reason: String

    init(_ mend: Mend) {
        version = mend.version
        side = mend.side.rawValue
        path = mend.path
        was = mend.was
        reads = mend.reads
        reason = mend.reason
    }

    func mend(_ form: WhatForm) throws -> Mend {
        Mend(
            version: version, side: try form.word(side), path: path, was: was, reads: reads, reason: reason)
    }
}
