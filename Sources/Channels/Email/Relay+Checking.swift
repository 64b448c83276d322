import BusinessTime
import Desk
public import Operations

extension Relay {
    /// Goes the way out step by step, and sends the letter where there is one. A refresh token that changes
    /// is stored.
    public func check(sending letter: Delivery.Letter? = nil) async -> RelayFinding {
        var finding = RelayFinding()
        do {
            let (server, access) = try await way()
            if access != nil { finding.steps.append("Token: the token server gave one") }
            switch server {
            case .folder(let path): try await write(letter, into: server, path, &finding)
            case .smtp(let smtp): try await go(letter, through: smtp, &finding)
            }
        } catch let failure as SubmissionFailure {
            finding.failure = RelayFinding.Failure(failure)
        } catch let problem as MailboxProblem {
            finding.failure = RelayFinding.Failure(
                step: "Token", words: problem.ofTokens,
                remedy: problem.isRefusal
                    ? "Fetch a new refresh token and give it here; check client id, secret and scope."
                    : "Check the token server's address; it is tried again by itself.",
                isRefusal: problem.isRefusal)
        } catch let refusal as Refusal {
            finding.failure = RelayFinding.Failure(
                step: "Settings", words: refusal.message.withoutPeriod, remedy: refusal.remedy)
        } catch {
            finding.failure = RelayFinding.Failure(
                step: "Settings", words: "\(error)", remedy: "See the desk's log.")
        }
        return finding
    }

    private func go(
        _ letter: Delivery.Letter?, through server: SMTPServer, _ finding: inout RelayFinding
    ) async throws {
        var quick = server
        // Somebody waits for the answer.
        quick.times.connect = .seconds(10)
        quick.times.reply = .seconds(15)
        let line: SubmissionLine
        do throws(SubmissionFailure) {
            line = try await SubmissionLine.open(quick) { step, words in
                finding.steps.append("\(step.words): \(words)")
            }
        } catch {
            // A token that was good by its date and was taken back: the next try fetches another.
            if error.isRefusalOfUser, let secret = server.credentials?.secret { await tokens.forget(secret) }
            throw error
        }
        finding.certificateEnd = await line.certificateEnd().map { Instant(seconds: $0) }
        if let letter {
            let mail = SubmissionMail(
                from: letter.from, to: letter.to, bytes: letter.bytes, envelopeID: letter.messageID)
            finding.steps.append("Mail: to \(letter.to), taken with \"\(try await line.send(mail))\"")
        }
        line.quit()
    }

    private func write(
        _ letter: Delivery.Letter?, into server: SubmissionServer, _ path: String,
        _ finding: inout RelayFinding
    ) async throws {
        finding.steps.append("Folder: mail is written to \(path), and sent by nobody")
        guard let letter else { return }
        let submission = Submission(server: server)
        let outcome = await submission.send(
            envelopeFrom: letter.from, to: letter.to, bytes: letter.bytes, envelopeID: letter.messageID)
        await submission.stop()
        switch outcome {
        case .accepted(let words): finding.steps.append("Mail: \(words)")
        case .rejected(_, let text), .deferred(_, let text), .credentialsRefused(_, let text),
            .uncertain(let text):
            throw SubmissionFailure(.mail, text)
        }
    }
}

extension RelayFinding.Failure {
    init(_ failure: SubmissionFailure) {
        let said = failure.code.map { "\($0) \(failure.text)" } ?? failure.text
        self.init(
            step: failure.step.words, words: said.withoutPeriod, remedy: failure.advice,
            isRefusal: failure.isRefusalOfUser)
    }
}

extension SubmissionFailure {
    /// What helps, in whole sentences.
    var advice: String {
        if !remedy.isEmpty { return remedy.prefix(1).uppercased() + remedy.dropFirst() + "." }
        return switch step {
        case .connection: "Check host and port, and whether a firewall lets this machine out to it."
        case .greeting: "The server takes no mail from this machine: ask its operator."
        case .hello: "Name this machine as its server wants it, in the field for EHLO."
        case .encryption: "Check port and encryption: 465 is TLS from the first byte, 587 is STARTTLS."
        case .signIn: "Check user, password or token; some providers want a password for applications."
        case .sender: "This user may not send from that address: check the from-address."
        case .recipient: "The server takes no mail for the world from this user: ask its operator."
        case .mail, .end: "See the log of the mail server."
        }
    }
}

extension String {
    fileprivate var withoutPeriod: String { hasSuffix(".") ? String(dropLast()) : self }
}
