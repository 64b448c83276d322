import Agreements
import BusinessTime
import Desk
import Documents
import HTTPTypes
import Hummingbird
import Markup
import Operations
import Storage

// The page behind the address in the mail "signed by all": print and evidence for both parties, who need no
// account. Its word is the key.
extension DeskServer {
    func addEvidence(to router: Router<DeskContext>) {
        router.get("/evidence/:name/:version/:word") { _, context in
            try await opened(context) { version, word in try await evidencePage(version, word) }
        }
        router.get("/evidence/:name/:version/:word/pdf") { _, context in
            try await opened(context) { version, _ in try await printedAgreement(version) }
        }
        router.get("/evidence/:name/:version/:word/zip") { _, context in
            try await opened(context) { version, _ in try await evidence(version) }
        }
    }

    private func opened(
        _ context: DeskContext, _ body: (AgreementVersion, String) async throws -> Response
    ) async throws -> Response {
        let version = try AgreementVersion(context)
        let word = try context.parameters.require("word")
        guard try await office.database.read({ try office.opensEvidence(word, of: version, $0) }) else {
            return errorPage(
                .notFound, "There is nothing at this address.", "Use the whole address of the mail.")
        }
        return try await body(version, word)
    }

    private func evidencePage(_ version: AgreementVersion, _ word: String) async throws -> Response {
        let (name, number) = (version.agreement, version.number)
        let found = try await office.database.read { reader -> EvidenceView? in
            guard let signed = try office.signedAgreement(version, in: reader),
                try office.isSignedHere(version, signed, in: reader)
            else { return nil }
            return EvidenceView(
                title: "Agreement \(name), version \(number)",
                between:
                    "\(signed.text.title) between \(signed.terms.provider.name) and "
                    + signed.terms.customer.name,
                digest: signed.hash,
                files: [
                    NavLink(
                        label: "The agreement with its signing certificate (PDF)",
                        href: Page.evidenceFile(name, number, word, "pdf")),
                    NavLink(
                        label: "The evidence of its signatures (ZIP)",
                        href: Page.evidenceFile(name, number, word, "zip")),
                ],
                key: NavLink(label: "The key that signs the evidence", href: Page.auditKey),
                heads: NavLink(label: "The published checkpoints", href: Page.auditHeads))
        }
        guard let view = found else { return notFound() }
        return page(Layout(customerHead(view.title)) { view })
    }
}
