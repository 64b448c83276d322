import Agreements
import BusinessTime
import Desk
import Hummingbird
import Markup
import Operations
import Storage

// Two versions of an agreement side by side: each against the one before it, or against any other.
extension DeskServer {
    /// What a version changes against another: `against` of the query, or else the one before it. A form
    /// sends `version` besides.
    func changesPage(
        _ name: String, _ number: Int, _ query: Fields, _ person: SignedIn
    ) async throws -> Response {
        let chosen = Int(query["version"]) ?? number
        let against = Int(query["against"]) ?? chosen - 1
        let found = try await office.database.read { reader -> ChangesView? in
            let versions = try reader.agreements().filter { $0.name == name }.map(\.version).sorted()
            guard versions.contains(chosen), versions.contains(against) else { return nil }
            let version = AgreementVersion(agreement: name, number: chosen)
            var view = ChangesView(
                back: NavLink(label: "Agreement \(name)", href: Page.agreement(name)),
                title: against == chosen - 1
                    ? "What version \(chosen) changes" : "Version \(chosen) against version \(against)",
                choice: Self.choice(chosen, against, among: versions),
                action: Page.agreementChanges(name, chosen))
            if chosen == against {
                view.refusal = Refusal(
                    what: "A version changes nothing against itself.", remedy: "Choose two different ones.")
            } else {
                view.changes = try office.changes(of: version, against: against, in: reader)
            }
            return view
        }
        guard let view = found else { return notFound() }
        return page(
            Layout(head("\(name), changes", person, current: Page.agreements)) { view },
            status: view.refusal == nil ? .ok : .unprocessableContent)
    }

    private static func choice(_ chosen: Int, _ against: Int, among versions: [Int]) -> [FormField] {
        let all = versions.map { FieldChoice(value: "\($0)", label: "Version \($0)") }
        return [
            FormField(
                scope: "compare", name: "version", label: "What changes in", kind: .choice(all),
                value: "\(chosen)", isRequired: true),
            FormField(
                scope: "compare", name: "against", label: "Against", kind: .choice(all), value: "\(against)",
                isRequired: true),
        ]
    }
}
