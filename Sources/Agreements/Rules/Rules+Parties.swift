import BusinessTime

extension Rules {
    static let parties: [Rule] = [
        Rule(
            "head", "an address for mail must be like name@example.com",
            remedy: "write one address, without a name or brackets"
        ) { terms in
            terms.addresses.filter { !EmailAddress.isValid($0.text) }.map(\.path)
        },
        Rule(
            "sign", "a party must have somebody who signs",
            remedy: "add a signatory with name, title and email"
        ) {
            [("provider", $0.provider), ("customer", $0.customer)]
                .filter { $0.1.signatories.isEmpty }.map { $0.0 + ".signatories" }
        },
        Rule(
            "head", at: "customer.name", "provider and customer must be two parties",
            remedy: "name the customer"
        ) {
            $0.provider.name != $0.customer.name
        },
        Rule(
            "head", at: "effective", "the effective date must lie in the years 2000 to 2089",
            remedy: "write the date from which the agreement holds"
        ) {
            (2000...2089).contains($0.effective.year)
        },
        Rule(
            "head", at: "monthly_fee", "the monthly fee must be in the agreement's currency",
            remedy: "write the fee in the currency named above it"
        ) {
            $0.monthlyFee.currency == $0.currency
        },
        Rule(
            "head", at: "monthly_fee",
            "the monthly fee must be zero or more, and no more than can be reckoned with",
            remedy: "write the fee of one month"
        ) {
            (0...Money.minorUnitsMax).contains($0.monthlyFee.minorUnits)
        },
        Rule("severity", at: "severities", "one severity at least must be defined", remedy: "define `normal`")
        {
            !$0.severities.isEmpty
        },
        Rule("severity", "each severity must be defined once", remedy: "keep one definition of it") {
            $0.severities.map(\.severity).pathsOfRepeats("severities")
        },
    ]
}

extension Case {
    /// Every address of a person or party, with its path.
    fileprivate var addresses: [Leaf] {
        [("provider", terms.provider), ("customer", terms.customer)].flatMap { path, party in
            [
                Leaf(path: "\(path).email", text: party.email),
                Leaf(path: "\(path).notice_address", text: party.noticeAddress),
            ]
                + party.signatories.enumerated().map {
                    Leaf(path: "\(path).signatories[\($0 + 1)].email", text: $1.email)
                }
        }
    }

    /// False where a severity is used that the agreement does not define.
    func defines(_ severity: Severity) -> Bool { terms.severities.contains { $0.severity == severity } }
}

/// The shape of an address that a party writes into an agreement.
enum EmailAddress {
    static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count),
            (1...255).contains(parts[1].utf8.count)
        else {
            return false
        }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return text.allSatisfy { !$0.isWhitespace && !"<>(),;:\"\\[]".contains($0) }
            && !parts[0].hasPrefix(".") && !parts[0].hasSuffix(".") && labels.count > 1
            && labels.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
    }
}
