/// A company that signs.
public struct Party: Hashable, Sendable {
    public var name: String
    public var address: String
    public var email: String
    public var noticeAddress: String
    public var phone: String?
    public var signatories: [Signatory]

    public init(
        name: String, address: String, email: String, noticeAddress: String, phone: String? = nil,
        signatories: [Signatory]
    ) {
        self.name = name
        self.address = address
        self.email = email
        self.noticeAddress = noticeAddress
        self.phone = phone
        self.signatories = signatories
    }
}

/// A person who signs for a party.
public struct Signatory: Hashable, Sendable {
    public var name: String
    public var title: String
    public var email: String

    public init(name: String, title: String, email: String) {
        self.name = name
        self.title = title
        self.email = email
    }
}
