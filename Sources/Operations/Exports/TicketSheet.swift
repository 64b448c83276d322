import Agreements
import Foundation
import Reports
public import Storage

/// A ticket as a line of an export: for people of the desk, or for a customer, who is told of no tier and no
/// agent.
public struct TicketSheet: Sendable {
    let isForCustomer: Bool
    let names: [Int64: String]
    let customers: [Int64: String]

    public init(_ asker: Access.Asker, _ reader: Reader) throws {
        isForCustomer = asker.role == .contact
        names = isForCustomer ? [:] : try reader.names(of: reader.agents().map(\.id))
        customers = Dictionary(
            try reader.organisations().map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    private static let common = [
        "ticket", "subject", "customer", "category", "severity", "state", "channel", "received", "agreement",
        "acknowledge_by", "acknowledgment", "resolve_by", "resolution",
    ]

    public var heads: [String] { Self.common + (isForCustomer ? [] : ["tier", "assignee"]) }

    private func cells(_ row: TicketRow) -> [String] {
        let shared = [
            "\(row.id)", row.subject, row.organisation.flatMap { customers[$0] } ?? "", row.category,
            Severity.allCases.indices.contains(row.severity) ? Severity.allCases[row.severity].rawValue : "",
            row.state,
            row.channel, "\(row.received)", row.agreement, row.acknowledgeBy.map { "\($0)" } ?? "",
            row.acknowledgment, row.resolveBy.map { "\($0)" } ?? "", row.resolution,
        ]
        return shared
            + (isForCustomer ? [] : ["\(row.tier)", row.assignee.flatMap { names[$0] } ?? ""])
    }

    public var csvHead: String { Self.csv(heads) }

    public func csv(_ row: TicketRow) -> String { Self.csv(cells(row)) }

    private static func csv(_ cells: [String]) -> String {
        cells.map(CSVCell.written).joined(separator: ",") + "\r\n"
    }

    /// One object, its keys as the heads; what is empty is left out.
    public func json(_ row: TicketRow) -> String {
        let pairs = zip(heads, cells(row)).filter { !$0.1.isEmpty }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let object = Dictionary(pairs.map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
        guard let bytes = try? encoder.encode(object) else { preconditionFailure("texts are always JSON") }
        return String(decoding: bytes, as: UTF8.self) + "\n"
    }
}
