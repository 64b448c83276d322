import Agreements
public import BusinessTime
import Desk
public import Storage

/// A group's week: who works when, and when an agreement promises hours in which nobody does.
public struct GroupCoverage: Sendable {
    public struct Member: Sendable {
        public let person: Int64
        public let name: String
        public let on: SpanSet
        /// Whether somebody said when; else the agreement's hours are taken.
        public let isSaid: Bool
    }

    public struct Gap: Hashable, Sendable {
        public let span: Span
        /// By their short names.
        public let agreements: [String]
    }

    public let group: String
    public let members: [Member]
    /// Support hours of the agreements that name the group.
    public let promised: SpanSet
    public let gaps: [Gap]
}

extension Office {
    /// Each group of the desk within a span, in the order of their names.
    public func coverage(in span: Span, _ reader: Reader) throws -> [GroupCoverage] {
        let agents = try reader.agents().filter { $0.disabledAt == nil }
        let agreements = try runningAgreements(span, reader)
        return try reader.groups().map { group in
            let ids = Set(try reader.members(of: group.id))
            let members = try agents.filter { ids.contains($0.id) }.map { agent in
                GroupCoverage.Member(
                    person: agent.id, name: agent.name, on: try hours(of: agent.id, in: span, reader),
                    isSaid: try reader.week(of: agent.id) != nil)
            }
            let on = members.reduce(SpanSet.none) { $0.union($1.on) }
            let named = agreements.filter { $0.groups.contains(group.name) }
            let promised = named.reduce(SpanSet.none) { $0.union($1.hours) }
            let gaps = promised.subtracting(on).spans.map { gap in
                GroupCoverage.Gap(
                    span: gap,
                    agreements: named.filter { !$0.hours.clipped(to: gap).isEmpty }.map(\.name))
            }
            return GroupCoverage(group: group.name, members: members, promised: promised, gaps: gaps)
        }
    }

    private struct Running {
        let name: String
        let groups: Set<String>
        let hours: SpanSet
    }

    /// Versions in force within a span, with the hours they promise there.
    private func runningAgreements(_ span: Span, _ reader: Reader) throws -> [Running] {
        try reader.agreements().compactMap { stored in
            guard let from = stored.inForceFrom,
                let within = Span(from: from, to: max(from, stored.inForceUntil ?? .latest))
                    .intersection(span),
                let terms = try shelf.terms(
                    AgreementVersion(agreement: stored.name, number: stored.version), in: reader)
            else { return nil }
            return Running(
                name: stored.name,
                groups: Set(TierLevel.allCases.flatMap { terms.terms.escalation.groups(of: $0) }),
                hours: SpanSet(terms.calendar.openings(in: within).map(\.span)))
        }
    }
}
