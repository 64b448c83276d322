import Agreements
import BusinessTime
public import Desk
import Storage

// A feed of holidays read because somebody asks for it, by the rules of the daily reading.
extension Office {
    /// What came of it.
    public struct FeedReading: Sendable {
        public let address: String
        /// What differs from what is agreed, in plain lines; empty where nothing does.
        public let lines: [String]
        /// The proposal with what is new, to be reviewed.
        public let proposal: Int?
    }

    /// Wall seconds between two askings of one feed.
    private static let feedAgainSoonest: Int64 = 60

    /// Reads the feed now. What is new becomes a proposal; nothing changes by itself.
    public func readHolidayFeed(_ name: String, _ fetch: FeedFetch, by actor: Actor) async throws
        -> FeedReading
    {
        let now = clock()
        let found = try await database.read { try self.holidayFeed(name, in: $0) }
        guard let found else { throw Refusal.noFeed }
        if let last = Self.lastAsked(found), now < last.advanced(by: Self.feedAgainSoonest) {
            throw Refusal.feedAskedJustNow
        }
        let fetched = await fetch(found.address)
        let result = try await database.write { writer -> Result<FeedReading, Refusal> in
            // Somebody may have set another address while this one was read.
            guard let feed = try writer.holidayFeed(of: found.agreement), feed.address == found.address
            else { throw Refusal.noFeed }
            return try self.take(fetched, of: feed, by: actor, now: now, writer)
        }
        return try result.get()
    }

    /// A failure is noted too, so it is given and not thrown.
    private func take(
        _ fetched: Result<[UInt8], FeedFailure>, of feed: StoredHolidayFeed, by actor: Actor, now: Instant,
        _ writer: Writer
    ) throws -> Result<FeedReading, Refusal> {
        var after = feed
        do {
            guard let name = try writer.agreementName(id: feed.agreement) else { throw Refusal.noFeed }
            let bytes = try fetched.get()
            let reading = try propose(bytes, &after, name, by: actor, now: now, writer)
            (after.readAt, after.failures, after.problem) = (now, 0, nil)
            after.nextAt = now.advanced(by: Self.feedEvery)
            try writer.put(after)
            return .success(reading)
        } catch let failure as FeedFailure {
            fail(&after, failure.reason, now: now)
        } catch let refusal as Refusal {
            fail(&after, refusal.message, now: now)
        }
        try writer.put(after)
        return .failure(.feedFailed(after.problem ?? ""))
    }

    private func propose(
        _ bytes: [UInt8], _ feed: inout StoredHolidayFeed, _ name: AgreementName, by actor: Actor,
        now: Instant, _ writer: Writer
    ) throws -> FeedReading {
        let file = try agreementFile(name, in: writer)
        let found = try difference(bytes, file, now: now, writer)
        let lines = found.lines
        // Who asked sees it at once; the daily reading need not mail it.
        feed.told = Secret.stored(lines.joined(separator: "\n"))
        if found.new.isEmpty { return FeedReading(address: feed.address, lines: lines, proposal: nil) }
        let reviews = file.agreement?.holidayProposals ?? []
        let isWaiting = { (review: Agreement.HolidayReview) in
            !review.isReviewed && review.proposal.feed == feed.address
                && review.proposal.holidays.map(\.date) == found.new.map(\.date).sorted()
        }
        let address = feed.address
        if let index = reviews.lastIndex(where: isWaiting) {
            return FeedReading(address: address, lines: lines, proposal: index + 1)
        }
        let proposal = HolidayProposal(feed: address, holidays: found.new)
        let after = try record(
            AgreementCommand(.proposeHolidays(proposal), by: actor), on: file, now: now, writer)
        return FeedReading(
            address: address, lines: lines, proposal: after.agreement?.holidayProposals.count)
    }
}

extension Refusal {
    public static let noFeed = Refusal(
        "no-feed", clause: .availability, field: "address", "No calendar's address is set.",
        remedy: "Save the address first.")
    public static let feedAskedJustNow = Refusal(
        "feed-asked-just-now", clause: .availability, field: "address",
        "The calendar was read less than a minute ago.", remedy: "Wait a minute, then read it again.")

    static func feedFailed(_ reason: String) -> Refusal {
        Refusal(
            "feed-failed", clause: .availability, field: "address", "The calendar was not read: \(reason)",
            remedy: "Check its address. It is tried again by itself.")
    }
}
