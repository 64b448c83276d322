import BusinessTime
import Desk
import Operations
import Storage

// What was disputed and waits for its answer, for the customer who asks what became of it.
extension StatementSight {
    /// - Parameter words: of who reads them.
    func waitingDisputes(_ words: DeskWords, _ reader: Storage.Reader) throws -> [String] {
        let waiting = statement.lines.compactMap { line in
            file.books.ledger.disputes[line.key].flatMap { $0.answer == nil ? (line.key, $0) : nil }
        }
        let names = try reader.names(of: waiting.compactMap { $0.1.by.person?.rawValue })
        return waiting.map { key, dispute in
            let who = dispute.by.person.flatMap { names[$0.rawValue] } ?? "the desk"
            let due = file.books.answerDue(key).map { "it is answered by \(words.relative($0))." }
            return "The dispute of ticket \(key.ticket) was sent by \(who), \(words.relative(dispute.at)); "
                + (due ?? "it is answered within \(Books.answeredWithin) business days.")
        }
    }
}
