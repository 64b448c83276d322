import Crypto
import CryptoExtras
import Dispatch
import Foundation

/// Passwords are kept as scrypt hashes (RFC 7914) and checked off the event loop.
///
/// One hash takes about 32 MiB and a quarter of a second, so at most four run at once: a flood of
/// sign-ins waits its turn instead of taking the machine's memory.
public struct Password: Sendable {
    /// What one hash takes: N, r and p of RFC 7914. A record carries its own, so that the standard can rise
    /// without a new password for everybody.
    public struct Cost: Sendable, Hashable {
        public let rounds: Int
        public let blockSize: Int
        public let parallelism: Int

        /// nil for what scrypt can't do, and for what would take more than 64 MiB or sixteen passes.
        public init?(rounds: Int, blockSize: Int, parallelism: Int) {
            let fits = (2...(1 << 18)).contains(rounds) && rounds.nonzeroBitCount == 1
            guard fits, (1...32).contains(blockSize), (1...16).contains(parallelism) else { return nil }
            guard rounds * blockSize * 128 <= 64 << 20 else { return nil }
            (self.rounds, self.blockSize, self.parallelism) = (rounds, blockSize, parallelism)
        }

        /// What new passwords are hashed with.
        public static let standard = Cost(rounds: 1 << 15, blockSize: 8, parallelism: 3)!
    }

    /// Bytes. Longer ones are refused before hashing.
    public static let lengthMax = 1024
    static let atOnce = 4

    private static let queue = DispatchQueue(label: "password", attributes: .concurrent)
    private static let places = DispatchSemaphore(value: atOnce)

    /// `salt` is 16 random bytes of the caller's.
    public static func hash(
        _ password: String, salt: [UInt8], cost: Cost = .standard
    ) async throws -> String {
        let key = try await derive(password, salt: salt, cost: cost)
        let head = "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)"
        return "\(head)$\(hexadecimal(salt))$\(hexadecimal(key))"
    }

    /// Takes the same time whether the account is known or not: give `nil` for an unknown one.
    public static func matches(_ password: String, stored: String?) async -> Bool {
        let record = stored.flatMap(Record.init)
        let salt = record?.salt ?? [UInt8](repeating: 7, count: 16)
        let key = try? await derive(password, salt: salt, cost: record?.cost ?? .standard)
        guard let record, let key else { return false }
        return sameBytes(key, record.key)
    }

    /// `scrypt$N$r$p$salt$key`, the last two in hexadecimal.
    private struct Record {
        let cost: Cost
        let salt: [UInt8]
        let key: [UInt8]

        init?(_ text: String) {
            let parts = text.split(separator: "$").map(String.init)
            guard parts.count == 6, parts[0] == "scrypt" else { return nil }
            let numbers = parts[1...3].compactMap { Int($0) }
            guard numbers.count == 3,
                let cost = Cost(rounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
            else { return nil }
            self.cost = cost
            salt = bytes(hexadecimal: parts[4])
            key = bytes(hexadecimal: parts[5])
        }
    }

    private static func derive(_ password: String, salt: [UInt8], cost: Cost) async throws -> [UInt8] {
        let secret = Array(password.utf8)
        guard secret.count <= lengthMax else { throw TooLong() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                places.wait()
                defer { places.signal() }
                continuation.resume(with: Result { try key(secret, salt: salt, cost: cost) })
            }
        }
    }

    private static func key(_ secret: [UInt8], salt: [UInt8], cost: Cost) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(secret), salt: Data(salt), outputByteCount: 32, rounds: cost.rounds,
            blockSize: cost.blockSize, parallelism: cost.parallelism, maxMemory: 128 << 20)
        return key.withUnsafeBytes { Array($0) }
    }

    public struct TooLong: Error, CustomStringConvertible {
        public var description: String { "The password is longer than 1,024 bytes. Choose a shorter one." }
    }
}
