import Storage

extension StoredMessage {
    /// A line of the program's own about a mail that it kept back: nothing was sent, so there is no message
    /// to name.
    var isRemark: Bool { isAutomatic && direction == .outgoing && messageID == nil }
}
