extension Template {
    /// Every problem at once, in the order of the text; empty when agreements can be made with it.
    ///
    /// A clause that the program runs must name each of its terms, or what is read would not be what is run.
    public func check() -> [Problem] {
        var problems: [Problem] = []
        if name.isEmpty || name.contains("/") || name.contains(where: \.isWhitespace) {
            problems.append(
                Problem(
                    path: "name", clause: .head, message: "\"\(name)\" can't name a template",
                    remedy: "write one word without a stroke"))
        }
        let unknown = clauses.keys.filter { !Clause.all.contains($0) }.sorted()
        problems += unknown.map {
            Problem(path: "", clause: $0, message: "the agreement has no clause \($0)", remedy: "take it out")
        }
        return problems
            + Clause.all.flatMap { clause in clauses[clause].map { Self.check($0, clause) } ?? [] }
    }

    private static func check(_ text: Text, _ clause: Clause) -> [Problem] {
        guard clause != .signatures else {
            return [
                Problem(
                    path: "", clause: clause, message: "the places to sign are made by the program",
                    remedy: "leave this clause to the standard text")
            ]
        }
        var named: Set<String> = []
        var problems = textProblems(text, clause)
        for (place, paragraph) in text.paragraphs.enumerated() {
            let at = "paragraphs[\(place + 1)]"
            guard let paths = Placeholder.paths(in: paragraph) else {
                problems.append(
                    Problem(
                        path: at, clause: clause, message: "a brace opens or closes nothing",
                        remedy: "write placeholders like {acknowledge.within}"))
                continue
            }
            named.formUnion(paths)
            problems += paths.filter { !Binding.isKnown($0) }.map {
                Problem(
                    path: at, clause: clause, message: "the terms have no \"\($0)\"",
                    remedy: "write a path of the terms like acknowledge.within")
            }
        }
        return problems + unbound(clause, named)
    }

    private static func unbound(_ clause: Clause, _ named: Set<String>) -> [Problem] {
        terms(of: clause).filter { !Binding.isNamed($0, by: named) }.map { path in
            Problem(
                path: path, clause: clause,
                message: "the program runs this term and the text does not say it",
                remedy: "write {\(path)} where it belongs")
        }
    }

    private static func textProblems(_ text: Text, _ clause: Clause) -> [Problem] {
        let texts =
            [("heading", text.heading)]
            + text.paragraphs.enumerated().map { ("paragraphs[\($0.offset + 1)]", $0.element) }
        let found = texts.compactMap { path, text in
            Terms.complaint(text).map {
                Problem(path: path, clause: clause, message: $0.message, remedy: $0.remedy)
            }
        }
        guard text.paragraphs.isEmpty else { return found }
        return found + [
            Problem(
                path: "paragraphs", clause: clause, message: "the clause says nothing",
                remedy: "write it, or leave it to the standard text")
        ]
    }
}

extension Template {
    /// The terms that a clause in an organisation's words must name, since the program runs them.
    public static func terms(of clause: Clause) -> [String] {
        ClauseIndex.isExecuted(clause) ? Binding.paths(of: clause) : []
    }

    /// Clauses that can be written anew: all but the places to sign.
    public static var clauses: [Clause] { Clause.all.filter { $0 != .signatures } }
}

/// Which terms each clause of the text must say.
enum Binding {
    static func paths(of clause: Clause) -> [String] { all.first { $0.clause == clause }?.paths ?? [] }

    /// A placeholder of a whole part says everything in it.
    static func isNamed(_ path: String, by named: Set<String>) -> Bool {
        named.contains { path == $0 || path.hasPrefix($0 + ".") }
    }

    /// A path of the terms, one that is left out where nothing is agreed included.
    static func isKnown(_ path: String) -> Bool {
        all.contains {
            $0.paths.contains { $0 == path || $0.hasPrefix(path + ".") || path.hasPrefix($0 + ".") }
        }
    }

    static let all: [(clause: Clause, paths: [String])] = [
        (.head, ["provider", "customer", "effective", "currency", "monthly_fee"]),
        (.acknowledgment, within("acknowledge", "within", "by_severity", "automatic")),
        (
            .resolution,
            within("resolve", "within", "by_severity", "from", "binding", "reopen_within")
                + within("resolve.extensions", "grounds", "max_each", "max_total")
        ),
        (.availability, within("hours", "zone", "earliest_opening", "latest_closing")),
        (.primaryChannel, ["channels.support_addresses"]),
        (.secondaryChannels, within("channels", "portal", "phone", "chat_hours")),
        (.inScope, ["scope.categories"]), (.outOfScope, within("scope", "out_of_scope", "offer")),
        (.supportHours, within("hours", "zone", "weekly", "holidays", "special", "amendments")),
        (.escalation, within("escalation", "tiers", "rules", "warnings", "quiet_when_closed")),
        (
            .metrics,
            within(
                "figures", "acknowledgment_target", "resolution_target", "satisfaction_target", "survey_after"
            )
        ),
        (.customerDuties, within("duties", "required", "remind_after", "close_after")),
        (.exclusions, ["exclusions.grounds"]), (.termination, ["ending.notice", "hours.zone"]),
        (
            .legal,
            within("legal", "governing_law", "liability_limit", "data_protection", "retention", "remedy")
        ),
        (
            .credits,
            within(
                "credits", "rows", "monthly_cap", "yearly_cap", "per_ticket", "claiming", "claim_window",
                "expiry")
        ),
        (.severity, ["severities"]),
    ]

    private static func within(_ part: String, _ keys: String...) -> [String] { keys.map { "\(part).\($0)" } }
}
