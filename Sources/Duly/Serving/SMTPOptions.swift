import ArgumentParser
import Channels

/// How mail comes in from everywhere: a desk without a mail server before it takes it by SMTP itself.
struct SMTPOptions: ParsableArguments {
    @Option(
        help: "The port that takes mail by SMTP from everywhere; 25 for a desk that is its own mail server.")
    var smtpPort: Int?
    @Option(help: "The address that port listens on; 0.0.0.0 for all.") var smtpHost = "127.0.0.1"
    @Option(help: "The name of this machine in its mail greeting.") var smtpName = "localhost"
    @Option(help: "A PEM file with the certificate chain for STARTTLS.") var tlsCertificate: String?
    @Option(help: "A PEM file with the certificate's key.") var tlsKey: String?
    @Option(
        name: .customLong("authserv-id"),
        help: "The mail server whose Authentication-Results are believed; can be given several times.")
    var authservID: [String] = []
    @Option(help: "A mail server of yours whose Received lines date the receipt; can be given several times.")
    var ownHost: [String] = []

    func validate() throws {
        if let smtpPort, !(0...65535).contains(smtpPort) {
            throw ValidationError("--smtp-port \(smtpPort): give a number from 1 to 65535.")
        }
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key belong together: give both.")
        }
    }

    var ports: [(port: Int, option: String, purpose: String)] {
        smtpPort.map { [($0, "--smtp-port", "mail by SMTP")] } ?? []
    }

    var words: String { smtpPort.map { " and SMTP on \(smtpHost):\($0)" } ?? "" }

    /// nil without a port. Complains of a certificate that can't be used.
    func settings() throws -> SMTPSettings? {
        guard let smtpPort else { return nil }
        var offer = SMTPOffer()
        do {
            if let tlsCertificate, let tlsKey {
                offer.tls = try SMTPCertificate(certificate: tlsCertificate, key: tlsKey)
            }
        } catch {
            complain("\(error)")
            throw ExitCode(66)
        }
        var configuration = LMTPConfiguration(
            address: .tcp(host: smtpHost, port: smtpPort), hostname: smtpName)
        configuration.service = .smtp(offer)
        configuration.limits.messageCountMax = 100
        return SMTPSettings(configuration: configuration)
    }
}

/// The SMTP server as it was asked for.
struct SMTPSettings: Sendable {
    let configuration: LMTPConfiguration
}
