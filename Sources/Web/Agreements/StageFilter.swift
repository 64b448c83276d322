import BusinessTime
import Desk

/// Which agreements are listed.
enum StageFilter: String, CaseIterable, Sendable {
    case all, waiting, drafts
    case inForce = "in-force"
    case ending, ended

    var label: String {
        switch self {
        case .all: "All"
        case .waiting: "To sign"
        case .drafts: "Drafts"
        case .inForce: "In force"
        case .ending: "Notice given"
        case .ended: "Ended"
        }
    }

    func takes(_ life: AgreementLife) -> Bool {
        [life.stage, life.next].compactMap { $0 }.contains { stage in
            switch stage {
            case .drafted: self == .drafts
            case .offered, .toCountersign: self == .waiting
            case .begins, .inForce: self == .inForce
            case .underNotice: self == .ending || self == .inForce
            case .ended: self == .ended
            }
        } || self == .all
    }
}

extension AgreementLife {
    /// What somebody waits for comes first, what is over last; the earliest date before later ones.
    var order: (rank: Int, at: Instant) {
        let places = [stage, next].compactMap { $0.map(Self.order) }
        let first = places.min { ($0.rank, $0.at) < ($1.rank, $1.at) }
        // What is over stays last, unless a new version of it is under way.
        return first ?? (9, .latest)
    }

    private static func order(_ stage: AgreementStage) -> (rank: Int, at: Instant) {
        switch stage {
        case .toCountersign(_, let until, _): (0, until)
        case .offered(_, let until, _): (1, until)
        case .underNotice(_, _, _, let ends): (2, ends)
        case .begins(_, let from): (3, from)
        case .drafted: (4, .earliest)
        case .inForce: (5, .earliest)
        case .ended: (6, .earliest)
        }
    }
}
