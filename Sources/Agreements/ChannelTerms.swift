public import BusinessTime

/// Clause B: by which ways a customer reaches the desk.
public struct ChannelTerms: Hashable, Sendable {
    public var supportAddresses: [String]
    public var portal: String?
    public var phone: String?
    /// Hours of the live chat; nil where none is offered.
    public var chatHours: OpeningHours?

    public init(
        supportAddresses: [String], portal: String? = nil, phone: String? = nil,
        chatHours: OpeningHours? = nil
    ) {
        self.supportAddresses = supportAddresses
        self.portal = portal
        self.phone = phone
        self.chatHours = chatHours
    }
}
