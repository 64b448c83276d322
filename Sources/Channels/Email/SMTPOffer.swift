import NIOSSL

/// What the SMTP server offers to strangers, and how much of it.
public struct SMTPOffer: Sendable {
    /// nil offers no STARTTLS.
    public var tls: SMTPCertificate?
    public var limits = SMTPLimits()

    public init(tls: SMTPCertificate? = nil) {
        self.tls = tls
    }
}

/// The bounds for one address; an IPv6 address counts by its first 64 bits.
public struct SMTPLimits: Sendable, Equatable {
    /// One more gets 421 4.7.0.
    public var connectionCountMax = 10
    /// One more gets 450 4.7.1 until the minute is over.
    public var messagesPerMinuteMax = 60
    /// Wrong addresses count too: nobody shall try names.
    public var recipientsPerHourMax = 1000
    /// Addresses that are remembered; the oldest is forgotten first.
    public var addressCountMax = 10_000

    public init() {}
}

/// A certificate with its key, read from PEM files at the start.
public struct SMTPCertificate: Sendable {
    let context: NIOSSLContext

    /// Why a certificate can't be used, with the remedy.
    public struct Unusable: Error, CustomStringConvertible {
        public let description: String
    }

    /// The certificate file holds the whole chain, the server's first.
    public init(certificate: String, key: String) throws(Unusable) {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            guard !chain.isEmpty else {
                throw Unusable(description: "\(certificate) holds no certificate; name its PEM file.")
            }
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
            configuration.minimumTLSVersion = .tlsv12
            context = try NIOSSLContext(configuration: configuration)
        } catch let unusable as Unusable {
            throw unusable
        } catch {
            throw Unusable(
                description: """
                    the certificate \(certificate) with the key \(key) can't be used: \(error). Give PEM \
                    files that this user can read and that belong together.
                    """)
        }
    }
}
