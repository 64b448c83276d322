import Agreements
import BusinessTime
import Desk

/// How a band of a breach is named in what is written down.
struct BandKeyForm: Codable {
    var ticket: Int64
    var promise: String
    var band: Int

    init(_ key: BandEntry.Key) {
        (ticket, promise, band) = (key.ticket.rawValue, key.promise.rawValue, key.band)
    }

    var key: BandEntry.Key {
        get throws {
            guard let promise = Promise(rawValue: promise) else {
                throw StatementForm.Unreadable(part: "promise of a line")
            }
            return BandEntry.Key(ticket: Ticket.ID(ticket), promise: promise, band: band)
        }
    }
}
