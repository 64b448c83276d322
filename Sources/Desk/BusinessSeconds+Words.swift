import BusinessTime

extension BusinessSeconds {
    /// For people: `1 h 12 min`, `45 min`, `30 s`.
    var words: String {
        let hours = count / 3600
        let minutes = count / 60 % 60
        if hours == 0 && minutes == 0 { return "\(count) s" }
        if hours == 0 { return "\(minutes) min" }
        return minutes == 0 ? "\(hours) h" : "\(hours) h \(minutes) min"
    }
}
