import Agreements
public import Desk
public import Storage

// The words of mails: which hold, and how an organisation gets its own.
extension Office {
    /// Words with where they come from.
    public struct WordsInUse: Hashable, Sendable {
        public enum Source: Hashable, Sendable {
            case standard
            /// For all customers.
            case desk(version: Int)
            /// For one customer.
            case customer(version: Int)
        }

        public let text: String
        public let source: Source
    }

    /// A mail, for whom and in which language.
    public struct LetterPlace: Hashable, Sendable {
        public let kind: LetterKind
        /// nil for all customers.
        public let customer: Int64?
        public let language: Language

        public init(_ kind: LetterKind, customer: Int64?, language: Language) {
            self.kind = kind
            self.customer = customer
            self.language = language
        }

        var owner: Int64 { customer ?? 0 }
    }

    public func wordsInUse(_ place: LetterPlace, in reader: Reader) throws -> WordsInUse {
        for owner in Set([place.owner, 0]).sorted(by: >) {
            let own = try reader.letter(
                of: place.kind.rawValue, organisation: owner, language: place.language.rawValue)
            guard let own, !own.words.isEmpty else { continue }
            return WordsInUse(
                text: own.words,
                source: owner == 0 ? .desk(version: own.version) : .customer(version: own.version))
        }
        return WordsInUse(text: Self.standardWords(place), source: .standard)
    }

    public static func standardWords(_ place: LetterPlace) -> String {
        StandardWords.text(place.kind, place.language)
    }

    /// The newest first.
    public func versions(of place: LetterPlace, in reader: Reader) throws -> [StoredLetter] {
        try reader.letters(
            of: place.kind.rawValue, organisation: place.owner, language: place.language.rawValue)
    }

    public static func problems(_ words: String, for kind: LetterKind) -> [Refusal] {
        LetterWords.problems(words, for: kind)
    }

    /// Adds the next version. Empty words bring back those that hold without it.
    ///
    /// - Parameter version: the newest that the writer has seen; somebody else's newer one is not covered.
    public func saveWords(
        _ words: String, at place: LetterPlace, over version: Int, by person: Person.ID
    ) async throws {
        let now = clock()
        let text = words.filter { $0 != "\0" }.replacing("\r\n", with: "\n")
        let isEmpty = text.allSatisfy(\.isWhitespace)
        if !isEmpty, let problem = Self.problems(text, for: place.kind).first { throw problem }
        try await database.write { writer in
            if let customer = place.customer, try writer.organisation(customer) == nil {
                throw Refusal.noSuchCustomer
            }
            let newest = try writer.letter(
                of: place.kind.rawValue, organisation: place.owner, language: place.language.rawValue)
            guard (newest?.version ?? 0) == version else { throw Refusal.wordsSavedMeanwhile }
            let added = try writer.add(
                StoredLetter(
                    kind: place.kind.rawValue, organisation: place.owner, language: place.language.rawValue,
                    version: version + 1, words: isEmpty ? "" : text, savedBy: person.rawValue,
                    savedAt: now))
            guard added else { throw Refusal.wordsSavedMeanwhile }
        }
    }

    public func isOn(_ kind: LetterKind, in reader: Reader) throws -> Bool {
        guard kind.canBeOff else { return true }
        return try reader.letterSwitch(kind.rawValue)?.isOn ?? true
    }

    /// A mail that the agreement asks for stays on, and says by which clause.
    public func turn(_ kind: LetterKind, on isOn: Bool, by person: Person.ID) async throws {
        let now = clock()
        guard kind.canBeOff || isOn else { throw Refusal.cannotBeOff(kind) }
        try await database.write { [shelf] writer in
            if !isOn, kind == .receipt, let name = try self.agreementAcknowledgingByReceipt(shelf, writer) {
                throw Refusal.receiptAcknowledges(name)
            }
            try writer.set(
                LetterSwitch(kind: kind.rawValue, isOn: isOn, turnedBy: person.rawValue, turnedAt: now))
        }
    }

    private func agreementAcknowledgingByReceipt(
        _ shelf: AgreementShelf, _ reader: Reader
    ) throws -> String? {
        try reader.agreements().first { stored in
            let version = AgreementVersion(agreement: stored.name, number: stored.version)
            return try shelf.terms(version, in: reader)?.terms.acknowledge.automatic == true
        }?.name
    }
}

extension Refusal {
    static let wordsSavedMeanwhile = Refusal(
        "saved-meanwhile", field: "words", "Somebody saved other words meanwhile.",
        remedy: "Open the page again, and put your words into the newest version.")

    public static let noSuchCustomer = Refusal(
        "customer-unknown", field: "customer", "There is no such customer.",
        remedy: "Choose one of the list.")

    static func cannotBeOff(_ kind: LetterKind) -> Refusal {
        Refusal(
            "mail-required", clause: kind.clause, field: "kind",
            "\"\(kind.title)\" can't be switched off: the agreement asks for it (\(kind.clause.id)).",
            remedy: "Change its words instead.")
    }

    static func receiptAcknowledges(_ agreement: String) -> Refusal {
        Refusal(
            "mail-required", clause: .acknowledgment, field: "kind",
            "The receipt can't be switched off: under the agreement \(agreement) it acknowledges (A.1).",
            remedy: "Change its words instead, or amend the agreement.")
    }
}
