import BusinessTime

extension Rules {
    /// Clauses B and C: how the desk is reached, and about what.
    static let reaching: [Rule] = [
        Rule(
            "B.1", at: "channels.support_addresses", "there must be a support address",
            remedy: "add the address to which customers write"
        ) {
            !$0.channels.supportAddresses.isEmpty
        },
        Rule("B.1", "a support address must be like support@example.com", remedy: "write one address a line")
        {
            $0.channels.supportAddresses.paths("channels.support_addresses") { !EmailAddress.isValid($0) }
        },
        Rule("B.1", "a support address must be named once", remedy: "take the second one out") {
            $0.channels.supportAddresses.map { $0.lowercased() }.pathsOfRepeats("channels.support_addresses")
        },
        Rule(
            "B.2", at: "channels.portal", "the portal's address must begin with https://",
            remedy: "write it like https://support.example.com"
        ) {
            $0.channels.portal.map { $0.hasPrefix("https://") && $0.count > 8 && !$0.contains(" ") } ?? true
        },
        Rule(
            "B.2", "a telephone number must be like +49 40 5550100", remedy: "write it with its country code"
        ) {
            terms in
            terms.phones.filter { !isPhone($0.text) }.map(\.path)
        },
        Rule(
            "B.2", at: "channels.chat_hours", "chat must have hours where it is offered", remedy: "name them"
        ) {
            $0.channels.chatHours.map { $0.days.values.contains { !$0.isEmpty } } ?? true
        },
        Rule("C.1", at: "scope.categories", "there must be a category", remedy: "add one, like technical") {
            !$0.scope.categories.isEmpty
        },
        Rule("C.1", "a category must be named once", remedy: "take the second one out") {
            $0.scope.categories.pathsOfRepeats("scope.categories")
        },
        Rule(
            "C.2", at: "scope.out_of_scope", "what is outside must be named",
            remedy: "name what needs its own agreement"
        ) {
            !$0.scope.outOfScope.isEmpty
        },
    ]

    private static func isPhone(_ text: String) -> Bool {
        let digits = text.filter { $0.isASCII && $0.isNumber }.count
        return (6...15).contains(digits) && text.hasPrefix("+")
            && text.allSatisfy { $0.isASCII && ($0.isNumber || "+ -()/.".contains($0)) }
    }
}

extension Case {
    fileprivate var phones: [Leaf] {
        [
            ("provider.phone", terms.provider.phone), ("customer.phone", terms.customer.phone),
            ("channels.phone", terms.channels.phone),
        ].compactMap { path, text in text.map { Leaf(path: path, text: $0) } }
    }
}
