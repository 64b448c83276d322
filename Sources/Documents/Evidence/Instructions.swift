import Agreements

/// How to check a bundle with openssl and coreutils alone. Lines of four blanks are commands, lines of more
/// go on with the one above.
struct Instructions {
    let agreement: SignedAgreement
    let certificate: Certificate
    let trail: EvidenceTrail
    let key: PublicKey

    var text: String {
        let steps = [signature, sums, rehash, chain, seal, fingerprint].compactMap { $0 }
        return """
            Evidence for the agreement \(certificate.agreement), version \(certificate.version)

            Unpack the files into a folder of their own and run the commands below in that folder, in a POSIX
            shell. You need openssl 3 and coreutils, and no network. Stop where a command fails.

            \(steps.enumerated().map { "\($0 + 1). \($1)\n" }.joined(separator: "\n"))
            \(contents)
            """
    }

    private var signature: String {
        """
        The list of sums was signed with this key, and has not changed since:

            openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in SHA256SUMS -sigfile signature.bin
        """
    }

    private var sums: String {
        """
        No file has changed since the list was made:

            sha256sum --strict -c SHA256SUMS
        """
    }

    private var isAmendment: Bool { agreement.parts.count > 3 }

    private var rehash: String {
        let template = agreement.text.template
        let start = #"duly agreement\n\#(template.utf8.count)\n\#(template)"#
        let names = ["terms.yaml", "text.txt"] + (isAmendment ? ["changes.txt"] : [])
        let parts = names.map { #"      printf '%d\n' $(wc -c < \#($0)); cat \#($0);"# }
        return """
            The terms and the text are those that were signed. This prints OK if their SHA-256 is that of
               the certificate; the signed bytes are the version of the standard text, the terms, the text
               and, of an amendment, what it changes, each after its length:

                { printf '\(start)';
            \(parts.joined(separator: "\n"))
                  } | sha256sum | grep -q '^\(agreement.hash) ' && echo OK
            """
    }

    private static let hex = #"od -An -v -tx1 | tr -d ' \n'"#

    private var chain: String {
        #"""
        Every entry of the audit chain begins with the SHA-256 of the one before, the first with zeros. This
           prints OK if none was changed, put in or taken out:

            ( p=$(printf '%064d' 0); for f in audit/[0-9]*.bin; do
              test "$(head -c 32 "$f" | \#(Self.hex))" = "$p" || exit 1;
              p=$(sha256sum < "$f" | cut -c1-64); done; test "$p" = \#(trail.head) && echo OK )
        """#
    }

    private var seal: String? {
        trail.seal.map { seal in
            #"""
            A checkpoint of the whole desk covers \#(reach(of: seal)).
               The hash of that entry, joined on each side with those of path.txt, gives the root that stands
               in the checkpoint. This prints OK:

                ( h=$(sha256sum < audit/leaf.bin | cut -c1-64); while read -r side s; do
                  if test "$side" = left; then b=01$s$h; else b=01$h$s; fi;
                  h=$(env printf "$(printf %s $b | sed 's/../\\x&/g')" | sha256sum | cut -c1-64);
                  done < audit/path.txt;
                  e=$(sha256sum < \#(EvidenceTrail.name(ofEntry: seal.covered)) | cut -c1-64);
                  test "$(tail -c 32 audit/leaf.bin | \#(Self.hex))" = "$e" &&
                  test "$(tail -c 33 audit/checkpoint.bin | head -c 32 | \#(Self.hex))" = "$h" && echo OK )

               The SHA-256 of checkpoint.bin is the last word of the line that the provider publishes for it,
               in mails, statements and at the address /audit/heads of the desk, or of one that is chained
               to it. The line is

               \#(seal.line)
            """#
        }
    }

    private func reach(of seal: EvidenceTrail.Seal) -> String {
        let count = trail.entries.count
        if seal.covered >= count { return "the whole chain, up to entry \(count)" }
        return """
            the chain up to entry \(seal.covered) of \(count), and
               not what came later: that is held by the signature above, and by the next checkpoint that is
               published. A bundle that is fetched after it has all of it covered
            """
    }

    private var fingerprint: String {
        """
        The key is the provider's. Compare what this prints with the fingerprint that the provider has
           published at the address /audit/key of the desk, or gave you earlier; a key that comes with the
           files proves nothing alone:

            openssl pkey -pubin -in public-key.pem -outform DER | sha256sum

           It is expected to print \(key.fingerprint)
        """
    }

    private var contents: String {
        let changes =
            isAmendment ? "changes.txt       what changes from the version before, as it was signed\n" : ""
        return """
            What lies here:

            agreement.pdf     the agreement with its signing certificate, to read
            terms.yaml        the terms in their canonical form
            text.txt          the text that was signed
            \(changes)certificate.json  who signed, when and how
            audit.json        the agreement's entries of the audit chain, to read
            audit/            the same as the bytes that were hashed, and the checkpoint that covers them
            public-key.pem    the provider's public key, Ed25519
            SHA256SUMS        the sums of the files above and of VERIFY.txt
            signature.bin     the signature over SHA256SUMS, 64 bytes

            """
    }
}
