import Agreements
import BusinessTime
import Desk
import HTTPTypes
public import Hummingbird
import Markup
import NIOCore
public import Operations
import Storage

/// The pages of the desk and its API over HTTP.
public struct DeskServer: Sendable {
    let office: Office
    let host: String
    let port: Int
    /// From where forms are taken.
    let origins: Set<String>
    let cookie: SessionCookie
    /// Takes a line about a failure of which its asker is told no more.
    let report: @Sendable (String) -> Void
    let times = RouteTimes()
    let routes = RouteTable()
    let signIns = SignInGate()
    /// Codes of the second step.
    let stepCodes = SignInGate()
    /// Links by mail that were asked for.
    let mailedLinks = SignInGate(.mails)
    /// Chats that strangers begin, and what they say in them.
    let chatStarts = SignInGate(.init(pair: 6, network: 12, address: 6))
    let chatWords = SignInGate(.init(pair: 200, network: 600, address: 200))
    /// Whether articles helped, as strangers say.
    let articleWords = SignInGate(.init(pair: 30, network: 60, address: 1_000))
    /// The address that people open, without a path.
    let address: String
    /// Asks a calendar's address, by the rules that bound the daily reading.
    public var fetch: Office.FeedFetch = { _ in .failure(Office.FeedFailure("this desk reads no addresses")) }

    /// Tries a mailbox out.
    public var mailboxTrial: MailboxTrial = { _ in
        .failure(MailboxFailure(isRefusal: false, words: "this desk fetches no mail"))
    }

    /// The way out, as the page for sending reaches it.
    public var wayOut = WayOut(
        option: nil,
        trial: { _ in
            var finding = RelayFinding()
            finding.failure = RelayFinding.Failure(
                step: "Settings", words: "this desk sends no mail", remedy: "Serve it.")
            return finding
        }, wake: {}, texts: { _ in .silent })

    /// Looks the desk over; `true` asks servers and name servers too.
    public var checkup: @Sendable (Bool) async throws -> [CheckLine] = { _ in [] }

    /// Between two signs of life of an open stream: a dead client keeps its socket until the next write. When
    /// access ends, so does the stream, and waits for none of them.
    public var streamBeat = Duration.seconds(15)

    /// Asks the server that says who people are.
    public var provider: ProviderLine = { _ in .failure(.unreachable("this desk asks no other server")) }

    /// `origin` is the address that people open, for example `https://desk.harbor.example`; with HTTPS the
    /// session's cookie is a `__Host-` cookie. nil takes the loopback addresses of the port.
    public init(
        office: Office, host: String = "127.0.0.1", port: Int, origin: String? = nil,
        report: @escaping @Sendable (String) -> Void = { print($0) }
    ) {
        self.office = office
        self.host = host
        self.port = port
        let loopback = ["127.0.0.1", "localhost", "[::1]"].map { "http://\($0):\(port)" }
        address = origin ?? loopback[0]
        origins = Set(origin.map { [$0] } ?? loopback)
        cookie = SessionCookie(isSecure: origin?.hasPrefix("https://") ?? false)
        self.report = report
    }

    /// Where a place is opened, for mails.
    public static func address(of place: Office.Place, at origin: String) -> String {
        switch place {
        case .ticket(let id): origin + Page.ticket(id.rawValue)
        case .portalTicket(let id): origin + Page.portalTicket(id.rawValue)
        case .proof(let id, let promise): origin + Page.proof(id.rawValue, promise.rawValue)
        case .agreement(let name): origin + Page.agreement(name)
        case .statement(let name, let month): origin + Page.statement(name, month)
        case .event(let id): origin + Page.event(id.rawValue)
        case .erasure(let id): origin + Page.erasure(id.rawValue)
        case .signing(let word): origin + Page.signing(word)
        case .evidence(let version, let word):
            origin + Page.evidence(version.agreement, version.number, word)
        case .change(let word): origin + Page.changeAsked(word)
        case .noticeMail(let inbox): origin + Page.noticeMail(inbox)
        case .ownMail: origin + Page.ownMail
        case .access(let id, let number, let word): origin + Page.accessAsked(id.rawValue, number, word)
        case .rating(let id, let number, let word): origin + Page.rating(id.rawValue, number, word)
        case .signIn(let word): origin + Page.signInLink(word)
        case .password(let word): origin + Page.password(word)
        case .leaving(let list, let person, let word): origin + Page.leaving(list, person.rawValue, word)
        case .report(let name, let query): origin + Page.report(name) + "?" + query
        case .article(let id): origin + Page.help(id)
        }
    }

    /// `ready` is called once the port is open.
    public func application(
        ready: @escaping @Sendable () async -> Void = {}
    ) -> some ApplicationProtocol {
        Application(
            router: router(),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { _ in await ready() })
    }

    /// Every address, for the server and for tests.
    public func router() -> Router<DeskContext> {
        let router = Router(context: DeskContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Measuring(times: times))
        router.add(middleware: Guarding(server: self))
        router.get(RouterPath(Page.health)) { _, _ in await health() }
        router.get("/") { _, _ in redirect(to: Page.queue) }
        addAudit(to: router)
        addAssets(to: router)
        addPeopleAndSessions(to: router)
        addQueue(to: router)
        addTickets(to: router)
        addAttachments(to: router)
        addMessages(to: router)
        addOutbox(to: router)
        addMails(to: router)
        addQuarantine(to: router)
        addOwnMail(to: router)
        addAgreements(to: router)
        addWhatIf(to: router)
        addTemplates(to: router)
        addAgreementVersions(to: router)
        addPrints(to: router)
        addEvidence(to: router)
        addOffering(to: router)
        addNotice(to: router)
        addNoticeMail(to: router)
        addSigning(to: router)
        addChanging(to: router)
        addHolidays(to: router)
        addChangeAnswers(to: router)
        addCredits(to: router)
        addReports(to: router)
        addNumbers(to: router)
        addEvents(to: router)
        addPrivacy(to: router)
        addHolds(to: router)
        addAccesses(to: router)
        addAccessLinks(to: router)
        addTokens(to: router)
        addMailboxes(to: router)
        addGroups(to: router)
        addContacts(to: router)
        addWorkspace(to: router)
        addPortalAndHelp(to: router)
        addSending(to: router)
        addCheckup(to: router)
        addLive(to: router)
        addAPI(to: router)
        return routes.noting(router)
    }

