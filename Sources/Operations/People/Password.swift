import Crypto
import CryptoExtras
import Dispatch
import Foundation

/// Passwords are kept as scrypt hashes (N = 2^15, r = 8, p = 3) and checked off the event loop.
///
/// One hash takes about 32 MiB and a quarter of a second, so at most four run at once: a flood of
/// sign-ins waits its turn instead of taking the machine's memory.
public struct Password: Sendable {
    /// Bytes. Longer ones are refused before hashing.
    public static let lengthMax = 1024
    static let atOnce = 4
    static let rounds = 1 << 15
    static let blockSize = 8
    static let parallelism = 3

    private static let queue = DispatchQueue(label: "password", attributes: .concurrent)
    private static let places = DispatchSemaphore(value: atOnce)

    /// `salt` is 16 random bytes of the caller's.
    public static func hash(_ password: String, salt: [UInt8]) async throws -> String {
        let key = try await derive(password, salt: salt)
        return "scrypt$\(rounds)$\(blockSize)$\(parallelism)$\(hexadecimal(salt))$\(hexadecimal(key))"
    }

    /// Takes the same time whether the account is known or not: give `nil` for an unknown one.
    public static func matches(_ password: String, stored: String?) async -> Bool {
        let parts = (stored ?? "").split(separator: "$").map(String.init)
        let known = parts.count == 6 && parts[0] == "scrypt"
        let salt = known ? bytes(hexadecimal: parts[4]) : [UInt8](repeating: 7, count: 16)
        guard let key = try? await derive(password, salt: salt) else { return false }
        return known && sameBytes(key, bytes(hexadecimal: parts[5]))
    }

    private static func derive(_ password: String, salt: [UInt8]) async throws -> [UInt8] {
        let secret = Array(password.utf8)
        guard secret.count <= lengthMax else { throw TooLong() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                places.wait()
                defer { places.signal() }
                continuation.resume(with: Result { try key(secret, salt: salt) })
            }
        }
    }

    private static func key(_ secret: [UInt8], salt: [UInt8]) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(secret), salt: Data(salt), outputByteCount: 32, rounds: rounds,
            blockSize: blockSize, parallelism: parallelism, maxMemory: 128 << 20)
        return key.withUnsafeBytes { Array($0) }
    }

    public struct TooLong: Error, CustomStringConvertible {
        public var description: String { "The password is longer than 1,024 bytes. Choose a shorter one." }
    }
}
