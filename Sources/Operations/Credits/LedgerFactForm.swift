import Agreements
import BusinessTime
import Desk
import Foundation
import Storage

/// How a fact about credits is written down: JSON with sorted keys, as `AgreementFactForm` is.
enum LedgerFactForm {
    static let version = 1

    static func encode(_ fact: LedgerFact) throws -> StoredFact {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let form = Form(
            by: AgreementFactForm.ActorForm(fact.by), what: WhatForm(fact.what),
            password: fact.hasPassword ? true : nil)
        return StoredFact(
            kind: fact.what.kind.rawValue, version: version, happened: fact.happened, recorded: fact.recorded,
            actor: form.by.words, body: Array(try encoder.encode(form)))
    }

    static func decode(_ stored: StoredFact) throws -> LedgerFact {
        guard stored.version == version else { throw FactForm.UnknownForm(version: stored.version) }
        let form = try JSONDecoder().decode(Form.self, from: Data(stored.body))
        return LedgerFact(
            try form.what.what, by: form.by.actor, happened: stored.happened, recorded: stored.recorded,
            hasPassword: form.password ?? false)
    }

    private struct Form: Codable {
        let by: AgreementFactForm.ActorForm
        let what: WhatForm
        /// Only where it was given again.
        var password: Bool?
    }

    struct Unreadable: Error, CustomStringConvertible {
        let kind: String
        var description: String { "A fact \"\(kind)\" about credits can't be read: it lacks a key." }
    }

    struct WhatForm: Codable {
        var kind: String
        var key: BandKeyForm?
        var clause: String?
        var reason: String?
        var isUpheld: Bool?
        var month: String?
        var statement: StatementForm?
        /// Of an upheld dispute: what is right, in minor units; which severity and delay, in seconds.
        var corrected: Int64?
        var severity: String?
        var late: Int64?

        init(_ what: LedgerFact.What) {
            kind = what.kind.rawValue
            switch what {
            case .approved(let key), .claimed(let key): self.key = BandKeyForm(key)
            case .refused(let key, let clause, let reason):
                (self.key, self.clause, self.reason) = (BandKeyForm(key), clause.id, reason)
            case .issued(let statement): self.statement = StatementForm(statement)
            case .disputed(let key, let reason), .consented(let key, let reason):
                (self.key, self.reason) = (BandKeyForm(key), reason)
            case .disputeAnswered(let key, let upheld, let reason, let correction):
                (self.key, isUpheld, self.reason) = (BandKeyForm(key), upheld, reason)
                corrected = correction?.gross
                (severity, late) = (correction?.severity?.rawValue, correction?.late?.count)
            case .settled(let month, let words), .settlementReversed(let month, let words):
                (self.month, reason) = (month.description, words)
            case .payoutWarned(let month): self.month = month.description
            }
        }

        var what: LedgerFact.What {
            get throws {
                guard let kind = LedgerFact.Kind(rawValue: kind) else { throw Unreadable(kind: kind) }
                switch kind {
                case .approved: return .approved(try need(key).key)
                case .claimed: return .claimed(try need(key).key)
                case .refused:
                    return .refused(
                        try need(key).key, clause: Clause(try need(clause)), reason: try need(reason))
                case .issued: return .issued(try need(statement).statement)
                case .disputed: return .disputed(try need(key).key, reason: try need(reason))
                case .consented: return .consented(try need(key).key, reason: try need(reason))
                case .disputeAnswered:
                    return .disputeAnswered(
                        try need(key).key, upheld: try need(isUpheld), reason: try need(reason),
                        correction: correction)
                case .settled: return .settled(try need(named), reference: try need(reason))
                case .settlementReversed:
                    return .settlementReversed(try need(named), reason: try need(reason))
                case .payoutWarned: return .payoutWarned(try need(named))
                }
            }
        }

        private var correction: CorrectedCredit? {
            corrected.map { gross in
                CorrectedCredit(
                    gross: gross, severity: severity.flatMap { Severity(rawValue: $0) },
                    late: late.map { BusinessSeconds($0) })
            }
        }

        private var named: CalendarMonth? { month.flatMap(CalendarMonth.init) }

        private func need<Value>(_ value: Value?) throws -> Value {
            guard let value else { throw Unreadable(kind: kind) }
            return value
        }
    }
}