    /// 200 while the desk can write; 503 with the reason and its remedy otherwise. A mailbox that is late and
    /// a server that refuses our mail are said beside it, without names: the desk itself is well.
    private func health() async -> Response {
        let problem = await office.database.ailment()
        let late = problem == nil ? (try? await office.lateMail()) ?? "" : ""
        let text = problem.map { "\($0) \($0.remedy)\n" } ?? "ok\n" + late
        return Response(
            status: problem == nil ? .ok : .serviceUnavailable,
            headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    func page(_ content: some Content, status: HTTPResponse.Status = .ok) -> Response {
        let bytes = content.rendered(capacity: 65_536)
        return Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    func redirect(to address: String, setting cookies: String...) -> Response {
        var headers: HTTPFields = [.location: address, .cacheControl: "no-store"]
        for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
        return Response(status: .seeOther, headers: headers)
    }

    /// How many mails wait for those who may say what they are.
    private static func quarantineLabel(_ person: SignedIn) -> String {
        person.quarantineCount == 0 ? "Quarantine" : "Quarantine (\(person.quarantineCount))"
    }

    /// Calls of which nobody knows whose they are, for those who may say it.
    private static func callsLabel(_ person: SignedIn) -> String {
        person.unmatchedCalls == 0 ? "Calls" : "Calls (\(person.unmatchedCalls))"
    }

    /// That mail stands still is seen from every page.
    private static func outboxLabel(_ person: SignedIn) -> String {
        person.isSendingRefused ? "Outbox (stopped)" : "Outbox"
    }

    /// An administrator takes everything, others what they see.
    private static func exportLink(_ person: SignedIn) -> Capability {
        person.asker.role == .admin ? .exportEverything : .exportTickets
    }

    /// Who writes articles begins at their list, others where they read them, as all of the desk may.
    private static func articlePlace(_ person: SignedIn) -> (String, String, Capability) {
        Access.allows(.articleWrite, by: person.asker)
            ? ("Articles", Page.articles, .articleWrite) : ("Help", Page.help, .listPeople)
    }

    /// The links are those that the person's role may follow.
    func head(_ title: String, _ person: SignedIn, current: String) -> PageHead {
        if person.asker.role == .contact { return portalHead(title, person, current: current) }
        let daily: [(String, String, Capability)] = [
            ("Queue", Page.queue, .ticketView), (Self.callsLabel(person), Page.calls, .logCall),
            ("Chats", Page.chats, .readChats), ("Agreements", Page.agreements, .agreementView),
            ("Credits", Page.credits, .statementView), ("Reports", Page.reports, .reportView),
            ("Events", Page.events, .eventView), (Self.outboxLabel(person), Page.outbox, .outboxView),
            (Self.quarantineLabel(person), Page.quarantine, .quarantineView),
        ]
        let rare: [(String, String, Capability)] = [
            Self.articlePlace(person), ("Wallboard", Page.wallboard, .ticketView),
            ("Calendar", Page.calendar, .ticketView),
            ("Exports", Page.exports, Self.exportLink(person)), ("Tokens", Page.tokens, .mintToken),
            ("People", Page.people, .listPeople), ("Contacts", Page.contacts, .contactRights),
            ("Groups", Page.groups, .groups), ("Appearance", Page.brand, .brand),
            ("Access", Page.accesses, .accessView),
            ("Privacy", Page.privacy, .erasePerson), ("Audit", Page.audit, .auditView),
            ("Mails", Page.mails, .mailWords), ("Mailboxes", Page.mailboxes, .mailServer),
            ("Sending", Page.sending, .mailServer), ("Check-up", Page.checkup, .mailServer),
            ("Webhooks", Page.webhooks, .webhooks),
        ]
        func links(_ places: [(String, String, Capability)], isRare: Bool) -> [NavLink] {
            places.filter { (try? Access.require($0.2, by: person.asker)) != nil }
                .map { NavLink(label: $0.0, href: $0.1, isCurrent: current == $0.1, isRare: isRare) }
        }
        var found = links(daily, isRare: false) + links(rare, isRare: true)
        if person.ownMailCount > 0 {
            found.append(
                NavLink(
                    label: "Is it yours? (\(person.ownMailCount))", href: Page.ownMail,
                    isCurrent: current == Page.ownMail))
        }
        if let index = found.firstIndex(where: { $0.href == Page.chats }) {
            found[index] = ChatsMark.link(person, isCurrent: current == Page.chats)
        }
        return PageHead(
            title: title,
            reader: Reader(
                id: person.asker.person.rawValue, name: person.name, account: Page.account,
                signOut: FormTarget(action: Page.signOut, csrf: person.csrf)),
            links: found,
            assets: Page.assets, live: Page.live,
            palette: Access.allows(.ticketView, by: person.asker) ? Page.palette : nil,
            bell: person.newsCount.map {
                BellMark(count: $0, max: BellNews.countMax, isCurrent: current == Page.bell)
            }, call: person.call?.mark(at: office.clock()))
    }
}
