import BusinessTime

extension SheetPart {
    static func party(_ path: String, _ heading: String) -> SheetPart {
        SheetPart(
            [.head, .signatures], heading,
            [
                Group([
                    SheetField("\(path).name", "Name of the company"),
                    SheetField("\(path).address", "Postal address", .lines(rows: 3)),
                    SheetField("\(path).email", "E-mail"),
                    SheetField(
                        "\(path).notice_address", "Address for notices",
                        hint: "Where notice of clause I is mailed."),
                    SheetField("\(path).phone", "Phone", isOptional: true),
                ]),
                Group(
                    "Who signs", repeats: "\(path).signatories",
                    [
                        SheetField("\(path).signatories[1].name", "Name"),
                        SheetField("\(path).signatories[1].title", "Title"),
                        SheetField("\(path).signatories[1].email", "E-mail"),
                    ]),
            ])
    }

    static let head = SheetPart(
        [.head], "Beginning and fee",
        [
            Group([
                SheetField("effective", "Effective date", .date),
                SheetField("currency", "Currency", hint: "A code of ISO 4217, for example EUR."),
                SheetField("monthly_fee", "Monthly fee", hint: "For example 1200.00 EUR."),
            ])
        ])

    static let acknowledgment = SheetPart(
        [.acknowledgment], "Acknowledgment",
        [
            Group([
                SheetField(
                    "acknowledge.within", "Acknowledged within", hint: "For example 2 business hours."),
                yesAutomatic,
            ]),
            Group("Otherwise, by severity", periods("acknowledge.by_severity.")),
        ])

    private static let yesAutomatic = SheetField.choice(
        "acknowledge.automatic", "An automatic receipt acknowledges",
        ["no": "No, only a person does", "yes": "Yes, printed in bold and reported apart"])

    static let resolution = SheetPart(
        [.resolution], "Resolution",
        [
            Group([
                SheetField(
                    "resolve.within", "Resolved within", hint: "For example 3 business days, same-time."),
                .choice(
                    "resolve.from", "Counted from",
                    [
                        "acknowledgment": "Acknowledgment, or its deadline if that is earlier",
                        "receipt": "Receipt",
                    ]),
                .choice(
                    "resolve.binding", "Binding",
                    ["commitment": "Commitment, with credits", "target": "Target, without credits"]),
                SheetField(
                    "resolve.reopen_within", "Reopened by an answer within",
                    hint: "For example 5 business days, end-of-nth."),
            ]),
            Group("Otherwise, by severity", periods("resolve.by_severity.")),
            Group(
                "Extension",
                [
                    SheetField(
                        "resolve.extensions.grounds", "Grounds", .lines(rows: 4), hint: "A line for each."),
                    SheetField("resolve.extensions.max_each", "Longest extension", hint: "In business time."),
                    SheetField("resolve.extensions.max_total", "Longest in all", hint: "In business time."),
                ]),
        ])

    private static func periods(_ path: String) -> [SheetField] {
        bySeverity(path) { SheetField($0, $1.heading, hint: nil, isOptional: true) }
    }

    static let hours = SheetPart(
        [.availability, .supportHours], "Support hours",
        [
            Group([SheetField("hours.zone", "Time zone", hint: "A name like Europe/Berlin.")]),
            Group("Each week", days("hours.weekly.")),
            Group(
                "Other days",
                [
                    SheetField(
                        "hours.holidays", "Holidays", .lines(rows: 6),
                        hint: "A line for each, like 2026-12-25: Christmas Day.", isOptional: true),
                    SheetField(
                        "hours.special", "Days with other hours", .lines(rows: 4),
                        hint: "Like 2026-12-24: 09:00-12:00, or 2026-12-24: closed.", isOptional: true),
                    SheetField(
                        "hours.amendments", "Hours that change at a date", .lines(rows: 3),
                        hint: "As YAML, like - {from: 2026-07-01, weekly: {mon: 08:00-17:00}}.",
                        isOptional: true),
                ]),
            Group(
                "Hours can be adjusted between",
                [
                    SheetField("hours.earliest_opening", "Earliest opening", hint: "For example 07:00."),
                    SheetField("hours.latest_closing", "Latest closing", hint: "For example 20:00."),
                ]),
        ])

    static func days(_ path: String) -> [SheetField] {
        zip(Weekday.allCases, ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
            .map { day, label in
                SheetField(
                    "\(path)\(day.rawValue)", label,
                    hint: day == .mon ? "Like 09:00-12:00, 13:00-18:00; empty is closed." : nil,
                    isOptional: true)
            }
    }
}
