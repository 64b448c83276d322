import Desk
public import Operations
import Storage
import Synchronization

/// The desk's way out: the server that an option names, else the one that is set up in the desk, else one
/// that the program itself falls back to. What is set up may change while the desk runs.
public final class Relay: Sendable {
    private let office: Office
    private let option: SubmissionServer?
    private let fallback: SubmissionServer?
    private let connections: Int
    let tokens: RelayTokens
    private let submission = Mutex<Submission?>(nil)

    public init(
        office: Office, option: SubmissionServer?, fallback: SubmissionServer? = nil, connections: Int = 2
    ) {
        self.office = office
        self.option = option
        self.fallback = fallback
        self.connections = connections
        tokens = RelayTokens(office: office)
    }

    /// Whether there is a way out now.
    public func isOpen() async throws -> Bool {
        if option != nil || fallback != nil { return true }
        return try await office.database.read { try $0.relay() } != nil
    }

    public func send(_ letter: Delivery.Letter) async -> Delivery.Outcome {
        do {
            let (server, access) = try await way()
            let outcome = await send(letter, by: server)
            guard case .credentialsRefused = outcome, let access else { return Delivery.Outcome(outcome) }
            // One fresh token is tried, where the old one had been good by its date.
            await tokens.forget(access)
            let (again, fresh) = try await way()
            return Delivery.Outcome(fresh == access ? outcome : await send(letter, by: again))
        } catch let problem as MailboxProblem {
            return .unreachable(problem.ofTokens, isRefusal: problem.isRefusal)
        } catch let refusal as Refusal {
            return .unreachable("\(refusal.message) \(refusal.remedy)", isRefusal: false)
        } catch {
            return .unreachable("\(error)", isRefusal: false)
        }
    }

    private func send(_ letter: Delivery.Letter, by server: SubmissionServer) async -> SubmissionOutcome {
        let submission = submission.withLock { held in
            let one = held ?? Submission(server: server, connections: connections)
            held = one
            return one
        }
        submission.use(server)
        return await submission.send(
            envelopeFrom: letter.from.isEmpty ? nil : letter.from, to: letter.to, bytes: letter.bytes,
            envelopeID: letter.messageID)
    }

    /// The server, and with OAuth2 the access token that enters it.
    func way() async throws -> (SubmissionServer, access: String?) {
        if let option { return (option, nil) }
        guard let open = try await office.openRelay() else {
            if let fallback { return (fallback, nil) }
            throw Refusal.noRelay
        }
        let access = open.settings.signIn == .xoauth2 ? try await tokens.access(open) : nil
        return (.smtp(SMTPServer(open, access: access)), access)
    }

    /// Waits for the mails on their way.
    public func stop() async {
        await submission.withLock { $0 }?.stop()
    }
}

extension SMTPServer {
    /// As it is set up in the desk. `access` is what enters it by OAuth2.
    init(_ open: Office.OpenRelay, access: String?) {
        let settings = open.settings
        let encryption: Encryption =
            switch settings.encryption {
            case .tls: .implicit
            case .starttls: .starttls
            case .loopback: .none
            }
        self.init(host: settings.host, port: settings.port, encryption: encryption)
        authorities = settings.authorities
        helo = settings.helo
        guard settings.signIn.wantsUser, let user = settings.user, let secret = access ?? open.secret else {
            return
        }
        credentials = Credentials(
            user: user, secret: secret, mechanism: Mechanism(rawValue: settings.signIn.rawValue))
    }
}

extension MailboxProblem {
    /// What stands on the page of the outbox when no token came.
    var ofTokens: String {
        switch self {
        case .refused(let words): "the desk's sign-in for sending is refused: \(words)"
        case .tokenServer(let words): "the token server gave no token: \(words)"
        default: "\(self)"
        }
    }
}
