import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Storage

/// Where somebody was going who has to sign in first, and why. A cookie keeps it over every way in, also over
/// those that leave the desk: a mail, or another server.
struct WayBack: Hashable, Sendable {
    enum Reason: String {
        /// A page, by who was not signed in.
        case asked
        /// A page, with a session that is over.
        case ended
        /// A form was sent, and nothing of it was taken.
        case unsent
    }

    /// With what stands behind it.
    let path: String
    let reason: Reason

    /// Bytes. In a cookie each may become three.
    static let lengthMax = 1000

    /// nil for what is no place of this desk, and for the ways in themselves, programs and streams.
    init?(_ path: String, _ reason: Reason) {
        guard path.utf8.count <= Self.lengthMax, path.hasPrefix("/"), !path.hasPrefix("//"),
            path.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return nil }
        let plain = path.prefix { $0 != "?" }
        let ways = [Page.signIn, Page.signOut, Page.passwords, Page.api]
        guard !ways.contains(where: { plain == $0 || plain.hasPrefix($0 + "/") }), !plain.hasSuffix(Page.live)
        else { return nil }
        self.path = path
        self.reason = reason
    }

    /// As the cookie has it.
    init?(word: String?) {
        let parts = (word ?? "").split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let reason = Reason(rawValue: String(parts[0])),
            let path = String(parts[1]).removingPercentEncoding
        else { return nil }
        self.init(path, reason)
    }

    var word: String { "\(reason.rawValue).\(Fields.escaped(path))" }

    /// Why the sign-in page is there; nil where nobody wonders.
    var words: String? {
        switch reason {
        case .asked:
            switch ticket {
            case let number?: "Sign in to see ticket \(number)."
            case nil: isBeginning ? nil : "Sign in to see the page that you opened."
            }
        case .ended: "Your session ended. Sign in to go on."
        case .unsent:
            """
            You are not signed in any more, so nothing was sent. Sign in to go back to the page of the form; \
            a draft that this browser kept is still there.
            """
        }
    }

    private var isBeginning: Bool { ["/", Page.queue, Page.portal].contains(path) }

    private var ticket: Int64? {
        let parts = path.prefix { $0 != "?" }.split(separator: "/")
        let place = parts.drop { $0 == "portal" }
        return place.first == "tickets" ? place.dropFirst().first.flatMap { Int64($0) } : nil
    }
}

extension DeskServer {
    /// To the sign-in page, which knows the way back.
    func toSignIn(_ request: Request) -> Response {
        guard let way = wayBack(of: request) else { return redirect(to: Page.signIn) }
        return redirect(to: Page.signIn, setting: cookie.ofWay.keeping(way.word))
    }

    /// nil for what a script asks for: that is no page to go back to.
    private func wayBack(of request: Request) -> WayBack? {
        let mode = request.headers[named("Sec-Fetch-Mode")]
        let kind = request.headers[named("Sec-Fetch-Dest")]
        guard mode == nil || mode == "navigate", kind == nil || kind == "document" else { return nil }
        switch request.method {
        case .get: return WayBack(request.uri.string, cookie.word(of: request) == nil ? .asked : .ended)
        case .post: return WayBack(pageBefore(request) ?? request.uri.path, .unsent)
        default: return nil
        }
    }

    /// The page of this desk from which something was sent, as the browser tells.
    func pageBefore(_ request: Request) -> String? {
        let page = request.headers[.referer] ?? ""
        let origin = origins.first { page.hasPrefix($0 + "/") }
        return origin.map { String(page.dropFirst($0.count).prefix { $0 != "#" }) }
    }

    /// Where somebody goes who is in now: back to what they asked for, as far as it is there for them, else
    /// where they begin.
    func destination(
        of person: StoredPerson, _ session: String, _ request: Request, _ context: DeskContext
    ) async -> String {
        let home = Self.home(of: Role(rawValue: person.role))
        guard let way = WayBack(word: cookie.ofWay.word(of: request)) else { return home }
        return await shown(way.path, session, context) ?? home
    }

    /// Where a page is in the end, asked as the person; nil where it is not for them. Whether it is, the page
    /// itself knows best.
    private func shown(_ path: String, _ session: String, _ context: DeskContext) async -> String? {
        let responder = router().buildResponder()
        var place = path
        // A page may lead on, as from the desk's ticket to the portal's.
        for _ in 0..<3 {
            let head = HTTPRequest(
                method: .get, scheme: nil, authority: nil, path: place,
                headerFields: [.cookie: "\(cookie.name)=\(session)"])
            let asked = Request(head: head, body: RequestBody(buffer: .init()))
            let answer = try? await responder.respond(to: asked, context: context.anew)
            switch answer?.status {
            case .ok: return place
            case .seeOther:
                let next = answer?.headers[.location].flatMap { WayBack($0, .asked) }
                guard let next else { return nil }
                place = next.path
            default: return nil
            }
        }
        return nil
    }
}
