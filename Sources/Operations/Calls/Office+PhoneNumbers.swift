import Desk
public import Storage

// Numbers of contacts, and whom a few words mean.
extension Office {
    /// Contacts that one search shows.
    public static let foundMax = 20

    /// Put before numbers that begin with one nought; empty for none.
    public static func phoneCountry(_ reader: Reader) throws -> String {
        try reader.setting(DeskSetting.phoneCountry.rawValue) ?? ""
    }

    /// By number where the words are one, else by name or address. Who is hidden from the asker is not among
    /// them.
    public func contacts(
        meant words: String, _ visibility: Visibility, in reader: Reader
    ) throws -> [StoredPerson] {
        let asked = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if asked.isEmpty { return [] }
        let number = try? PhoneNumber(asked, country: Self.phoneCountry(reader))
        let found =
            try number.map { try reader.contacts(phoneNumber: $0.description) }
            ?? reader.contacts(named: String(asked.prefix(254)), limit: Self.foundMax * 3)
        let shown = try found.filter { try reader.isShown(contact: $0.id, to: visibility) }
        return Array(shown.prefix(Self.foundMax))
    }

    public func add(
        phoneNumber text: String, of contact: Int64, _ turn: CallTurn, _ writer: Writer
    ) throws {
        try Access.require(.logCall, by: turn.asker)
        let person = try callableContact(contact, for: turn.asker, turn.visibility, in: writer)
        let number = try PhoneNumber(text, country: Self.phoneCountry(writer))
        try writer.add(phoneNumber: number.description, of: person.id)
    }

    public func remove(
        phoneNumber number: String, of contact: Int64, _ turn: CallTurn, _ writer: Writer
    ) throws {
        try Access.require(.logCall, by: turn.asker)
        let person = try callableContact(contact, for: turn.asker, turn.visibility, in: writer)
        try writer.remove(phoneNumber: number, of: person.id)
    }
}
