import Agreements
import BusinessTime
public import Desk
import Feeds
public import Storage

// Feeds of holidays at an address: read once a day, and never more than a proposal.
extension Office {
    static let feedEvery: Int64 = 86_400
    /// After the first failure; twice as long after each further one, a day at most.
    private static let feedAgain: Int64 = 3600
    private static let feedAddressMax = 2000

    /// Sets the address; an empty one ends the reading. It is read within a minute.
    public func setHolidayFeed(_ name: String, address: String, by person: Person.ID) async throws {
        let plain = address.split(whereSeparator: \.isWhitespace).joined()
        let isWeb = ["http://", "https://"].contains { plain.lowercased().hasPrefix($0) }
        guard plain.isEmpty || isWeb && plain.utf8.count <= Self.feedAddressMax else {
            throw Refusal.badFeedAddress
        }
        let now = clock()
        try await database.write { writer in
            let file = try self.writing(name, writer)
            if plain.isEmpty { return try writer.removeHolidayFeed(of: file.name.id) }
            try writer.put(
                StoredHolidayFeed(
                    agreement: file.name.id, address: plain, setBy: person.rawValue, nextAt: now))
            writer.afterCommit(self.wakeUp)
        }
    }

    public func holidayFeed(_ name: String, in reader: Reader) throws -> StoredHolidayFeed? {
        try reader.agreementName(name).flatMap { try reader.holidayFeed(of: $0.id) }
    }

    /// What came of asking an address: its bytes, or why there are none.
    public typealias FeedFetch = @Sendable (_ address: String) async -> Result<[UInt8], FeedFailure>

    public struct FeedFailure: Error, Hashable, Sendable {
        public let reason: String
        public init(_ reason: String) { self.reason = reason }
    }

    /// Reads the feeds that are due; gives how many were.
    @discardableResult
    public func readHolidayFeeds(_ fetch: FeedFetch) async throws -> Int {
        let now = clock()
        let due = try await database.read { try $0.holidayFeeds(dueAt: now) }
        for feed in due {
            let fetched = await fetch(feed.address)
            try await database.write { writer in try self.take(fetched, of: feed, now: now, writer) }
        }
        return due.count
    }

    private func take(
        _ fetched: Result<[UInt8], FeedFailure>, of feed: StoredHolidayFeed, now: Instant, _ writer: Writer
    ) throws {
        // Somebody may have set another address while this one was read.
        guard var after = try writer.holidayFeed(of: feed.agreement), after.address == feed.address,
            let name = try writer.agreementName(id: feed.agreement)
        else { return }
        do {
            let bytes = try fetched.get()
            try compare(bytes, &after, try agreementFile(name, in: writer), now: now, writer)
            (after.readAt, after.failures, after.problem) = (now, 0, nil)
            after.nextAt = now.advanced(by: Self.feedEvery)
        } catch let failure as FeedFailure {
            fail(&after, failure.reason, now: now)
        } catch let refusal as Refusal {
            fail(&after, refusal.message, now: now)
        }
        try writer.put(after)
    }

    func fail(_ feed: inout StoredHolidayFeed, _ reason: String, now: Instant) {
        feed.problem = reason
        feed.nextAt = now.advanced(by: Self.wait(after: feed.failures))
        feed.failures += 1
    }

    /// Wall seconds after one more failure than there were.
    private static func wait(after failures: Int) -> Int64 {
        min(feedAgain << Int64(min(failures, 10)), feedEvery)
    }

    /// When it was last asked, with success or without; nil where it never was.
    static func lastAsked(_ feed: StoredHolidayFeed) -> Instant? {
        if feed.failures > 0 { return feed.nextAt.advanced(by: -wait(after: feed.failures - 1)) }
        return feed.readAt
    }

    /// New dates become a proposal; dates that the feed no longer has are told. Managers hear of it once.
    private func compare(
        _ bytes: [UInt8], _ feed: inout StoredHolidayFeed, _ file: AgreementFile, now: Instant,
        _ writer: Writer
    ) throws {
        let found = try difference(bytes, file, now: now, writer)
        let told = Secret.stored(found.lines.joined(separator: "\n"))
        if found.lines.isEmpty || told == feed.told { return }
        feed.told = told
        if !found.new.isEmpty {
            let proposal = HolidayProposal(feed: feed.address, holidays: found.new)
            try record(AgreementCommand(.proposeHolidays(proposal), by: .desk), on: file, now: now, writer)
        }
        try tell(found.lines, file, now: now, writer)
    }

    /// What a feed says against what is agreed.
    struct FeedDifference {
        let new: [Holiday]
        let gone: [Holiday]

        var lines: [String] {
            new.map { "New: \($0.date) \($0.name)" }
                + gone.map { "No longer named: \($0.date) \($0.name)" }
        }
    }

    func difference(
        _ bytes: [UInt8], _ file: AgreementFile, now: Instant, _ reader: Reader
    ) throws -> FeedDifference {
        let today = try today(file, now: now, reader)
        guard let held = try holding(file.name, at: now, reader),
            let terms = try shelf.terms(held, receivedAt: now, in: reader)
        else { throw Refusal.nothingToAdjust }
        let named = try Self.holidays(bytes, today)
        let years = Self.years(today)
        let agreed = terms.terms.hours.holidays(on: today)
        let dates = Set(named.map(\.date))
        return FeedDifference(
            new: named.filter { $0.date >= today && !agreed.contains($0.date) },
            gone: agreed.all.filter {
                $0.date >= today && years.contains($0.date.year) && !dates.contains($0.date)
            })
    }

    private func tell(_ lines: [String], _ file: AgreementFile, now: Instant, _ writer: Writer) throws {
        let managers = try writer.agents().filter {
            $0.role == Role.manager.rawValue && $0.disabledAt == nil
        }
        let letters = managers.map { manager in
            Letter(
                name: manager.name, address: manager.address,
                subject: "Holidays to review: \(file.name.name)",
                text: """
                    Dear \(manager.name),

                    the feed of holidays of the agreement "\(file.name.name)" differs from what is agreed:

                    \(lines.joined(separator: "\n"))

                    Nothing has changed. Review it here:
                    \(address(.agreement(file.name.name)))

                    """)
        }
        try mail(letters, now: now, writer)
    }
}

extension Refusal {
    static let badFeedAddress = Refusal(
        "bad-feed-address", clause: .availability, field: "address", "This is no address of a feed.",
        remedy: "Give one that begins with https:// or http://, of at most 2000 characters.")
}
