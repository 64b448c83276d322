extension Clause {
    /// As it is shown beside what somebody reads: its letter and number, or its heading where it has none.
    public var label: String {
        switch self {
        case .head: "Parties"
        case .severity: "Severities"
        case .signatures: "Signatures"
        default: id
        }
    }
}
