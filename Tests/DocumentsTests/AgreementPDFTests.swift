import Agreements
import BusinessTime
import Foundation
import Testing

@testable import Documents

@Suite("The agreement as PDF")
struct AgreementPDFTests {
    static func signed(_ change: (inout Terms) -> Void = { _ in }) throws -> SignedAgreement {
        var terms = Terms.demo
        change(&terms)
        let calendar = try terms.calendar { name in
            FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)").flatMap {
                try? ZoneRules(name: name, tzif: Array($0))
            }
        }
        return SignedAgreement(terms: terms, text: AgreementText(terms, calendar: calendar))
    }

    /// Carla signed by the code in her mail, Mara signed in.
    static func certificate(of agreement: SignedAgreement) -> Certificate {
        var carla = Certificate.Signature(
            party: "Acme Ltd", name: "Carla M. Reyes", address: "carla@acme.example",
            consent: "I sign for Acme Ltd.", digest: agreement.hash, signed: Instant(seconds: 1_767_262_000))
        carla.network = "203.0.113.7"
        carla.userAgent = "Firefox"
        carla.code = "<code.7@harbor.example>"
        let mara = Certificate.Signature(
            party: "Harbor Software GmbH", name: "Mara Voss", address: "mara@harbor.example",
            consent: "I countersign.", digest: agreement.hash, signed: Instant(seconds: 1_767_272_000))
        return Certificate(
            of: agreement, AgreementVersion(agreement: "acme", number: 1), signatures: [carla, mara],
            inForce: Instant(seconds: 1_767_272_000))
    }

    private func pages(_ pdf: AgreementPDF) throws -> [Substring] {
        try Printed(bytes: pdf.rendered()).text().split(separator: "\u{C}")
    }

    private func words(_ text: some StringProtocol) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("every clause stands in it by number and heading, with the worked example")
    func clauses() throws {
        let agreement = try Self.signed()
        let text = words(try pages(AgreementPDF(agreement, created: PDFDocumentTests.created)).joined())
        for clause in agreement.text.clauses {
            #expect(text.contains([clause.number, clause.heading].compactMap { $0 }.joined(separator: " ")))
        }
        #expect(
            text.contains("Example: an inquiry without a severity of its own is received on Friday 2 January")
        )
        #expect(text.contains("between Harbor Software GmbH and Acme Ltd"))
        #expect(text.contains("SHA-256 \(agreement.hash.prefix(16))"))
    }

    @Test("every paragraph of the signed text is printed whole")
    func whole() throws {
        let agreement = try Self.signed()
        let text = try Printed(bytes: AgreementPDF(agreement, created: PDFDocumentTests.created).rendered())
            .words()
        for clause in agreement.text.clauses {
            for case .paragraph(let runs) in clause.blocks {
                for word in runs.flatMap({ $0.text.split(separator: " ") }) {
                    #expect(text.contains(String(word)))
                }
            }
        }
    }

    @Test("the places to sign have a page of their own, with room for a pen")
    func signatures() throws {
        let last = words(
            try #require(try pages(AgreementPDF(try Self.signed(), created: PDFDocumentTests.created)).last))
        #expect(last.contains("Signatures By signing"))
        #expect(last.contains("For Harbor Software GmbH Mara Voss, Head of Support Place and date"))
        #expect(last.contains("For Acme Ltd Carla Reyes, Operations Director Place and date"))
    }

    @Test("a signed one says who signed and when, and the certificate follows")
    func certified() throws {
        let agreement = try Self.signed()
        let pdf = AgreementPDF(
            agreement, created: PDFDocumentTests.created, certificate: Self.certificate(of: agreement))
        let pages = try pages(pdf)
        let places = words(pages[pages.count - 2])
        #expect(!places.contains("Place and date"))
        #expect(
            places.contains(
                "Signed electronically as \u{201C}Carla M. Reyes\u{201D} on 2026-01-01 10:06:40 UTC."))
        #expect(
            places.contains("Signed electronically as \u{201C}Mara Voss\u{201D} on 2026-01-01 12:53:20 UTC."))
        #expect(pages[pages.count - 1].contains("Signing certificate"))
    }

    @Test("a clause named in a sentence is a link to that clause, a letter to its first")
    func links() throws {
        let document = AgreementPDF(try Self.signed(), created: PDFDocumentTests.created).document
        var anchors: [String: Set<String>] = [:]
        for case .paragraph(let runs) in document.blocks {
            for run in runs { if let anchor = run.anchor { anchors[run.text, default: []].insert(anchor) } }
        }
        #expect(anchors["clause A.1"] == ["A.1"])
        #expect(anchors["clause A"] == ["A.1"])
        #expect(anchors["clause K"] == ["K"])
        let headings = Set(
            document.blocks.compactMap { if case .heading(let heading) = $0 { heading.anchor } else { nil } })
        #expect(anchors.values.allSatisfy { $0.isSubset(of: headings) })
    }

    @Test("a special condition is set apart, an automatic acknowledgment is bold")
    func looks() throws {
        let agreement = try Self.signed {
            $0.acknowledge.automatic = true
            $0.conditions = [
                SpecialCondition(clause: .legal, text: "Ben waters the plants.", handledByHand: "Dana")
            ]
        }
        let blocks = AgreementPDF(agreement, created: PDFDocumentTests.created).document.blocks
        let remarks = blocks.compactMap {
            if case .remark(let runs) = $0 { runs.map(\.text).joined() } else { nil }
        }
        #expect(remarks == ["Special condition: Ben waters the plants. Handled by hand by Dana."])
        #expect(
            blocks.contains {
                if case .paragraph(let runs) = $0 { runs.contains(where: \.isBold) } else { false }
            })
    }

    @Test("names in any script are printed without boxes")
    func scripts() throws {
        let agreement = try Self.signed {
            $0.customer.name = "Ελληνική / ООО Гавань / شركة الميناء / חברת הנמל / हार्बर / 港口软件有限公司"
            $0.provider.name = "港湾ソフトウェア株式会社"
        }
        let pdf = AgreementPDF(agreement, created: PDFDocumentTests.created)
        #expect(pdf.document.missingCharacterCount == 0)
        #expect(try Printed(bytes: pdf.rendered()).text().contains("港湾ソフトウェア株式会社"))
    }
}

@Suite("The signing certificate as PDF")
struct CertificatePDFTests {
    @Test("shows all that is known of each signature, and what it proves")
    func complete() throws {
        let agreement = try AgreementPDFTests.signed()
        let certificate = AgreementPDFTests.certificate(of: agreement)
        let text = try Printed(bytes: CertificatePDF(certificate).rendered()).text()
        for fact in [
            agreement.hash, "duly-standard/2", "Carla M. Reyes", "carla@acme.example", "203.0.113.7",
            "Firefox",
            "<code.7@harbor.example>", "I sign for Acme Ltd.", "2026-01-01 10:06:40 UTC", "Mara Voss",
            "being signed in at the desk", "acme, version 1", "no proof of identity beyond that",
        ] { #expect(text.contains(fact)) }
    }
}
