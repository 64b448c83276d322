import Markup

/// What the parties of a signed version can take with them.
struct EvidenceView: View, Sendable {
    var title: String
    var between: String
    var digest: String
    var files: [NavLink]
    var key: NavLink
    var heads: NavLink

    var body: some Content {
        Element(.div, class: "ledger evidence") {
            Element(.header) {
                Element(.h1) { title }
                Element(.p, class: "summary", .dir("auto")) { between }
            }
            Element(.ul) {
                Each(files) { file in
                    Element(.li) { Element(.a, .href(file.href)) { file.label } }
                }
            }
            Element(.p) {
                """
                The evidence holds the signed terms and text, who signed when and how, and the entries of \
                the desk's audit chain. Its file VERIFY.txt says how to check all of it with openssl and \
                sha256sum alone, without this desk and without a network.
                """
            }
            Element(.p) {
                "To compare with: "
                Element(.a, .href(key.href)) { key.label }
                ", "
                Element(.a, .href(heads.href)) { heads.label }
                "."
            }
            Element(.p, class: "detail fingerprint") {
                "SHA-256 of the signed document: "
                Element(.code) { digest }
            }
        }
    }
}
