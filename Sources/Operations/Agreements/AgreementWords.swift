import Agreements
import BusinessTime
import Desk

/// What the parties of an agreement are told, in one language.
struct AgreementWords {
    let language: Language
    /// Of the agreement.
    let name: String

    func invitation(link: String, until: String, daysLeft: Int?) -> LetterText {
        switch language {
        case .english:
            let first =
                daysLeft.map { "your signature is still awaited; \($0) days are left." }
                ?? "the support agreement \"\(name)\" waits for your signature."
            return LetterText(
                daysLeft == nil ? "An agreement to sign: \(name)" : "Still to sign: \(name)",
                """
                \(first)

                Read it and sign it here:
                \(link)

                The link is yours alone and opens this one document until \(until). An earlier link no \
                longer works. Before you sign, a code is mailed to this address.
                """)
        case .german:
            let first =
                daysLeft.map { "Ihre Unterschrift steht noch aus; es bleiben \($0) Tage." }
                ?? "der Supportvertrag \"\(name)\" wartet auf Ihre Unterschrift."
            return LetterText(
                daysLeft == nil
                    ? "Ein Vertrag zu unterschreiben: \(name)" : "Noch zu unterschreiben: \(name)",
                """
                \(first)

                Lesen und unterschreiben Sie ihn hier:
                \(link)

                Der Link gilt für Sie allein und öffnet dieses eine Dokument bis \(until). Ein früherer Link \
                gilt nicht mehr. Bevor Sie unterschreiben, kommt ein Code an diese Adresse.
                """)
        }
    }

    func code(_ code: String) -> LetterText {
        switch language {
        case .english:
            LetterText(
                "Your code to sign: \(name)",
                """
                your code is \(code). It is good for 15 minutes, for the signature of "\(name)" alone.

                If you did not ask for it, do nothing: without it nobody can sign in your name.
                """)
        case .german:
            LetterText(
                "Ihr Code zum Unterschreiben: \(name)",
                """
                Ihr Code ist \(code). Er gilt 15 Minuten, für die Unterschrift unter "\(name)" allein.

                Haben Sie ihn nicht angefordert, tun Sie nichts: Ohne ihn kann niemand in Ihrem Namen \
                unterschreiben.
                """)
        }
    }

    func countersign(at address: String) -> LetterText {
        switch language {
        case .english:
            LetterText(
                "To countersign: \(name)",
                "the customer has signed the agreement \"\(name)\". Countersign it here:\n\(address)")
        case .german:
            LetterText(
                "Gegenzuzeichnen: \(name)",
                "der Kunde hat den Vertrag \"\(name)\" unterschrieben. Zeichnen Sie ihn hier gegen:\n"
                    + address
            )
        }
    }

    func inForce(
        _ version: Int, from: String, digest: String, _ proof: AgreementLetters.Proof
    ) -> LetterText {
        switch language {
        case .english:
            LetterText(
                "Signed by all: \(name), version \(version)",
                """
                version \(version) of the agreement "\(name)" is signed by both parties and in force from \
                \(from). It is attached as PDF, with the certificate of its signatures.

                Fingerprint of the signed document (SHA-256):
                \(digest)

                The evidence of the signatures, which can be verified without us and without a network, is \
                here for both parties:
                \(proof.link)
                \(language.published(proof.checkpoint))
                """)
        case .german:
            LetterText(
                "Von allen unterschrieben: \(name), Version \(version)",
                """
                Version \(version) des Vertrags "\(name)" ist von beiden Seiten unterschrieben und gilt ab \
                \(from). Sie liegt als PDF bei, mit dem Zertifikat ihrer Unterschriften.

                Fingerabdruck des unterschriebenen Dokuments (SHA-256):
                \(digest)

                Der Nachweis der Unterschriften, der sich ohne uns und ohne Netz prüfen lässt, liegt hier \
                für beide Seiten:
                \(proof.link)
                \(language.published(proof.checkpoint))
                """)
        }
    }
}
