import Agreements
import BusinessTime
import Desk
import DulyTesting
import Testing

@Suite("Rating: once for each resolution, by the customer")
struct TicketRatingTests {
    private static func resolved() throws -> Scenario {
        var desk = try Scenario()
        try desk.at("Mon 10:00", Cast.carla, .receive(.normal))
        try desk.at("Mon 11:00", .resolve(2))
        return desk
    }

    private static func rate(_ score: Int) -> Command.What { .rate(score: score, comment: nil) }

    @Test("the newest answer counts, and the first one dates it")
    func changed() throws {
        var desk = try Self.resolved()
        try desk.at("Mon 12:00", Cast.carla, Self.rate(2))
        #expect(desk.ticket.rating == 2)
        try desk.at("Tue 12:00", Cast.carla, Self.rate(4))
        #expect(desk.ticket.ratings.map(\.score) == [4] && desk.ticket.ratings[0].resolution == 1)
        #expect(desk.ticket.ratings[0].first == desk.instant("Mon 12:00"))
        #expect(desk.ticket.ratings[0].last == desk.instant("Tue 12:00"))
    }

    @Test("an answer can be changed up to a week after the first, and not a second longer")
    func bound() throws {
        var desk = try Self.resolved()
        try desk.at("Mon 12:00", Cast.carla, Self.rate(2))
        let last = desk.instant("Mon 12:00").advanced(by: Ticket.ratingChangeableFor)
        #expect(desk.ticket.ratingRefusal(at: last, under: nil) == nil)
        #expect(desk.ticket.ratingRefusal(at: last.advanced(by: 1), under: nil)?.code == "rating-final")
    }

    @Test("the first answer comes within 30 days of the resolution")
    func late() throws {
        let desk = try Self.resolved()
        let last = desk.instant("Mon 11:00").advanced(by: Ticket.ratedWithin)
        #expect(desk.ticket.ratingRefusal(at: last, under: nil) == nil)
        #expect(desk.ticket.ratingRefusal(at: last.advanced(by: 1), under: nil)?.code == "rating-over")
    }

    @Test("open again, it is not rated; the next resolution is a question of its own")
    func reopened() throws {
        var desk = try Self.resolved()
        try desk.at("Mon 12:00", Cast.carla, Self.rate(1))
        try desk.at("Mon 13:00", .reopen(reason: "It is not fixed"))
        #expect(desk.refusal("Mon 13:30", Cast.carla, Self.rate(3))?.code == "reopened")
        #expect(desk.ticket.rating == 1 && desk.ticket.standingRating == nil)
        try desk.at("Mon 14:00", .resolve(3))
        #expect(desk.ticket.standingRating == nil, "asked anew")
        try desk.at("Mon 15:00", Cast.carla, Self.rate(5))
        #expect(desk.ticket.ratings.map(\.score) == [1, 5] && desk.ticket.rating == 5)
    }

    @Test("managers are told of 1 and 2", arguments: zip(1...5, [true, true, false, false, false]))
    func low(score: Int, isTold: Bool) throws {
        var desk = try Self.resolved()
        try desk.at("Mon 12:00", Cast.carla, Self.rate(score))
        let fact = try #require(desk.facts.last)
        let told = notices(for: [fact], ticket: desk.ticket, terms: nil).map(\.to)
        #expect(told == (isTold ? [.managers] : []))
    }

    @Test("they are told once of a resolution, however often it is changed; after ten answers it stands")
    func often() throws {
        var desk = try Self.resolved()
        var told = 0
        for count in 1...Ticket.ratingsMax {
            try desk.at("Mon 12:00", Cast.carla, Self.rate(1 + count % 2))
            told += notices(for: [try #require(desk.facts.last)], ticket: desk.ticket, terms: nil).count
        }
        #expect(told == 1 && desk.ticket.ratings[0].count == 10)
        #expect(desk.refusal("Mon 12:30", Cast.carla, Self.rate(5))?.code == "rating-final")
    }

    @Test("what was found to be no inquiry is neither asked about nor rated")
    func noInquiry() throws {
        var desk = try Self.resolved()
        try desk.at("Mon 12:00", .markNotInquiry(reason: "An advertisement"))
        #expect(desk.ticket.surveyDue(under: desk.terms) == nil)
        #expect(desk.refusal("Mon 12:30", Cast.carla, Self.rate(5))?.code == "not-inquiry")
    }

    @Test("the same answer again writes nothing")
    func same() throws {
        var desk = try Self.resolved()
        try desk.at("Mon 12:00", Cast.carla, Self.rate(4))
        let count = desk.facts.count
        try desk.at("Mon 13:00", Cast.carla, Self.rate(4))
        #expect(desk.facts.count == count)
    }
}
