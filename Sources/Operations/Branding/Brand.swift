import BusinessTime
import Storage
import Synchronization

/// How the desk shows itself to customers, ready for pages.
public struct Brand: Hashable, Sendable {
    /// nil for the product's own.
    public let name: String?
    /// nil for the look of the desk itself.
    public let colour: Colour?
    public let dark: Colour?
    /// The digest of the picture, and what it is.
    public let logo: String?
    public let logoType: String
    /// Another after each change, so that a browser asks anew.
    public let version: Int64

    /// nil where nothing of the desk's own look is changed.
    init?(_ stored: StoredBrand) {
        if stored.name.isEmpty, stored.colour.isEmpty, stored.logo == nil { return nil }
        name = stored.name.isEmpty ? nil : stored.name
        colour = Colour(stored.colour)
        dark = Colour(stored.dark) ?? colour.map { Face.dark.nearest(to: $0) }
        logo = stored.logo
        logoType = stored.logoType
        version = stored.changed.seconds
    }
}

/// The brand in use, kept in memory: every page for customers bears it.
public final class BrandInUse: Sendable {
    private enum State: Sendable {
        case unread
        case read(Brand?)
    }

    private let state = Mutex(State.unread)

    init() {}

    var isRead: Bool {
        state.withLock { state in
            if case .read = state { return true }
            return false
        }
    }

    func set(_ brand: Brand?) { state.withLock { $0 = .read(brand) } }

    /// nil for the look of the desk itself.
    public var value: Brand? {
        state.withLock { state in
            if case .read(let brand) = state { return brand }
            return nil
        }
    }
}
