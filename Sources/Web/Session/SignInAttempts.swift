import BusinessTime
import Foundation

/// Slows down who guesses passwords, without locking out whose password it is.
///
/// An attempt counts from its beginning, so that many at once are bounded too, and is taken back when it
/// succeeds. Addresses are counted as typed, whether they are known or not. Who signed in from a network
/// before is held there only to the bound of that pair, whatever others do to the address or the network.
struct SignInAttempts: Sendable {
    /// Wall seconds for which a failure counts.
    static let window: Int64 = 900
    /// Failures for one address from one network.
    static let pairMax = 10
    /// Failures from one network for any address.
    static let networkMax = 50
    /// Failures for one address from everywhere.
    static let addressMax = 100
    /// Counted addresses, networks and pairs; beyond, the longest silent are forgotten.
    static let keysMax = 20_000

    enum Key: Hashable, Sendable {
        case pair(address: String, network: String)
        case network(String)
        case address(String)
    }

    /// How often within the window.
    struct Limits: Sendable {
        var pair = SignInAttempts.pairMax
        var network = SignInAttempts.networkMax
        var address = SignInAttempts.addressMax

        /// Each is a mail to somebody.
        static let mails = Limits(pair: 5, network: 20, address: 5)

        fileprivate func max(of key: Key) -> Int {
            switch key {
            case .pair: pair
            case .network: network
            case .address: address
            }
        }
    }

    private let limits: Limits
    private var failures: [Key: [Instant]] = [:]
    private var known: [Key: Instant] = [:]

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Wall seconds to wait, or nil where the attempt may go on; it then counts.
    mutating func begin(address: String, network: String, at now: Instant) -> Int64? {
        let pair = Self.pair(address, network)
        let keys = known[pair] == nil ? Self.keys(pair) : [pair]
        if let wait = keys.compactMap({ wait(for: $0, at: now) }).max() { return wait }
        for key in keys { failures[key, default: []].append(now) }
        if failures.count > Self.keysMax { forget(at: now) }
        return nil
    }

    /// Takes the attempt back, and knows the pair from now on.
    mutating func succeeded(address: String, network: String, at now: Instant) {
        let pair = Self.pair(address, network)
        for key in Self.keys(pair) where key != pair && known[pair] == nil {
            _ = failures[key]?.popLast()
        }
        failures[pair] = nil
        known[pair] = now
        if known.count > Self.keysMax {
            let eldest = known.sorted { $0.value < $1.value }.prefix(Self.keysMax / 2)
            for (key, _) in eldest { known[key] = nil }
        }
    }

    private mutating func wait(for key: Key, at now: Instant) -> Int64? {
        let recent = (failures[key] ?? []).filter {
            $0 <= now && now.wallSeconds(since: $0) < Self.window
        }
        failures[key] = recent.isEmpty ? nil : recent
        let max = limits.max(of: key)
        guard recent.count >= max else { return nil }
        return Self.window - now.wallSeconds(since: recent[recent.count - max])
    }

    private mutating func forget(at now: Instant) {
        let eldest = failures.sorted { ($0.value.last ?? now) < ($1.value.last ?? now) }
        for (key, _) in eldest.prefix(Self.keysMax / 2) { failures[key] = nil }
    }

    private static func pair(_ address: String, _ network: String) -> Key {
        .pair(address: String(address.prefix(254)), network: network)
    }

    private static func keys(_ pair: Key) -> [Key] {
        guard case .pair(let address, let network) = pair else { return [pair] }
        return [pair, .network(network), .address(address)]
    }
}

/// The attempts of one desk; requests ask at the same time.
final class SignInGate: @unchecked Sendable {
    private let lock = NSLock()
    private var attempts: SignInAttempts

    init(_ limits: SignInAttempts.Limits = SignInAttempts.Limits()) {
        attempts = SignInAttempts(limits: limits)
    }

    func begin(address: String, network: String, at now: Instant) -> Int64? {
        lock.withLock { attempts.begin(address: address, network: network, at: now) }
    }

    func succeeded(address: String, network: String, at now: Instant) {
        lock.withLock { attempts.succeeded(address: address, network: network, at: now) }
    }
}
