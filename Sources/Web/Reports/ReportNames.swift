import Agreements
import Desk
import Operations
import Reports
import Storage

/// The values of splits in words, and the targets that customers were promised.
struct ReportNames: Sendable {
    private var organisations: [String: String] = [:]
    private var targets: [String: FigureTerms] = [:]
    private(set) var categories: [String] = []

    init(of reader: Storage.Reader, _ office: Office) throws {
        for organisation in try reader.organisations() {
            organisations["\(organisation.id)"] = organisation.name
        }
        for stored in try reader.agreements() {
            let version = AgreementVersion(agreement: stored.name, number: stored.version)
            guard let terms = try office.shelf.terms(version, in: reader)?.terms else { continue }
            targets[stored.name] = terms.figures
            for category in terms.scope.categories where !categories.contains(category) {
                categories.append(category)
            }
        }
    }

    func words(_ value: String, of split: FigureQuestion.Split) -> String {
        switch split {
        case .organisation: value == "0" ? "Unknown customer" : organisations[value] ?? "Customer \(value)"
        case .severity:
            Int(value).flatMap { Severity.allCases.indices.contains($0) ? Severity.allCases[$0] : nil }
                .map { $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() } ?? value
        case .tier: "Tier \(value)"
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

    var organisationChoices: [FieldChoice] {
        organisations.sorted { $0.value < $1.value }.map { FieldChoice(value: $0.key, label: $0.value) }
    }
}
