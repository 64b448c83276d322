public import Storage

/// What a new desk needs before it keeps promises, and what of it is done.
public struct FirstSteps: Hashable, Sendable {
    /// In an order that works: an invitation goes by mail, and an agreement is written by who was invited.
    public enum Step: Hashable, Sendable, CaseIterable {
        case mailOut, people, agreement, mailIn
    }

    public let done: Set<Step>
    /// Who writes agreements and signs them for the provider.
    public let managers: [String]

    public init(_ reader: Reader) throws {
        var done: Set<Step> = []
        if try reader.hasSignedAgreement() { done.insert(.agreement) }
        if try reader.takesMail() { done.insert(.mailIn) }
        let option = try reader.setting(Office.sendingOption) ?? ""
        if try !option.isEmpty || reader.relay() != nil { done.insert(.mailOut) }
        managers = try Office.managers(in: reader)
        let people = try reader.agents().count { $0.disabledAt == nil }
        if people > 1, !managers.isEmpty { done.insert(.people) }
        self.done = done
    }

    public var areDone: Bool { done.count == Step.allCases.count }
}

extension Office {
    /// The names of those who may write and sign agreements for the desk.
    public static func managers(in reader: Reader) throws -> [String] {
        try reader.agents().filter { $0.disabledAt == nil && $0.role == Role.manager.rawValue }.map(\.name)
    }
}
