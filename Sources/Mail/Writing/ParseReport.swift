/// What `duly mail parse` prints for a message: one JSON object on one line.
public enum ParseReport {
    /// Without a line end.
    public static func json(_ message: Message) -> [UInt8] {
        var out = JSONText()
        out.raw("{\"from\":")
        mailbox(message.from, &out)
        out.raw(",\"reply_to\":")
        mailbox(message.replyTo, &out)
        out.raw(",\"to\":")
        out.array(message.to) { mailbox($1, &$0) }
        out.raw(",\"cc\":")
        out.array(message.cc) { mailbox($1, &$0) }
        out.raw(",\"subject\":")
        out.string(message.subject)
        out.raw(",\"message_id\":")
        out.string(message.messageID)
        out.raw(",\"in_reply_to\":")
        out.string(message.inReplyTo)
        out.raw(",\"references\":")
        out.array(message.references) { $0.string($1) }
        out.raw(",\"date\":")
        out.string(message.date?.iso8601)
        content(message, &out)
        out.raw(",\"auto_submitted\":")
        out.bool(LoopGuard.headerRefusal(message.automation) != nil)
        out.raw(",\"reply_text\":")
        out.string(message.replyText)
        out.raw("}")
        return out.bytes
    }

    private static func content(_ message: Message, _ out: inout JSONText) {
        out.raw(",\"text\":")
        out.string(message.text)
        out.raw(",\"html\":")
        out.string(message.html)
        out.raw(",\"attachments\":")
        out.array(message.attachments) { out, attachment in
            out.raw("{\"filename\":")
            out.string(attachment.filename)
            out.raw(",\"content_type\":")
            out.string(attachment.contentType)
            out.raw(",\"size\":")
            out.number(attachment.size)
            out.raw("}")
        }
    }

    private static func mailbox(_ mailbox: Mailbox?, _ out: inout JSONText) {
        guard let mailbox else { return out.raw("null") }
        out.raw("{\"name\":")
        out.string(mailbox.name)
        out.raw(",\"address\":")
        out.string(mailbox.address.description)
        out.raw("}")
    }
}
