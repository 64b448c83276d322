import BusinessTime
import Desk
import Operations
import Storage

/// A person as one request sees them: what they may do, and what they see in lists.
struct Seat: Sendable {
    let asker: Access.Asker
    let visibility: Visibility
    /// Of the zone in which a person sees times; nil for a program, which gets an agreement's.
    let rules: ZoneRules?

    /// nil for an account that is closed, or whose role the desk doesn't know.
    init?(
        _ person: StoredPerson, _ means: Access.Asker.Means, _ reader: Storage.Reader,
        rules: ZoneRules? = nil
    ) throws {
        guard let asker = try Access.Asker(person, means, in: reader) else { return nil }
        self.asker = asker
        self.rules = rules
        visibility = try asker.visibility(in: reader)
    }
}
