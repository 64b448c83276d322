import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Operations
import Storage

extension DeskServer {
    /// Characters.
    private static let subjectMax = 1000
    private static let textMax = 200_000

    /// Opens a ticket for the requester that is named. The key, the ticket and the answer are one
    /// transaction: a request sent again after a crash still has one effect.
    func create(_ request: Request, _ caller: APICaller) async throws -> Response {
        try Access.require(.ticketCreate, by: caller.asker)
        let bytes = try await Fields.bytes(of: request)
        let inquiry = try Self.inquiry(try Fields(json: bytes))
        let key = try IdempotencyKey(request, caller, body: bytes)
        let now = office.clock()
        let (id, answer) = try await office.database.write { writer -> (Int64, [UInt8]) in
            if let known = try key?.answer(writer, at: now) { return (0, known.answer) }
            let ticket = try office.open(inquiry, now: now, writer)
            let answer = try created(ticket.id.rawValue, now, writer)
            try key?.keep(.created, answer, writer, at: now)
            return (ticket.id.rawValue, answer)
        }
        var response = json(answer, status: .created)
        if id != 0 { response.headers[.location] = Page.apiTicket(id) }
        return response
    }

    private func created(_ id: Int64, _ now: Instant, _ reader: Storage.Reader) throws -> [UInt8] {
        guard let sight = try TicketSight(id, office: office, now: now, reader) else {
            preconditionFailure("the ticket was just written")
        }
        return encoded(APITicket(sight))
    }

    private static func inquiry(_ fields: Fields) throws(Desk.Refusal) -> Inquiry {
        let address = fields["requester"]
        guard address.split(separator: "@", omittingEmptySubsequences: false).count == 2,
            !address.hasPrefix("@"), !address.hasSuffix("@"), address.count <= 254,
            !address.contains(where: { $0.isWhitespace || $0 == "\0" })
        else {
            throw Desk.Refusal(
                "bad-address", field: "requester", "\"\(address)\" is no mail address.",
                remedy: "Name who asks, for example carla@acme.example.")
        }
        let subject = try text(fields, "subject", max: subjectMax)
        guard !subject.contains(where: \.isNewline) else {
            throw Desk.Refusal(
                "bad-subject", field: "subject", "A subject is one line.", remedy: "Put the rest in the text."
            )
        }
        return Inquiry(
            address: address, name: fields["name"].filter { !$0.isNewline && $0 != "\0" }, subject: subject,
            text: try text(fields, "text", max: textMax), way: .api)
    }

    private static func text(_ fields: Fields, _ name: String, max: Int) throws(Desk.Refusal) -> String {
        let text = fields[name]
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Desk.Refusal(
                "\(name)-missing", field: name, "There is no \(name).", remedy: "Send one that is not empty.")
        }
        guard text.count <= max, !text.contains("\0") else {
            throw Desk.Refusal(
                "bad-\(name)", field: name, "The \(name) is longer than \(max) characters, or holds NUL.",
                remedy: "Send a shorter one, without NUL.")
        }
        return text
    }
}
