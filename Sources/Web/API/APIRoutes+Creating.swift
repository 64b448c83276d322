import BusinessTime
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Mail
import Operations
import Storage

extension DeskServer {
    /// Characters.
    private static let subjectMax = 1000
    private static let nameMax = 200
    private static let textMax = 200_000

    /// Opens a ticket for the requester that is named. The key, the ticket, its receipt and the answer are
    /// one transaction: a request sent again after a crash still has one effect.
    func create(_ request: Request, _ caller: APICaller) async throws -> Response {
        try Access.require(.ticketCreate, by: caller.asker)
        let body = try await JSONBody(request)
        let (inquiry, requester) = try Self.inquiry(body.fields)
        let key = try IdempotencyKey(request, caller, body: body.bytes)
        let now = office.clock()
        let (answer, id) = try await office.database.write { [office] writer -> ([UInt8], Int64?) in
            if let known = try key?.answer(writer, at: now) { return (known.answer, Self.number(in: known)) }
            let opened = try office.open(inquiry, now: now, writer)
            // As for a mail: under the rules against loops, and to customers alone.
            let desk = try office.sendReceipt(of: opened, now: now, writer) { recent, own in
                LoopGuard.refusal(to: requester, recent: recent, ownAddresses: own)
            }
            let answer = try created(desk, now, writer)
            try key?.keep(.created, answer, writer, at: now)
            return (answer, desk.ticket.id.rawValue)
        }
        var response = json(answer, status: .created)
        if let id { response.headers[.location] = Page.apiTicket(id) }
        return response
    }

    /// The ticket that was opened when the request came first.
    private static func number(in answer: IdempotentAnswer) -> Int64? {
        try? JSONDecoder().decode(Numbered.self, from: Data(answer.answer)).id
    }

    private struct Numbered: Decodable {
        let id: Int64
    }

    private func created(
        _ desk: Office.Dossier, _ now: Instant, _ reader: Storage.Reader
    ) throws -> [UInt8] {
        guard let row = try reader.ticketRow(desk.ticket.id.rawValue) else {
            preconditionFailure("the ticket was just written")
        }
        return encoded(try APITicket(row, desk, at: now, reader))
    }

    private static func inquiry(_ fields: Fields) throws(Desk.Refusal) -> (Inquiry, MailAddress) {
        let address = fields["requester"]
        guard let requester = MailAddress(address), address.count <= 254 else {
            throw Desk.Refusal(
                "bad-address", field: "requester", "\"\(address.prefix(254))\" is no mail address.",
                remedy: "Name who asks, for example carla@acme.example.")
        }
        let subject = try text(fields, "subject", max: subjectMax)
        for (name, line) in [("subject", subject), ("name", fields["name"])] {
            guard isPlainLine(line) else {
                throw Desk.Refusal(
                    "bad-\(name)", field: name,
                    "The \(name) is more than one line, or holds characters that turn the writing around.",
                    remedy: "Send it as one line of plain words.")
            }
        }
        guard fields["name"].count <= nameMax else {
            throw Desk.Refusal(
                "bad-name", field: "name", "The name is longer than \(nameMax) characters.",
                remedy: "Send a shorter one.")
        }
        var inquiry = Inquiry(
            address: address, name: fields["name"], subject: subject,
            text: try text(fields, "text", max: textMax), way: .api)
        if !fields["category"].isEmpty { inquiry.category = try text(fields, "category", max: nameMax) }
        return (inquiry, requester)
    }

    /// Embeddings, overrides and isolates can make a line read as another.
    static func isPlainLine(_ line: String) -> Bool {
        line.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0..<32, 127..<160, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: false
            default: true
            }
        }
    }

    private static func text(_ fields: Fields, _ name: String, max: Int) throws(Desk.Refusal) -> String {
        let text = fields[name]
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Desk.Refusal(
                "\(name)-missing", field: name, "There is no \(name).", remedy: "Send one that is not empty.")
        }
        guard text.count <= max else {
            throw Desk.Refusal(
                "bad-\(name)", field: name, "The \(name) is longer than \(max) characters.",
                remedy: "Send a shorter one.")
        }
        return text
    }
}
