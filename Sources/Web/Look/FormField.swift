import Markup

/// One choice of a list.
struct FieldChoice: Sendable {
    var value: String
    var label: String
}

/// A labelled field with what it wants and what was wrong with it.
struct FormField: View, Sendable {
    enum Kind: Sendable {
        case line
        case email
        case password(autocomplete: StaticString)
        /// Digits for this moment.
        case code
        case date
        /// A date and time of day, typed in the zone that the hint names and that the form sends along.
        case time(zone: String)
        case number(min: Int, max: Int, unit: String)
        case text(rows: Int)
        case choice([FieldChoice])
        /// A line with words to choose from while one types.
        case search([String])
        /// A few choices in a row, all in sight.
        case scale([FieldChoice])
        case tick
        /// Any of these, each a tick of its own: the value names those that are ticked, with blanks between.
        case several([FieldChoice])
        /// The form must be one that sends files.
        case files
        /// One file; the form must take it.
        case file(accept: String)

        var isFile: Bool {
            switch self {
            case .files, .file: true
            default: false
            }
        }
    }

    /// Begins the element's id, so that two forms on a page may have fields of the same name.
    var scope: String
    var name: String
    var label: String
    var kind: Kind
    var value: String = ""
    var hint: String?
    var isRequired: Bool = false
    var problem: String?
    /// Takes the name's place in the element's id, where the name could not stand in an address.
    var key: String?
    /// What an empty field waits for.
    var blank: String?
    /// What a field for files takes.
    var bound = FilesBound()

    private var id: String { "\(scope)-\(key ?? name)" }

    private var describedBy: String? {
        wants == nil && problem == nil ? nil : "\(id)-more"
    }

    /// The hint; that of a time begins with how it is written and in which zone it is read.
    private var wants: String? {
        guard case .time(let zone) = kind else { return hint }
        let form = "Year-month-day and time in \(zone), for example 2026-11-24 09:30."
        return hint.map { "\(form) \($0)" } ?? form
    }

    /// A refused page opens at what is wrong in it.
    private var wrong: Attribute {
        problem == nil ? .all([]) : .all([.aria("invalid", "true"), .flag("autofocus")])
    }

    var body: some Content {
        Element(.div, .class(blank == nil ? "field" : "field waiting")) {
            if case .scale(let choices) = kind {
                scale(choices)
            } else if case .several(let choices) = kind {
                several(choices)
            } else if case .tick = kind {
                Element(.label, class: "tick") {
                    input("checkbox", .value("yes"), .flag("checked", value == "yes"))
                    Element(.span) { label }
                }
            } else {
                Element(.label, .for(id)) {
                    label
                    if blank != nil { Element(.span, class: "to-fill") { "to fill in" } }
                }
                control
            }
            if wants != nil || problem != nil {
                Element(.p, .class(problem == nil ? "hint" : "hint problem"), .id("\(id)-more")) {
                    problem ?? wants ?? ""
                }
            }
        }
    }

    @ContentBuilder private var control: some Content {
        switch kind {
        case .line, .time, .tick, .scale, .several: input("text", .value(value))
        case .search(let words):
            input("text", .value(value), .named("list", "\(id)-list"), .named("autocomplete", fixed: "off"))
            Element(.datalist, .id("\(id)-list")) {
                Each(words) { word in Element(.option, .value(word)) }
            }
        case .files: input("file", .flag("multiple"), .all(bound.attributes))
        case .file(let accept): input("file", .named("accept", accept), .all(bound.attributes))
        case .email: input("email", .value(value), .named("autocomplete", fixed: "username"))
        case .password(let autocomplete): input("password", .named("autocomplete", fixed: autocomplete))
        case .code: input("text", .named("autocomplete", fixed: "one-time-code"))
        case .date: input("date", .value(value))
        case .number(let min, let max, let unit):
            Element(.span, class: "with-unit") {
                input("number", .value(value), .number("min", min), .number("max", max))
                Element(.span) { unit }
            }
        case .text(let rows):
            Element(
                .textarea, .id(id), .name(name), .number("rows", rows), .flag("required", isRequired),
                .aria("describedby", describedBy), wrong, .placeholder(blank), .dir("auto")
            ) { value }
        case .choice(let choices):
            Element(
                .select, .id(id), .name(name), .flag("required", isRequired),
                .aria("describedby", describedBy), wrong
            ) {
                Each(choices) { choice in
                    Element(.option, .value(choice.value), .flag("selected", choice.value == value)) {
                        choice.label
                    }
                }
            }
        }
    }

    private func scale(_ choices: [FieldChoice]) -> some Content {
        Element(.fieldset, class: "scale", .aria("describedby", describedBy)) {
            Element(.legend) { label }
            Each(choices) { choice in
                Element(.label) {
                    Element(
                        .input, .type("radio"), .name(name), .value(choice.value),
                        .flag("required", isRequired), .flag("checked", choice.value == value))
                    Element(.span) { choice.label }
                }
            }
        }
    }

    private func several(_ choices: [FieldChoice]) -> some Content {
        let ticked = Set(value.split(separator: " ").map(String.init))
        return Element(.fieldset, class: "ticks", .aria("describedby", describedBy)) {
            Element(.legend) { label }
            Each(choices) { choice in
                Element(.label, class: "tick") {
                    Element(
                        .input, .type("checkbox"), .name(Self.name(of: choice, in: name)), .value("yes"),
                        .flag("checked", ticked.contains(choice.value)))
                    Element(.span) { choice.label }
                }
            }
        }
    }

    /// Of one tick of several.
    static func name(of choice: FieldChoice, in name: String) -> String { "\(name)-\(choice.value)" }

    /// Which of several were ticked.
    static func ticked(_ choices: [FieldChoice], _ name: String, in form: Fields) -> [String] {
        choices.filter { form[Self.name(of: $0, in: name)] == "yes" }.map(\.value)
    }

    private func input(_ type: StaticString, _ more: Attribute...) -> some Content {
        Element(
            .input, .type(type), .id(id), .name(name), .flag("required", isRequired),
            .aria("describedby", describedBy), wrong, .placeholder(blank), .all(more))
    }
}
