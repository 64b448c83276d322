import Desk
public import Storage

// Views of the queue kept under a name: the desk's own records, and no facts.
extension Office {
    /// Of one person, and of all that is shared.
    public static let savedViewCountMax = 40
    /// Characters of what is asked.
    static let queryMax = 500

    /// What somebody can open, by name.
    public func savedViews(for asker: Access.Asker, in reader: Reader) throws -> [StoredSavedView] {
        let views = try reader.savedViews(of: asker.person.rawValue)
        if views.isEmpty { return [] }
        let groups = try reader.groups()
        return views.filter { $0.sharing.isOpen(to: asker, owner: $0.owner, groups) }
    }

    /// nil where there is none, or none for this person.
    public func savedView(
        _ id: Int64, for asker: Access.Asker, in reader: Reader
    ) throws -> StoredSavedView? {
        try reader.savedView(id).flatMap {
            $0.sharing.isOpen(to: asker, owner: $0.owner, try reader.groups()) ? $0 : nil
        }
    }

    /// The view that somebody begins with; nil for the whole queue. One that is no longer shared with them
    /// is none.
    public func startView(of asker: Access.Asker, in reader: Reader) throws -> StoredSavedView? {
        try reader.startView(of: asker.person.rawValue).flatMap { try savedView($0, for: asker, in: reader) }
    }

    /// Whether somebody may rename, share or remove it.
    public static func mayChange(_ view: StoredSavedView, _ asker: Access.Asker) -> Bool {
        view.sharing.isChangeable(by: asker, owner: view.owner)
    }

    public func keepView(
        _ name: String, query: String, sharing: String, by asker: Access.Asker
    ) async throws {
        try await database.write { writer in
            try Access.require(.ticketView, by: asker)
            guard !query.isEmpty, query.count <= Self.queryMax else {
                throw Refusal(
                    "query-too-long", field: "query", "What this view asks is too long to keep.",
                    remedy: "Search for fewer words.")
            }
            let view = StoredSavedView(
                owner: asker.person.rawValue, sharing: try Sharing.checked(sharing, by: asker, writer),
                name: try KeptName.checked(name), query: query)
            let known = try writer.savedViews(of: view.owner)
            try Self.check(view, against: known)
            let isSameHeap = { (other: StoredSavedView) in (other.sharing == .own) == (view.sharing == .own) }
            guard known.count(where: isSameHeap) < Self.savedViewCountMax else {
                throw Refusal.tooManyKept("kept views", Self.savedViewCountMax)
            }
            _ = try writer.add(view)
        }
    }

    public func changeView(
        _ id: Int64, name: String, sharing: String, by asker: Access.Asker
    ) async throws {
        try await database.write { writer in
            var view = try self.changeable(id, asker, writer)
            view.name = try KeptName.checked(name)
            view.sharing = try Sharing.checked(sharing, by: asker, writer)
            try Self.check(view, against: try writer.savedViews(of: view.owner))
            try writer.change(view)
        }
    }

    public func removeView(_ id: Int64, by asker: Access.Asker) async throws {
        try await database.write { writer in
            _ = try self.changeable(id, asker, writer)
            try writer.removeSavedView(id)
        }
    }

    /// nil begins with the whole queue again.
    public func begin(with view: Int64?, by asker: Access.Asker) async throws {
        try await database.write { writer in
            try Access.require(.ticketView, by: asker)
            if let view, try self.savedView(view, for: asker, in: writer) == nil {
                throw Access.Denial.hidden
            }
            try writer.set(startView: view, of: asker.person.rawValue)
        }
    }

    private func changeable(
        _ id: Int64, _ asker: Access.Asker, _ writer: Writer
    ) throws -> StoredSavedView {
        try Access.require(.ticketView, by: asker)
        guard let view = try savedView(id, for: asker, in: writer) else { throw Access.Denial.hidden }
        guard Self.mayChange(view, asker) else {
            throw Access.Denial.forbidden("A shared view is changed by a manager.")
        }
        return view
    }

    private static func check(_ view: StoredSavedView, against known: [StoredSavedView]) throws {
        let name = view.name.lowercased()
        let isTaken = known.contains {
            $0.id != view.id && $0.sharing == view.sharing && $0.name.lowercased() == name
        }
        if isTaken { throw Refusal.nameKept(view.name) }
    }
}
