public import Agreements
public import Markup

/// The agreement as a whole HTML page that needs no other file: to be read, printed, or sent.
public struct AgreementPage: Content {
    private let text: AgreementText

    public init(_ text: AgreementText) {
        self.text = text
    }

    public func write(to output: inout Output) {
        Raw("<!doctype html>\n").write(to: &output)
        page.write(to: &output)
    }

    @ContentBuilder private var page: some Content {
        Element(.html, .lang("en")) {
            Element(.head) {
                Element(.meta, .named("charset", fixed: "utf-8"))
                Element(.meta, .name("viewport"), .named("content", fixed: "width=device-width"))
                Element(.title) { text.title }
            }
            Element(.body) { AgreementArticle(text) }
        }
    }

    /// The agreement in its own language of signs: UTF-8 bytes, the same for the same text.
    public static func html(of text: AgreementText) -> [UInt8] {
        AgreementPage(text).rendered(capacity: 32_768)
    }
}

/// The agreement as an article inside a page of the desk.
public struct AgreementArticle: Content {
    private let text: AgreementText
    private let amendment: Amendment?

    /// - Parameter amendment: what changes from the version before; it is part of what is signed.
    public init(_ text: AgreementText, amendment: Amendment? = nil) {
        self.text = text
        self.amendment = amendment
    }

    public init(_ signed: SignedAgreement) {
        self.init(signed.text, amendment: signed.amendment)
    }

    public func write(to output: inout Output) { article.write(to: &output) }

    @ContentBuilder private var article: some Content {
        Element(.article, class: "agreement", .lang("en")) {
            Element(.h1) { text.title }
            for clause in text.clauses { ClauseSection(clause) }
            if let amendment { ComparisonSection(amendment) }
        }
    }
}
