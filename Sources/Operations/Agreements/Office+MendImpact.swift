import Agreements
import BusinessTime
public import Desk
import Storage

// What a clerical error would change, shown before anybody proposes or confirms it.
extension Office {
    /// Inquiries of a version that a preview counts; beyond, it says so.
    private static let countedMax = 5_000

    /// Of a clerical error that somebody thinks of proposing; refused where it would be.
    public func impact(_ name: String, _ order: MendOrder) async throws -> (Impact, Mend) {
        let now = clock()
        return try await database.read { reader in
            let file = try self.reading(name, reader)
            let mend = try self.mend(order, of: file, now: now, reader)
            let command = AgreementCommand(.proposeMend(mend), by: .desk)
            _ = try decide(
                command, agreement: file.agreement,
                under: try self.context(of: command, on: file, offering: nil, now: now, reader), now: now)
            return (try self.impact(of: mend, on: file, now: now, reader), mend)
        }
    }

    func mend(_ order: MendOrder, of file: AgreementFile, now: Instant, _ reader: Reader) throws -> Mend {
        guard let held = try holding(file.name, at: now, reader),
            let terms = try shelf.terms(held, receivedAt: now, in: reader)?.terms
        else { throw Refusal.notSigned }
        return Mend(
            version: held.number, side: order.side, path: order.path, was: terms.text(at: order.path) ?? "",
            reads: order.reads, reason: order.reason)
    }

    func impact(of mend: Mend, on file: AgreementFile, now: Instant, _ reader: Reader) throws -> Impact {
        guard Terms.isPromiseTime(mend.path) else { return Impact.mend(mend, nil) }
        let ids = try reader.movableTickets(of: file.name.name, version: mend.version, from: .earliest)
        let compared = try ids.suffix(Self.countedMax).compactMap { id -> Impact.Running.Compared? in
            guard let desk = try dossier(Ticket.ID(id), in: reader), let before = desk.terms else {
                return nil
            }
            return Impact.Running.Compared(desk.ticket, before: before, after: try before.mended(by: [mend]))
        }
        return Impact.mend(mend, Impact.Mended(of: compared, all: ids.count, now: now))
    }
}
