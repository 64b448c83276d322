import Markup

/// Something that moves or ends a promise by a decision: an exclusion, a separate agreement.
struct MarkItem: View, Sendable {
    /// For example "Exclusion 1: Third party, Mon 11:00 to Mon 14:00".
    var title: String
    var clause: String
    /// For example "In force; disputed, answer pending: it was yours".
    var standing: String
    var detail: String?
    var people: String?
    var evidence: [EvidenceItem] = []
    var link: NavLink?

    var body: some Content {
        Element(.li) {
            Element(.p) {
                Element(.strong) { UnbrokenWords(title) }
                ClauseMark(clause)
            }
            Element(.p) { standing }
            if let detail { Element(.p, class: "detail", .dir("auto")) { detail } }
            if let people { Element(.p, class: "detail") { people } }
            if let link { Element(.p) { Element(.a, .href(link.href)) { link.label } } }
            if !evidence.isEmpty { Element(.ul, class: "evidence") { evidence } }
        }
    }
}

/// All of them under one heading; nothing where there are none.
struct MarkList: View, Sendable {
    var heading: String
    var id: String
    var items: [MarkItem]
    /// Stands right below the page's own heading.
    var isTop: Bool = false

    var body: some Content {
        if !items.isEmpty {
            Element(.section, class: "marks", .named("aria-labelledby", id)) {
                if isTop { Element(.h2, .id(id)) { heading } } else { Element(.h3, .id(id)) { heading } }
                Element(.ul) { items }
            }
        }
    }
}
