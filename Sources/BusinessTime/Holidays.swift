/// A local date on which nothing opens, and what the contract calls it.
public struct Holiday: Hashable, Sendable, Codable {
    public let date: LocalDate
    public let name: String

    public init(date: LocalDate, name: String) {
        self.date = date
        self.name = name
    }
}

/// Holidays in the order of their dates, one per date; of two on one date the first given stays.
public struct Holidays: Hashable, Sendable {
    public let all: [Holiday]

    public static let none = Holidays([])

    public init(_ holidays: some Sequence<Holiday>) {
        var seen: Set<LocalDate> = []
        all = holidays.filter { seen.insert($0.date).inserted }.sorted { $0.date < $1.date }
    }

    public func contains(_ date: LocalDate) -> Bool { holiday(on: date) != nil }

    public func name(of date: LocalDate) -> String? { holiday(on: date)?.name }

    public func holiday(on date: LocalDate) -> Holiday? {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].date < date { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low].date == date ? all[low] : nil
    }
}

extension Holidays: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([Holiday].self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(all)
    }
}
