import Agreements

/// How to check a bundle with openssl and coreutils alone. Lines of four blanks are commands.
struct Instructions {
    let text: String

    init(_ agreement: SignedAgreement, _ certificate: Certificate, _ key: EvidenceKey) {
        text = """
            Evidence for the agreement \(certificate.agreement), version \(certificate.version)

            Unpack the files into a folder of their own and run the commands below in that folder, in a POSIX
            shell. You need openssl 3 and sha256sum, and no network. Stop where a command fails.

            1. The list of sums was signed with this key, and has not changed since:

                openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in SHA256SUMS \
            -sigfile signature.bin

            2. No file has changed since the list was made:

                sha256sum --strict -c SHA256SUMS

            3. The terms and the text are those that were signed. This prints OK if their SHA-256 is that of
               the certificate; the signed bytes are the version of the standard text, the terms and the
               text, each after its length:

                \(Self.rehash(agreement))

            4. The key is the provider's. Compare what this prints with the fingerprint that the provider
               has published or gave you earlier; a key that comes with the files proves nothing alone:

                openssl pkey -pubin -in public-key.pem -outform DER | sha256sum

               It is expected to print \(key.fingerprint)

            What lies here:

            agreement.pdf     the agreement with its signing certificate, to read
            terms.yaml        the terms in their canonical form
            text.txt          the text that was signed
            certificate.json  who signed, when and how
            audit.json        the audit chain's entries, each with the hash of the one before
            public-key.pem    the provider's public key, Ed25519
            SHA256SUMS        the sums of the files above and of VERIFY.txt
            signature.bin     the signature over SHA256SUMS, 64 bytes

            """
    }

    private static func rehash(_ agreement: SignedAgreement) -> String {
        let template = AgreementText.templateVersion
        let start = "duly agreement\\n\(template.utf8.count)\\n\(template)"
        let parts = ["terms.yaml", "text.txt"].map {
            "printf '%d\\n' $(wc -c < \($0)); cat \($0);"
        }
        return """
            { printf '\(start)'; \(parts[0])
                  \(parts[1]) } | sha256sum |
                  grep -q '^\(agreement.hash) ' && echo OK
            """
    }
}
