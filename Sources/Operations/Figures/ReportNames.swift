import Agreements
import Desk
import Reports
public import Storage

/// The values of splits in words, and the targets that customers were promised.
public struct ReportNames: Sendable {
    private var organisations: [String: String] = [:]
    private var agents: [String: String] = [:]
    private var targets: [String: FigureTerms] = [:]
    public private(set) var categories: [String] = []

    /// - Parameter only: of this organisation alone, where the reader may know of no other.
    public init(of reader: Reader, _ office: Office, only: Int64? = nil) throws {
        for organisation in try reader.organisations() where only.map({ $0 == organisation.id }) ?? true {
            organisations["\(organisation.id)"] = organisation.name
        }
        for agent in try reader.agents() { agents["\(agent.id)"] = agent.name }
        for stored in try reader.agreements() where only.map({ $0 == stored.organisation }) ?? true {
            let version = AgreementVersion(agreement: stored.name, number: stored.version)
            guard let terms = try office.shelf.terms(version, in: reader)?.terms else { continue }
            targets[stored.name] = terms.figures
            for category in terms.scope.categories where !categories.contains(category) {
                categories.append(category)
            }
        }
    }

    public func words(_ value: String, of split: FigureQuestion.Split) -> String {
        switch split {
        case .organisation: value == "0" ? "Unknown customer" : organisations[value] ?? "Customer \(value)"
        case .severity:
            Int(value).flatMap { Severity.allCases.indices.contains($0) ? Severity.allCases[$0] : nil }
                .map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() } ?? value
        case .tier: "Tier \(value)"
        case .agent: value == "0" ? "Nobody" : agents[value] ?? "Person \(value)"
        case .agreement, .category, .channel: value.isEmpty ? "None" : value
        }
    }

    /// In the report's unit: of one agreement, or of all where they have the same; nil where there is none.
    func target(_ report: Report, agreement: String?) -> Int64? {
        let terms = agreement.map { targets[$0].map { [$0] } ?? [] } ?? Array(targets.values)
        let values = Set(
            terms.map { terms -> Int64 in
                switch report.target {
                case .acknowledgment: Int64(terms.acknowledgmentTarget)
                case .resolution: Int64(terms.resolutionTarget)
                case .satisfaction: Int64(terms.satisfactionTarget)
                case nil: 0
                }
            })
        return report.target != nil && values.count == 1 ? values.first : nil
    }

    /// By their names.
    public var customers: [(id: String, name: String)] {
        organisations.sorted { $0.value < $1.value }.map { (id: $0.key, name: $0.value) }
    }
}

extension FigureQuestion.Split {
    /// As a column's head.
    public var words: String {
        switch self {
        case .organisation: "Customer"
        case .agreement: "Agreement"
        case .severity: "Severity"
        case .tier: "Tier"
        case .category: "Category"
        case .channel: "Channel"
        case .agent: "Agent"
        }
    }
}
