import Desk
public import Storage

// Who uses what somebody keeps at the desk: its owner, the people of a group, or everybody.
extension Sharing {
    /// As forms send it: "own", "all", or "group-3".
    public init?(word: String) {
        switch word {
        case "own": self = .own
        case "all": self = .all
        default:
            guard word.hasPrefix("group-"), let id = Int64(word.dropFirst("group-".count)) else { return nil }
            self = .group(id)
        }
    }

    public var word: String {
        switch self {
        case .own: "own"
        case .group(let id): "group-\(id)"
        case .all: "all"
        }
    }

    /// Whether somebody may use what `owner` keeps.
    func isOpen(to asker: Access.Asker, owner: Int64, _ groups: [StoredGroup]) -> Bool {
        switch self {
        case .own: owner == asker.person.rawValue
        case .all: true
        case .group(let id):
            asker.seesEveryGroup || groups.contains { $0.id == id && asker.groups.contains($0.name) }
        }
    }

    /// Whether somebody may change it: one's own oneself, what is shared those who share.
    func isChangeable(by asker: Access.Asker, owner: Int64) -> Bool {
        self == .own ? owner == asker.person.rawValue : Access.allows(.share, by: asker)
    }

    /// As somebody asks for it: only those who share put it before others, and before a group that is there.
    static func checked(
        _ word: String, by asker: Access.Asker, _ reader: Reader
    ) throws -> Sharing {
        guard let sharing = Sharing(word: word.isEmpty ? "own" : word) else {
            throw Refusal.sharedOddly(word)
        }
        if sharing == .own { return sharing }
        try Access.require(.share, by: asker)
        if case .group(let id) = sharing, try !reader.groups().contains(where: { $0.id == id }) {
            throw Refusal.sharedOddly(word)
        }
        return sharing
    }
}

extension Access.Asker {
    /// Managers and administrators see every group's.
    public var seesEveryGroup: Bool { role == .manager || role == .admin }
}

/// A name under which somebody keeps something, on one line.
enum KeptName {
    /// Characters.
    static let lengthMax = 60

    static func checked(_ name: String) throws(Refusal) -> String {
        let plain = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isLine = plain.unicodeScalars.allSatisfy {
            !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 32
        }
        guard isLine, !plain.isEmpty, plain.count <= lengthMax else {
            throw Refusal(
                "bad-name", field: "name", "A name is one line of 1 to \(lengthMax) characters.",
                remedy: "Call it by what it is for.")
        }
        return plain
    }
}

extension Refusal {
    static func sharedOddly(_ word: String) -> Refusal {
        Refusal(
            "sharing-unknown", field: "sharing", "Nobody is meant by \"\(word.prefix(64))\".",
            remedy: "Choose yourself, everybody, or a group of the desk.")
    }
}
