import BusinessTime
import Desk
import Operations
import Storage

// Times as one reader sees them.
extension DeskWords {
    /// In the reader's zone. A program has none: for it the agreement's counts, else the desk's.
    init(
        for seat: Seat, under terms: PinnedTerms?, _ reader: Storage.Reader, _ office: Office, now: Instant
    ) throws {
        guard let rules = seat.rules else {
            self = try terms.map { DeskWords($0, now: now) } ?? DeskWords(of: reader, office, now: now)
            return
        }
        self = DeskWords(rules: rules, zone: "\(rules.name)", now: now).beside(terms)
    }

    /// The same with the zone of an agreement told beside each time.
    func beside(_ terms: PinnedTerms?) -> DeskWords {
        var words = self
        let other = terms?.calendar.rules
        words.agreed = other?.name == rules.name ? nil : other
        return words
    }

    /// The same with the zone of other words told beside each time.
    func beside(_ other: DeskWords) -> DeskWords {
        var words = self
        words.agreed = other.rules.name == rules.name ? nil : other.rules
        return words
    }

    /// "03:50 America/New_York", with the day where that is another; nil where both zones are one.
    func agreed(_ instant: Instant) -> String? {
        guard let agreed else { return nil }
        let (own, theirs) = (rules.local(instant), agreed.local(instant))
        let time = "\(clock(theirs.time)) \(agreed.name)"
        return own.date == theirs.date ? time : "\(weekday(theirs.date)) \(theirs.date) \(time)"
    }
}

extension SignedIn {
    /// Times as this person sees them, where no agreement is at hand.
    func words(at now: Instant) -> DeskWords {
        DeskWords(rules: rules, zone: "\(rules.name)", now: now)
    }
}
