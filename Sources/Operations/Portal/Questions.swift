import Agreements
public import BusinessTime
import Desk
public import Storage

/// What the agreements in force for a customer want to know of an inquiry (C.1, G).
public struct Questions: Sendable {
    public internal(set) var categories: [String] = []
    public internal(set) var required: [String: [String]] = [:]

    /// As agreements ask for it that keep the standard text. The words of a request answer it.
    public static let whatHappened = "What was done, what was expected, and what happened instead"

    public func asked(of category: String?) -> [String] { category.flatMap { required[$0] } ?? [] }

    /// The words with the answers below them. What nobody answered is not there.
    public static func letter(_ text: String, _ answers: [(question: String, answer: String)]) -> String {
        let given = answers.filter { pair in pair.answer.contains { !$0.isWhitespace } }
        return ([text] + given.map { "\($0.question): \($0.answer)" }).joined(separator: "\n\n")
    }
}

extension Office {
    /// Of a customer at an instant; nothing is asked of who belongs to nobody.
    public func questions(ofCustomer customer: Int64?, at now: Instant, in reader: Reader) throws -> Questions
    {
        var questions = Questions()
        guard let customer else { return questions }
        for period in try reader.agreementPeriods(of: customer)
        where period.from <= now && period.until.map({ now < $0 }) ?? true {
            let version = AgreementVersion(agreement: period.name, number: period.version)
            guard let terms = try shelf.terms(version, in: reader)?.terms else { continue }
            questions.categories += terms.scope.categories.filter { !questions.categories.contains($0) }
            questions.required.merge(terms.duties.required) { first, more in
                first + more.filter { !first.contains($0) }
            }
        }
        return questions
    }
}
