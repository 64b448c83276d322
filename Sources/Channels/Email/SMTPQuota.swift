import Glibc
import Synchronization

/// What each address has asked of the SMTP server lately.
final class SMTPQuota: Sendable {
    private struct Account {
        var connections = 0
        var minute: Int64 = 0
        var messages = 0
        var hour: Int64 = 0
        var recipients = 0
        var seen: Int64 = 0
    }

    private let limits: SMTPLimits
    /// Milliseconds since 1970.
    private let clock: @Sendable () -> Int64
    private let accounts = Mutex<[[UInt8]: Account]>([:])

    init(_ limits: SMTPLimits, clock: @escaping @Sendable () -> Int64) {
        self.limits = limits
        self.clock = clock
    }

    /// Addresses that are remembered.
    var count: Int { accounts.withLock { $0.count } }

    /// The refusal of one more connection; nil counts it until `leave`.
    func connect(_ peer: String) -> LMTPReply? {
        change(peer) { account in
            guard account.connections < limits.connectionCountMax else { return .tooManyFromThere }
            account.connections += 1
            return nil
        }
    }

    func leave(_ peer: String) {
        change(peer) { $0.connections = max(0, $0.connections - 1) }
    }

    /// The refusal of a demand; nil counts it.
    func refusal(of demand: LMTPSession.Demand, to peer: String) -> LMTPReply? {
        let now = clock()
        return change(peer) { account in
            switch demand {
            case .message:
                if account.minute != now / 60_000 { (account.minute, account.messages) = (now / 60_000, 0) }
                guard account.messages < limits.messagesPerMinuteMax else { return .tooFast }
                account.messages += 1
            case .recipient:
                if account.hour != now / 3_600_000 {
                    (account.hour, account.recipients) = (now / 3_600_000, 0)
                }
                guard account.recipients < limits.recipientsPerHourMax else { return .tooFast }
                account.recipients += 1
            }
            return nil
        }
    }

    private func change<Result: Sendable>(_ peer: String, _ body: (inout Account) -> Result) -> Result {
        let (key, now) = (Self.key(peer), clock())
        return accounts.withLock { accounts in
            if accounts[key] == nil, accounts.count >= limits.addressCountMax { Self.forget(&accounts) }
            var account = accounts[key] ?? Account()
            account.seen = now
            defer { accounts[key] = account }
            return body(&account)
        }
    }

    /// The tenth that was quiet for longest; who is connected is never forgotten.
    private static func forget(_ accounts: inout [[UInt8]: Account]) {
        let quiet = accounts.filter { $0.value.connections == 0 }.sorted { $0.value.seen < $1.value.seen }
        for (key, _) in quiet.prefix(max(1, accounts.count / 10)) { accounts[key] = nil }
    }

    static func isAddress(_ peer: String) -> Bool {
        bytes(AF_INET, peer) != nil || bytes(AF_INET6, peer) != nil
    }

    static func isLoopback(_ peer: String) -> Bool {
        let (key, six) = (key(peer), [UInt8](repeating: 0, count: 15) + [1])
        return key.count == 4 && key[0] == 127 || bytes(AF_INET6, peer) == six
    }

    /// A network of IPv6 is one customer's: it has more addresses than anybody can count.
    static func key(_ peer: String) -> [UInt8] {
        if let four = bytes(AF_INET, peer) { return four }
        guard let six = bytes(AF_INET6, peer) else { return Array(peer.utf8) }
        let isMapped = six.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255]
        return Array(isMapped ? six.suffix(4) : six.prefix(8))
    }

    private static func bytes(_ family: CInt, _ peer: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: family == AF_INET ? 4 : 16)
        return inet_pton(family, peer, &bytes) == 1 ? bytes : nil
    }
}
