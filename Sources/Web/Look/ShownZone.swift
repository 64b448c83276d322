import Markup

/// Says along with a form in which zone it asked for times: the reader may choose another before it is sent.
struct ShownZone: View, Sendable {
    /// Of the form's first time; nil where it asks for none.
    private let zone: String?

    init(_ fields: [FormField]) {
        zone =
            fields.lazy.compactMap { field in
                if case .time(let zone) = field.kind { zone } else { nil }
            }.first
    }

    var body: some Content {
        if let zone { Element(.input, .type("hidden"), .name(DeskWords.zoneField), .value(zone)) }
    }
}

extension FormField {
    /// Takes what was sent and refused: a time stays in the zone in which it was typed.
    mutating func take(_ form: Fields) {
        value = form[name]
        if case .several(let choices) = kind {
            value = Self.ticked(choices, name, in: form).joined(separator: " ")
        }
        if case .time = kind, let shown = DeskWords.zone(shownBy: form) { kind = .time(zone: shown) }
    }
}
