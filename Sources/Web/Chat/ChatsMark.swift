import Markup
import Operations

/// The way to the chats with how many wait for a word of the reader's: nobody's, and their own.
struct ChatsMark: View, Sendable {
    /// Of the link in the top line.
    static let key = "chats-link"

    var count: Int

    init(_ person: SignedIn) { count = person.waitingChats }

    var link: NavLink {
        var link = NavLink(label: count == 0 ? "Chats" : "Chats (\(count))", href: Page.chats)
        (link.key, link.count) = (Self.key, count)
        let waiting = count == 1 ? "one waits" : "\(count) wait"
        if count > 0 { link.words = "Chats (\(count)): \(waiting) for a word" }
        return link
    }

    /// Nil for who may not read chats.
    static func link(_ person: SignedIn, isCurrent: Bool) -> NavLink {
        var link = ChatsMark(person).link
        link.isCurrent = isCurrent
        return link
    }

    var body: some Content {
        let link = link
        Element(
            .a, .id(Self.key), .href(link.href), .data("count", link.count), .aria("label", link.words)
        ) { link.label }
    }
}
