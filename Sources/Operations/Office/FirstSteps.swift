public import Storage

/// What a new desk needs before it keeps promises, and what of it is done.
public struct FirstSteps: Hashable, Sendable {
    public enum Step: Hashable, Sendable, CaseIterable {
        case agreement, mailIn, mailOut, people
    }

    public let done: Set<Step>

    public init(_ reader: Reader) throws {
        var done: Set<Step> = []
        if try reader.hasSignedAgreement() { done.insert(.agreement) }
        if try reader.takesMail() { done.insert(.mailIn) }
        let option = try reader.setting(Office.sendingOption) ?? ""
        if try !option.isEmpty || reader.relay() != nil { done.insert(.mailOut) }
        if try reader.agents().count(where: { $0.disabledAt == nil }) > 1 { done.insert(.people) }
        self.done = done
    }

    public var areDone: Bool { done.count == Step.allCases.count }
}
