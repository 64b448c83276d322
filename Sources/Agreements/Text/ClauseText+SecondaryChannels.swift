extension ClauseText {
    static func secondaryChannels(_ terms: Terms) -> ClauseText {
        let channels = terms.channels
        var ways: [String] = []
        if let phone = channels.phone { ways.append("by telephone at \(phone), in the support hours") }
        if let chat = channels.chatHours {
            let hours = Wording.week(chat).filter { !$0.hasSuffix("closed") }.joined(separator: "; ")
            ways.append("by live chat in the portal (\(hours))")
        }
        let urgent =
            ways.isEmpty
            ? "No telephone or chat is agreed; urgent inquiries too are sent by e-mail."
            : "In urgent matters the customer may also reach support \(Wording.list(ways))."
        let portal =
            channels.portal.map { " Inquiries can be made and followed in the portal at \($0)." } ?? ""
        return ClauseText(
            .secondaryChannels, "Portal, telephone and chat",
            [.plain(urgent + portal + " Whichever way is used, an inquiry has one time for each promise.")])
    }
}
