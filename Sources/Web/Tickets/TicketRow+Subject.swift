import Storage

extension TicketRow {
    /// A mail may have none, and an erased one has none left; a page still needs words to lead there.
    var shownSubject: String { subject.isEmpty ? "(no subject)" : subject }
}
