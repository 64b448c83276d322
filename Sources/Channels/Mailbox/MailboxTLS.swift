import NIOCore
import NIOSSL

/// How servers prove who they are: by the system's authorities and those of a file.
struct MailboxTLS: Sendable {
    private let context: NIOSSLContext

    /// `believesAll` is for looking at a certificate, never for what is secret.
    init(authorities file: String?, believesAll: Bool = false) throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if believesAll { configuration.certificateVerification = .none }
        if let file {
            do {
                let extra = try NIOSSLCertificate.fromPEMFile(file)
                configuration.additionalTrustRoots = [.certificates(extra)]
            } catch {
                throw MailboxProblem.setting("The file of authorities \(file) can't be read as PEM.")
            }
        }
        context = try NIOSSLContext(configuration: configuration)
    }

    /// An address has no name to be asked for; its certificate is to name the address.
    func client(for host: String) throws -> NIOSSLClientHandler {
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }

    static func problem(_ error: any Error, host: String) -> any Error {
        switch error {
        case let problem as MailboxProblem: return problem
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            return MailboxProblem.otherName(host)
        case let error as NIOSSLExtraError where error == .serverHostnameImpossibleToMatch:
            return MailboxProblem.otherName(host)
        default:
            let text = "\(error)"
            if text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("unableToValidateCertificate") {
                return MailboxProblem.untrusted(host, file: nil)
            }
            if text.contains("WRONG_VERSION_NUMBER") {
                return MailboxProblem.noTLS("the server speaks something else")
            }
            return MailboxProblem.noTLS(String(text.prefix(120)))
        }
    }
}
