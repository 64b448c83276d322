public import Agreements
public import BusinessTime
import Crypto

/// All that shows, without Duly and without a network, what was agreed and signed: one zip whose SHA256SUMS
/// names every file and is signed with the provider's key. VERIFY.txt says how to check it.
public struct EvidenceBundle: Hashable, Sendable {
    public struct File: Hashable, Sendable {
        public let name: String
        public let bytes: [UInt8]

        init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// In the order in which they lie in the zip.
    public let files: [File]
    private let created: Instant

    /// - Parameters:
    ///   - created: the date of the document and of the files; never the clock.
    ///   - trail: the agreement's entries of the audit chain with their proof.
    public init(
        _ agreement: SignedAgreement, _ certificate: Certificate, created: Instant, trail: EvidenceTrail,
        signedWith key: EvidenceKey
    ) throws {
        let pdf = AgreementPDF(agreement, created: created, certificate: certificate)
        let parts = agreement.parts
        let changes = parts.count > 3 ? [File(name: "changes.txt", bytes: parts[3])] : []
        let instructions = Instructions(
            agreement: agreement, certificate: certificate, trail: trail, key: key.publicKey)
        let summed =
            [
                File(name: "agreement.pdf", bytes: pdf.rendered()),
                File(name: "terms.yaml", bytes: parts[1]), File(name: "text.txt", bytes: parts[2]),
            ] + changes + [
                File(name: "certificate.json", bytes: certificate.json),
                File(name: "audit.json", bytes: trail.json),
            ] + trail.files + [
                File(name: "public-key.pem", bytes: Array(key.publicPEM.utf8)),
                File(name: "VERIFY.txt", bytes: Array(instructions.text.utf8)),
            ]
        let sums = Array(summed.map { "\($0.sum)  \($0.name)\n" }.joined().utf8)
        files =
            summed + [
                File(name: "SHA256SUMS", bytes: sums),
                File(name: "signature.bin", bytes: try key.signature(of: sums)),
            ]
        self.created = created
    }

    public func zipped() -> [UInt8] {
        let archive = ZipArchive(created: created)
        for file in files { archive.add(file.name, file.bytes) }
        return archive.finished()
    }
}

extension EvidenceBundle.File {
    var sum: String { SHA256.hash(data: bytes).hexadecimal }
}
