import BusinessTime
import Desk

private let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
]

extension LocalDate {
    /// "28 December 2026". With its year: such days are read years later, too.
    var inWords: String { "\(day) \(months[month - 1]) \(year)" }
}

extension CalendarMonth {
    /// "November 2026".
    var inWords: String { "\(months[month - 1]) \(year)" }
}
