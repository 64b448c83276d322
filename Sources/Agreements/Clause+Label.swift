extension Clause {
    /// As it is shown beside what somebody reads: its letter and number, or what it is about.
    public var label: String {
        switch self {
        case .head: "parties and dates"
        case .severity: "severities"
        case .signatures: "signing"
        default: id
        }
    }
}
