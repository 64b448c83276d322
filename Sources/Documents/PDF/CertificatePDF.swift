/// The signing certificate as a document of its own: what was signed, by whom, when and how.
public struct CertificatePDF: Sendable {
    private let certificate: Certificate

    public init(_ certificate: Certificate) {
        self.certificate = certificate
    }

    public func rendered() -> [UInt8] { document.rendered() }

    public var document: PDFDocument {
        var imprint = Imprint(
            title: "Signing certificate", author: certificate.provider,
            subject: "Signatures of \(certificate.agreement), version \(certificate.version)",
            created: certificate.signatures.map(\.signed).max() ?? certificate.inForce)
        imprint.edition = "\(certificate.agreement), version \(certificate.version)"
        imprint.mark = "SHA-256 \(certificate.digest.prefix(16))"
        return PDFDocument(imprint, Self.blocks(of: certificate))
    }

    static func blocks(of certificate: Certificate) -> [PDFBlock] {
        [
            .title(
                "Signing certificate", below: "\(certificate.agreement), version \(certificate.version)"),
            .text(
                """
                The persons below signed the document with this SHA-256. It is taken over the terms in their \
                canonical form, the text of the agreement and the version of the standard text as one.
                """),
            .facts([
                PDFFact("SHA-256", certificate.digest), PDFFact("Standard text", certificate.template),
                PDFFact("Provider", certificate.provider), PDFFact("Customer", certificate.customer),
                PDFFact("In force from", certificate.inForce.inUTC),
            ]),
        ] + certificate.signatures.enumerated().flatMap { blocks(of: $1, number: $0 + 1) } + [
            .text(
                """
                A code in a message proves that the signatory could read the mailbox at that address when \
                signing, a password that the signatory knew it. It is no proof of identity beyond that.
                """)
        ]
    }

    private static func confirmation(of signature: Certificate.Signature) -> String {
        if let code = signature.code { return "the code in the message \(code)" }
        return signature.hasPassword
            ? "the password, given again by who was signed in at the desk" : "being signed in at the desk"
    }

    private static func blocks(of signature: Certificate.Signature, number: Int) -> [PDFBlock] {
        [
            .heading(PDFHeading("Signature \(number): \(signature.name)", anchor: "signature-\(number)")),
            .facts([
                PDFFact("For", signature.party), PDFFact("Name as typed", signature.name),
                PDFFact("E-mail address", signature.address), PDFFact("Signed", signature.signed.inUTC),
                PDFFact("SHA-256 shown", signature.digest), PDFFact("Network address", signature.network),
                PDFFact("Browser", signature.userAgent),
                PDFFact("Confirmed by", confirmation(of: signature)),
            ]),
            .remark([PDFRun(signature.consent)]),
        ]
    }
}
