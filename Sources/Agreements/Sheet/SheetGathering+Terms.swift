import BusinessTime

extension SheetGathering {
    /// All terms in the order in which they are written.
    mutating func terms() -> Tree {
        .fields([
            ("provider", party("provider")),
            ("customer", party("customer")),
            ("effective", text("effective")),
            ("currency", text("currency")),
            ("monthly_fee", text("monthly_fee")),
            ("severities", severities()),
            ("acknowledge", acknowledgment()),
            ("resolve", resolution()),
            ("hours", hours()),
            ("channels", channels()),
            ("scope", scope()),
            ("escalation", escalation()),
            ("figures", map("figures", Self.figures)),
            ("duties", duties()),
            ("exclusions", .fields([("grounds", texts("exclusions.grounds"))])),
            ("ending", map("ending", ["notice"])),
            ("legal", map("legal", Self.legal)),
            ("credits", credits()),
            ("conditions", conditions()),
        ])
    }

    private static let figures = [
        "acknowledgment_target", "resolution_target", "satisfaction_target", "survey_after",
    ]
    private static let legal = [
        "governing_law", "liability_limit", "data_protection", "retention", "remedy",
    ]
    private static let severities = Severity.allCases.sorted(by: >).map(\.rawValue)
    private static let days = Weekday.allCases.map(\.rawValue)

    private static func numbered(_ path: String) -> [String] {
        (1...DraftSheet.repeatsMax).map { "\(path)[\($0)]" }
    }

    private mutating func party(_ path: String) -> Tree {
        let signatories = "\(path).signatories"
        return .fields([
            ("name", text("\(path).name")),
            ("address", text("\(path).address")),
            ("email", text("\(path).email")),
            ("notice_address", text("\(path).notice_address")),
            ("phone", text("\(path).phone")),
            (
                "signatories",
                list(signatories, Self.numbered(signatories), key: ".name") {
                    $0.fields(["name", "title", "email"], at: $1, from: $2)
                }
            ),
        ])
    }

    private mutating func fields(_ keys: [String], at path: String, from name: String) -> Tree {
        .fields(keys.map { ($0, text("\(path).\($0)", from: "\(name).\($0)")) })
    }

    private mutating func severities() -> Tree {
        list("severities", Self.severities.map { "severities[\($0)]" }, key: ".definition") {
            sheet, path, name in
            let severity = name.dropFirst("severities[".count).dropLast()
            return .fields([
                ("severity", .scalar(String(severity))),
                ("definition", sheet.text("\(path).definition", from: "\(name).definition")),
                ("example", sheet.text("\(path).example", from: "\(name).example")),
            ])
        }
    }

    private mutating func acknowledgment() -> Tree {
        .fields([
            ("within", text("acknowledge.within")),
            ("by_severity", map("acknowledge.by_severity", Self.severities)),
            ("automatic", text("acknowledge.automatic")),
        ])
    }

    private mutating func resolution() -> Tree {
        .fields([
            ("within", text("resolve.within")),
            ("by_severity", map("resolve.by_severity", Self.severities)),
            ("from", text("resolve.from")),
            ("binding", text("resolve.binding")),
            (
                "extensions",
                .fields([
                    ("grounds", texts("resolve.extensions.grounds")),
                    ("max_each", text("resolve.extensions.max_each")),
                    ("max_total", text("resolve.extensions.max_total")),
                ])
            ),
            ("reopen_within", text("resolve.reopen_within")),
        ])
    }

    private mutating func hours() -> Tree {
        .fields([
            ("zone", text("hours.zone")),
            ("weekly", map("hours.weekly", Self.days)),
            ("holidays", pairs("hours.holidays")),
            ("special", pairs("hours.special")),
            ("amendments", written("hours.amendments")),
            ("earliest_opening", text("hours.earliest_opening")),
            ("latest_closing", text("hours.latest_closing")),
        ])
    }

    private mutating func channels() -> Tree {
        let chat = map("channels.chat_hours", Self.days)
        return .fields([
            ("support_addresses", texts("channels.support_addresses")),
            ("portal", text("channels.portal")),
            ("phone", text("channels.phone")),
            ("chat_hours", chat == .map([]) ? nil : chat),
        ])
    }

    private mutating func scope() -> Tree {
        .fields([
            ("categories", texts("scope.categories")),
            ("out_of_scope", texts("scope.out_of_scope")),
            ("offer", text("scope.offer")),
        ])
    }

    private mutating func escalation() -> Tree {
        let names = TierLevel.allCases.map { "escalation.tiers[\($0.rawValue)]" }
        let tiers = list("escalation.tiers", names, key: ".name") { sheet, path, name in
            let people = sheet.texts("\(path).people", from: "\(name).people")
            return .fields([
                ("tier", .scalar(String(name.dropFirst("escalation.tiers[".count).dropLast()))),
                ("name", sheet.text("\(path).name", from: "\(name).name")),
                ("groups", sheet.texts("\(path).groups", from: "\(name).groups")),
                ("people", people == .texts([]) ? nil : people),
            ])
        }
        return .fields([
            ("tiers", tiers),
            ("rules", rules()),
            ("warnings", texts("escalation.warnings")),
            ("quiet_when_closed", text("escalation.quiet_when_closed")),
            ("breach_mail", text("escalation.breach_mail")),
        ])
    }

    private mutating func rules() -> Tree {
        place("escalation.rules", in: "escalation.rules")
        let lines = Self.lines(of: values["escalation.rules"] ?? "")
        return .list(
            lines.map { promise, rest in
                let last = rest.lastIndex(of: ":")
                return .fields([
                    ("promise", .scalar(promise)),
                    ("when", .scalar(rest[..<(last ?? rest.endIndex)].trimmed)),
                    ("to", .scalar(last.map { rest[rest.index(after: $0)...].trimmed } ?? "")),
                ])
            })
    }

    private mutating func duties() -> Tree {
        .fields([
            ("required", manyPairs("duties.required")),
            ("remind_after", text("duties.remind_after")),
            ("close_after", text("duties.close_after")),
        ])
    }

    private mutating func credits() -> Tree {
        let names = SheetPart.creditRows.map {
            "credits.rows[\($0.promise.rawValue)/\($0.severity.rawValue)]"
        }
        let rows = list("credits.rows", names, key: "") { sheet, path, name in
            let key = name.dropFirst("credits.rows[".count).dropLast().split(separator: "/")
            let bands = Self.lines(of: sheet.values[name] ?? "")
            sheet.place("\(path).bands", in: name)
            return .fields([
                ("promise", .scalar(String(key[0]))),
                ("severity", .scalar(String(key[1]))),
                (
                    "bands",
                    .list(bands.map { .fields([("from", .scalar($0.key)), ("worth", .scalar($0.value))]) })
                ),
            ])
        }
        let keys = ["monthly_cap", "yearly_cap", "per_ticket", "claiming", "claim_window", "expiry"]
        return .fields([("rows", rows)] + keys.map { ($0, text("credits.\($0)")) })
    }

    private mutating func conditions() -> Tree {
        list("conditions", Self.numbered("conditions"), key: ".text") {
            $0.fields(["clause", "text", "handled_by_hand"], at: $1, from: $2)
        }
    }
}
