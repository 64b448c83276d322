public import Operations
import Storage
import Synchronization

/// Who is ours, for servers that must say so at once; read anew by whoever runs the desk.
public final class RecipientBook: Sendable {
    private let known: Mutex<DeskAddresses>

    public init(_ addresses: DeskAddresses = DeskAddresses(support: [], tokens: nil)) {
        known = Mutex(addresses)
    }

    public var addresses: DeskAddresses { known.withLock { $0 } }

    /// New agreements bring new addresses.
    public func read(_ office: Office) async throws {
        let found = try await office.database.read { try office.addresses(in: $0) }
        known.withLock { $0 = found }
    }

    public func verdict(_ recipient: String) -> RecipientVerdict {
        RecipientVerdict(addresses.belonging(of: recipient))
    }
}

extension RecipientVerdict {
    public init(_ belonging: DeskAddresses.Belonging) {
        switch belonging {
        case .ours: self = .accepted
        case .nobodys: self = .unknown
        case .foreign: self = .foreign
        case .unknown: self = .temporary("the desk has no support address yet")
        }
    }
}
