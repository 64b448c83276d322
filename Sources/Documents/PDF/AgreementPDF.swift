public import Agreements
public import BusinessTime

/// The agreement as a PDF to sign: numbered clauses, tables, the worked example and, on a page of its own,
/// the places to sign. Signed already, its places say so and the signing certificate follows.
public struct AgreementPDF: Sendable {
    private let agreement: SignedAgreement
    private let created: Instant
    private let certificate: Certificate?

    /// - Parameter created: the date of the document, for example when it was offered; never the clock.
    public init(_ agreement: SignedAgreement, created: Instant, certificate: Certificate? = nil) {
        self.agreement = agreement
        self.created = created
        self.certificate = certificate
    }

    public func rendered() -> [UInt8] { document.rendered() }

    public var document: PDFDocument {
        let below = "between \(agreement.terms.provider.name) and \(agreement.terms.customer.name)"
        return PDFDocument(
            imprint(below),
            [.title(agreement.text.title, below: below)] + agreement.text.clauses.flatMap(blocks) + changes
                + (certificate.map { [.pageBreak] + CertificatePDF.blocks(of: $0) } ?? []))
    }

    /// What an amendment changes is part of what is signed.
    private var changes: [PDFBlock] {
        guard let amendment = agreement.amendment else { return [] }
        return [.pageBreak] + amendment.clauses.flatMap(blocks)
    }

    private func imprint(_ below: String) -> Imprint {
        var imprint = Imprint(
            title: agreement.text.title, author: agreement.terms.provider.name,
            subject: "\(agreement.text.title) \(below)", created: created)
        imprint.mark = "SHA-256 \(agreement.hash.prefix(16))"
        imprint.edition = certificate.map { "\($0.agreement), version \($0.version)" }
        return imprint
    }

    private func blocks(of clause: ClauseText) -> [PDFBlock] {
        let heading = PDFHeading(clause.heading, number: clause.number, anchor: clause.clause.id)
        let start: [PDFBlock] = clause.clause == .signatures ? [.pageBreak] : []
        return start + [.heading(heading)] + clause.blocks.map(block)
    }

    private func block(_ block: ClauseText.Block) -> PDFBlock {
        switch block {
        case .paragraph(let runs): .paragraph(runs.flatMap { linked($0.text, isBold: $0.isBold) })
        case .list(let items): .list(items.map { linked($0) })
        case .condition(let text): .remark(linked(text))
        case .table(let table):
            .table(
                PDFTable(
                    columns: table.head.map { PDFTable.Column($0) },
                    rows: table.rows.map { PDFTable.Row($0) }))
        case .signature(let party, let signatories):
            .signature(PDFSignature(party: party, lines: signatories.map { line($0, of: party) }))
        }
    }

    private func line(_ signatory: Signatory, of party: String) -> PDFSignature.Line {
        let signature = certificate?.signatures.first {
            $0.party == party && $0.address == signatory.email.lowercased()
        }
        return PDFSignature.Line(
            name: signatory.name, title: signatory.title,
            signed: signature.map {
                "Signed electronically as \u{201C}\($0.name)\u{201D} on \($0.signed.inUTC)."
            })
    }
}

extension AgreementPDF {
    /// Cuts the run where it names a clause: there a reader gets to that clause.
    private func linked(_ text: String, isBold: Bool = false) -> [PDFRun] {
        var runs: [PDFRun] = []
        var rest = text[...]
        while let match = rest.firstMatch(of: /clause ([A-Z](?:\.[0-9])?)\b/) {
            runs.append(PDFRun(String(rest[..<match.range.lowerBound]), isBold: isBold))
            runs.append(PDFRun(String(match.output.0), isBold: isBold, anchor: anchor(match.output.1)))
            rest = rest[match.range.upperBound...]
        }
        return runs + [PDFRun(String(rest), isBold: isBold)]
    }

    /// A whole letter leads to its first clause; what is no clause leads nowhere.
    private func anchor(_ id: Substring) -> String? {
        agreement.text.clauses.map(\.clause.id).first { $0 == id || $0.hasPrefix("\(id).") }
    }
}
