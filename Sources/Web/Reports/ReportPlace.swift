import Desk
import Operations
import Reports
import Storage

/// Where a report is read, and whose figures it has.
struct ReportPlace: Sendable {
    enum Kind: CaseIterable, Sendable {
        /// Of all organisations.
        case desk
        /// Of one, at the desk.
        case customer
        /// Of the reader's own.
        case portal

        /// As the router has it.
        var pattern: String {
            switch self {
            case .desk: Page.reports
            case .customer: "/organisations/:id/reports"
            case .portal: Page.portalReports
            }
        }
    }

    let kind: Kind
    /// nil for all.
    var organisation: Int64?
    var name = ""
    /// Read by a program.
    var isAPI = false

    var base: String {
        if isAPI { return "/api" + Page.customerReports(organisation ?? 0) }
        return organisation.map { kind == .portal ? Page.portalReports : Page.customerReports($0) }
            ?? Page.reports
    }

    func report(_ name: String) -> String { "\(base)/\(name)" }
    func file(_ name: String) -> String { "\(base)/\(name)/csv" }
    func tickets(_ name: String) -> String { "\(base)/\(name)/tickets" }
    func ticket(_ id: Int64) -> String { kind == .portal ? Page.portalTicket(id) : Page.ticket(id) }

    /// The same on paper.
    func print(_ name: String) -> String { "\(base)/\(name)/pdf" }

    /// Of the desk's tiers a customer reads nothing.
    var catalogue: [Report] {
        Report.catalogue.filter { kind != .portal || $0.question != .tiers }
    }

    /// Credits of one customer stand on its statements.
    func report(named name: String) -> Report? {
        kind == .desk ? Report.named(name) : catalogue.first { $0.name == name }
    }

    /// What every question is kept to.
    var only: [FigureQuestion.Split: String] { organisation.map { [.organisation: "\($0)"] } ?? [:] }

    /// Whether a reader here can split by it: how the desk divides its work is not the customer's.
    func offers(_ split: ReportQuery.Split) -> Bool {
        switch split {
        case .column(.organisation): organisation == nil
        case .column(.tier), .column(.agent): kind != .portal
        default: true
        }
    }

    /// The question kept to the one organisation, whatever the address says.
    func bound(_ asked: ReportAsked) -> ReportAsked {
        guard let organisation else { return asked }
        var asked = asked
        asked.only[.organisation] = "\(organisation)"
        if let column = FigureQuestion.Split(rawValue: asked.split), !offers(.column(column)) {
            asked.split = ""
        }
        if kind == .portal { (asked.only[.tier], asked.only[.agent]) = (nil, nil) }
        return asked
    }
}
