import Agreements
public import BusinessTime
import Desk
public import Reports
public import Storage

/// A report that is to be mailed by itself, as somebody asks for it.
public struct ScheduleOrder: Sendable {
    public var report: Report
    public var split: ReportQuery.Split?
    /// What it is kept to.
    public var only: [FigureQuestion.Split: String] = [:]
    public var rhythm: ReportRhythm
    public var zone: ZoneRules
    /// The addresses of people that the desk knows.
    public var recipients: [String]

    public init(
        _ report: Report, split: ReportQuery.Split?, _ rhythm: ReportRhythm, zone: ZoneRules,
        recipients: [String]
    ) {
        self.report = report
        self.split = split
        self.rhythm = rhythm
        self.zone = zone
        self.recipients = recipients
    }

    static let recipientsMax = 50

    /// Puts what is asked for in a schedule's place.
    func fill(_ schedule: inout StoredSchedule) {
        schedule.report = report.name
        schedule.split = split?.word ?? ""
        schedule.organisation = only[.organisation].flatMap { Int64($0) }
        schedule.kept = Self.written(only.filter { $0.key != .organisation })
        schedule.every = rhythm.every.word
        schedule.hour = rhythm.hour
        schedule.zone = "\(zone.name)"
    }

    /// "severity=3\ncategory=Billing".
    private static func written(_ only: [FigureQuestion.Split: String]) -> String {
        only.map { "\($0.key.rawValue)=\($0.value.replacing("\n", with: " "))" }.sorted().joined(
            separator: "\n")
    }

    static func only(of schedule: StoredSchedule) -> [FigureQuestion.Split: String] {
        var only: [FigureQuestion.Split: String] = [:]
        for line in schedule.kept.split(separator: "\n") {
            let pair = line.split(separator: "=", maxSplits: 1).map(String.init)
            if pair.count == 2, let split = FigureQuestion.Split(rawValue: pair[0]) { only[split] = pair[1] }
        }
        schedule.organisation.map { only[.organisation] = "\($0)" }
        return only
    }

    /// Who they are.
    ///
    /// - Throws: a refusal that names the one who is unknown, or who may not read this report.
    func people(_ reader: Reader) throws -> [Int64] {
        let addresses = Array(Set(recipients.map { $0.lowercased() })).sorted()
        guard !addresses.isEmpty, addresses.count <= Self.recipientsMax else { throw Refusal.noRecipients }
        return try addresses.map { address in
            guard let person = try reader.person(address: address), person.disabledAt == nil else {
                throw Refusal.unknownRecipient(address)
            }
            if let refusal = Self.refusal(person, report, split, only) { throw refusal }
            return person.id
        }
    }

    /// A contact reads of their own organisation alone, never of agents, and of money with the right to it.
    static func refusal(
        _ person: StoredPerson, _ report: Report, _ split: ReportQuery.Split?,
        _ only: [FigureQuestion.Split: String]
    ) -> Refusal? {
        if person.kind == .agent { return nil }
        guard let organisation = person.organisation, only[.organisation] == "\(organisation)" else {
            return .foreignRecipient(person.address)
        }
        if split == .column(.agent) || only[.agent] != nil { return .agentsToCustomer(person.address) }
        if report.currency != nil, !person.seesBooks { return .booksToCustomer(person.address) }
        return nil
    }
}

extension Refusal {
    static let noRecipients = Refusal(
        "no-recipients", field: "recipients", "A report goes to 1 to \(ScheduleOrder.recipientsMax) people.",
        remedy: "Write an address a line, of people that the desk knows.")

    static func unknownRecipient(_ address: String) -> Refusal {
        Refusal(
            "unknown-recipient", field: "recipients",
            "Nobody with an open account has the address \(address.prefix(254)).",
            remedy: "Take it out, or invite the person under People first.")
    }

    static func foreignRecipient(_ address: String) -> Refusal {
        Refusal(
            "foreign-recipient", field: "recipients",
            "\(address) is a customer's, and the report is not kept to that customer.",
            remedy: "Choose the customer under Only, or take the address out.")
    }

    static func agentsToCustomer(_ address: String) -> Refusal {
        Refusal(
            "agents-to-customer", field: "split", "\(address) is a customer's: they are not told of agents.",
            remedy: "Split by something else.")
    }

    static func booksToCustomer(_ address: String) -> Refusal {
        Refusal(
            "books-to-customer", clause: .credits, field: "recipients",
            "\(address) does not have the right to the customer's statements.",
            remedy: "Give it under Contacts, or take the address out.")
    }
}
