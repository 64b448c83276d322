/// The business days of a table: the local dates on which something opens, and where their openings are.
struct BusinessDays: Sendable {
    let days: ContiguousArray<Int32>
    /// For each business day its first and last opening. A clock gap at midnight can put an opening of
    /// another date between them.
    private let firsts: ContiguousArray<Int32>
    private let lasts: ContiguousArray<Int32>

    /// Takes the dates of a table's entries; the first entry is none.
    init(_ dates: ContiguousArray<Int32>) {
        var days = ContiguousArray<Int32>()
        var firsts = ContiguousArray<Int32>()
        var lasts = ContiguousArray<Int32>()
        days.reserveCapacity(dates.count)
        firsts.reserveCapacity(dates.count)
        lasts.reserveCapacity(dates.count)
        for (i, date) in dates.enumerated().dropFirst() {
            // Nearly always the last; earlier ones only after such a gap.
            var place = days.count
            while place > 0, days[place - 1] > date { place -= 1 }
            if place > 0, days[place - 1] == date {
                lasts[place - 1] = Int32(i)
            } else {
                days.insert(date, at: place)
                firsts.insert(Int32(i), at: place)
                lasts.insert(Int32(i), at: place)
            }
        }
        self.days = days
        self.firsts = firsts
        self.lasts = lasts
    }

    /// The place of the Nth business day after a date; nil past the end of the table.
    func place(of count: Int, after date: LocalDate) -> Int? {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(days[middle]) <= date.dayNumber { low = middle + 1 } else { high = middle }
        }
        guard count >= 1, count <= days.count - low else { return nil }
        return low + count - 1
    }

    func openings(at place: Int) -> ClosedRange<Int> {
        Int(firsts[place])...Int(lasts[place])
    }

    func date(at place: Int) -> LocalDate {
        LocalDate(dayNumber: Int(days[place]))
    }
}
