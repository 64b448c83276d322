public import Agreements
import BusinessTime
public import Desk
public import Storage

// Texts of an organisation's own. No version is ever changed: what is signed in it reads the same for life.
extension Office {
    /// The newest version of each.
    public func templates(in reader: Reader) throws -> [Template] {
        try reader.templates().map(Self.template)
    }

    /// The newest version of this name; nil for the empty name, which is the standard text.
    public func template(named name: String, in reader: Reader) throws -> Template? {
        try name.isEmpty ? nil : reader.template(named: name).map(Self.template)
    }

    static func template(_ stored: StoredTemplate) throws -> Template {
        Template(name: stored.name, version: stored.version, clauses: try TemplateForm.decode(stored.body))
    }

    /// Adds a version with these clauses, unless the newest says just the same.
    ///
    /// - Parameter version: the one that was shown to whoever edits; 0 for a new template.
    /// - Throws: `AgreementProblems` while an executed clause leaves one of its terms out.
    public func saveTemplate(
        _ name: String, over version: Int, clauses: [Clause: Template.Text], by person: Person.ID
    ) async throws {
        // No version has this number, and none could follow.
        guard version < .max else { throw Refusal.savedMeanwhile }
        let next = Template(name: name, version: version + 1, clauses: clauses)
        let problems = next.check()
        if !problems.isEmpty { throw AgreementProblems(problems) }
        guard Self.isName(name) else { throw Refusal.badTemplateName }
        let now = clock()
        let stored = StoredTemplate(
            name: name, version: next.version, body: try TemplateForm.encode(clauses),
            savedBy: person.rawValue, savedAt: now)
        try await database.write { writer in
            let newest = try writer.template(named: name)
            if newest?.version == version, newest?.body == stored.body { return }
            guard (newest?.version ?? 0) == version, try writer.add(stored) else {
                throw version == 0 ? Refusal.templateExists(name) : Refusal.savedMeanwhile
            }
        }
    }

    /// `harbor/3` in its parts; nil for the standard text.
    static func place(of id: String) -> (name: String, version: Int)? {
        let parts = id.split(separator: "/")
        guard parts.count == 2, let version = Int(parts[1]) else { return nil }
        return (String(parts[0]), version)
    }
}

extension Refusal {
    public static let badTemplateName = Refusal(
        "bad-name", field: "name", "This can't name a text.",
        remedy: "Use up to 40 small letters, digits and hyphens, for example harbor.")

    static func templateExists(_ name: String) -> Refusal {
        Refusal(
            "template-exists", field: "name", "There is a text \(name) already.", remedy: "Edit that one.")
    }
}
