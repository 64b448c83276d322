/// A day of the week, as the terms write it.
public enum Weekday: String, CaseIterable, Codable, CodingKeyRepresentable, Sendable {
    case mon, tue, wed, thu, fri, sat, sun
}
