public import BusinessTime

/// From when to when a version of an agreement holds.
public struct AgreementPeriod: Hashable, Sendable {
    public let version: Int
    public let from: Instant
    /// The first instant at which it no longer holds; nil while nothing ends it.
    public let until: Instant?

    public init(version: Int, from: Instant, until: Instant?) {
        (self.version, self.from, self.until) = (version, from, until)
    }
}

/// What a version of an agreement is at an instant.
public enum VersionStanding: Hashable, Sendable {
    case draft
    /// With the places of those who have signed.
    case offered(signed: [Int])
    /// Signed by all; it holds from an instant that lies ahead.
    case signed(from: Instant)
    case inForce(from: Instant)
    case superseded(at: Instant)
    case terminated(at: Instant)
}

// A later signature wins from its own effective instant on; a notice ends what was signed before it.
extension Agreement {
    /// When which version holds, without overlap, in order. A version that is superseded before its first
    /// instant has no period.
    public var periods: [AgreementPeriod] {
        versions.indices.compactMap { place in
            let version = versions[place]
            let until = end(of: place)?.at
            if let until, until <= version.from { return nil }
            return AgreementPeriod(version: version.number, from: version.from, until: until)
        }.sorted { $0.from < $1.from }
    }

    /// nil where no promise applies, and where the version is older than the facts.
    public func version(inForceAt instant: Instant) -> Int? {
        periods.first { $0.from <= instant && $0.until.map { instant < $0 } ?? true }?.version
    }

    /// nil for a version that is neither drafted, offered nor signed.
    public func standing(of number: Int, at instant: Instant) -> VersionStanding? {
        if let place = versions.firstIndex(where: { $0.number == number }) {
            return standing(at: place, instant)
        }
        if let offering, offering.offer.version == number, offering.isOpen {
            return .offered(signed: offering.signatures.keys.sorted())
        }
        return draft?.version == number ? .draft : nil
    }

    private func standing(at place: Int, _ instant: Instant) -> VersionStanding {
        let version = versions[place]
        guard let end = end(of: place), end.at <= instant else {
            return instant < version.from ? .signed(from: version.from) : .inForce(from: version.from)
        }
        return end.isNotice ? .terminated(at: end.at) : .superseded(at: end.at)
    }

    /// When a version that holds from an instant on stops, never before that instant; nil while nothing ends
    /// it. A version older than the facts is ended by all that the facts say.
    public func until(_ number: Int, from: Instant) -> Instant? {
        let place = versions.firstIndex { $0.number == number }
        return end(after: place.map { $0 + 1 } ?? 0, from: from)?.at
    }

    func end(of place: Int) -> (at: Instant, isNotice: Bool)? {
        end(after: place + 1, from: versions[place].from)
    }

    /// The earliest that ends what stands before a place: a version signed later, or a notice given later.
    private func end(after place: Int, from: Instant) -> (at: Instant, isNotice: Bool)? {
        let later = versions[place...].map(\.from).min().map { (at: max($0, from), isNotice: false) }
        let notice = endings.filter { $0.versions >= place }.map(\.at).min()
            .map { (at: max($0, from), isNotice: true) }
        guard let later, let notice else { return later ?? notice }
        return notice.at < later.at ? notice : later
    }
}

extension Agreement.SignedVersion {
    public var number: Int { offering.offer.version }
}
