import Agreements
public import BusinessTime
import Desk
import Foundation
import Mail
public import Storage

/// What the desk asks of the machine and of the world when it is looked over.
public struct CheckupWorld: Sendable {
    /// What a server says first at a place such as `127.0.0.1:8024`; nil when nobody answers.
    public var greeting: @Sendable (String) async -> String?
    /// The end of the certificate that a place shows by TLS; nil when it shows none.
    public var certificateEnd: @Sendable (_ host: String, _ port: Int) async -> Instant?
    /// The end of the first certificate in a PEM file.
    public var fileEnd: @Sendable (String) -> Instant?
    /// The way out, gone step by step; nil where it can't be tried from here.
    public var relay: @Sendable () async -> RelayFinding?
    /// A mailbox entered, its folder opened, and left again.
    public var mailbox: @Sendable (StoredMailbox) async -> TriedMailbox
    public var texts: @Sendable (String) async -> NameAnswer
    /// Whether the clock follows a time server; nil where the machine doesn't tell.
    public var clockFollows: @Sendable () -> Bool?

    public init(
        greeting: @escaping @Sendable (String) async -> String?,
        certificateEnd: @escaping @Sendable (_ host: String, _ port: Int) async -> Instant?,
        fileEnd: @escaping @Sendable (String) -> Instant?,
        relay: @escaping @Sendable () async -> RelayFinding?,
        mailbox: @escaping @Sendable (StoredMailbox) async -> TriedMailbox,
        texts: @escaping @Sendable (String) async -> NameAnswer,
        clockFollows: @escaping @Sendable () -> Bool?
    ) {
        self.greeting = greeting
        self.certificateEnd = certificateEnd
        self.fileEnd = fileEnd
        self.relay = relay
        self.mailbox = mailbox
        self.texts = texts
        self.clockFollows = clockFollows
    }
}

/// Looks over everything that a desk needs to run. Nothing is changed.
public struct Checkup: Sendable {
    let office: Office
    let world: CheckupWorld
    /// Whether the store can be read alone: another process holds it, or nobody should.
    let readsOnly: Bool

    public init(office: Office, world: CheckupWorld, readsOnly: Bool = false) {
        self.office = office
        self.world = world
        self.readsOnly = readsOnly
    }

    /// What the machine itself tells, at once.
    public func local() async throws -> [CheckLine] {
        let now = office.clock()
        let known = try await office.database.read { try Known($0, office, now: now) }
        return await here(known, now: now) + known.mailboxes.map { CheckLine.mailbox($0, now: now) }
    }

    private func here(_ known: Known, now: Instant) async -> [CheckLine] {
        await [database(known)] + machine(known, now: now) + files(known, now: now)
    }

    /// All of it; servers and name servers are asked, which can take a minute.
    public func whole() async throws -> [CheckLine] {
        let now = office.clock()
        let known = try await office.database.read { try Known($0, office, now: now) }
        async let mailboxes = self.mailboxes(known, now: now)
        async let doors = self.doors(known)
        async let wayOut = self.wayOut(known, now: now)
        async let names = self.names(known)
        return await here(known, now: now) + mailboxes + doors + wayOut + pages(known, now: now) + names
    }

    /// What the store says.
    struct Known: Sendable {
        var facts: Int64 = 0
        var lastFact: Instant?
        var zones: [TimeZoneName] = []
        /// Why the agreements' calendars can't be counted.
        var zoneTrouble: String?
        var mailboxes: [StoredMailbox] = []
        var health = Office.SendingHealth()
        var relay: RelaySettings?
        var sendingOption: String?
        var sender: MailAddress?
        /// Of the return address, which SPF is about.
        var returnDomain: String?
        var keys: [StoredSigningKey] = []
        var listening: [Listening] = []
        var servedAt: String?

        init(_ reader: Reader, _ office: Office, now: Instant) throws {
            facts = try reader.lastSequence()
            lastFact = try reader.newestFact()
            do {
                zones = Array(Set(try office.termsInForce(at: now, reader).map(\.terms.hours.calendar.zone)))
            } catch {
                zoneTrouble = "\(error)"
            }
            mailboxes = try reader.mailboxes()
            health = try office.sendingHealth(reader)
            relay = try reader.relay().map { try Office.settings(of: $0) }
            sendingOption = try reader.setting(Office.sendingOption).flatMap { $0.isEmpty ? nil : $0 }
            sender = try? Post.sender(reader)
            returnDomain = try? Post.domain(reader)
            keys = try reader.signingKeys()
            listening = try Listening.all(reader)
            servedAt = try reader.servedAt()
        }
    }

    private func database(_ known: Known) async -> CheckLine {
        if !readsOnly, let problem = await office.database.ailment() {
            return CheckLine("Database", .failed, "\(problem)", remedy: problem.remedy)
        }
        let how = readsOnly ? "is read" : "is read and written"
        return CheckLine("Database", .ok, "It \(how); \(known.facts) facts.")
    }

    private func machine(_ known: Known, now: Instant) -> [CheckLine] {
        let (free, whole) = office.database.space
        let zones = ZoneFiles()
        let unread = known.zones.filter { (try? zones.rules(of: $0)) == nil }.map { "\($0)" }.sorted()
        let version = zones.version
        return [
            .disk(free: free, of: whole),
            .clock(now: now, lastFact: known.lastFact, follows: world.clockFollows()),
            .zones(
                version: version == "unknown" ? nil : version, year: Int("\(now)".prefix(4)) ?? 0,
                unread: unread, readable: known.zones.count - unread.count, trouble: known.zoneTrouble),
        ]
    }

    private func files(_ known: Known, now: Instant) -> [CheckLine] {
        known.listening.compactMap { door in
            guard let file = door.certificate else { return nil }
            guard let end = world.fileEnd(file) else {
                return CheckLine(
                    "Certificate of \(door.name)", .failed, "\(file) can't be read as PEM.",
                    remedy: "Put the certificate there, or name another with --tls-certificate.")
            }
            return .certificate(of: door.name, end: end, now: now)
        }
    }

    /// Side by side: one that hangs holds up no other.
    private func mailboxes(_ known: Known, now: Instant) async -> [CheckLine] {
        let tried = await withTaskGroup(of: (Int64, TriedMailbox).self) { group in
            for mailbox in known.mailboxes {
                group.addTask { (mailbox.id, await world.mailbox(mailbox)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        return known.mailboxes.flatMap { mailbox in
            var lines = [CheckLine.mailbox(mailbox, tried[mailbox.id], now: now)]
            if let end = tried[mailbox.id]?.certificateEnd {
                lines.append(.certificate(of: "mailbox \(mailbox.name)", end: end, now: now))
            }
            return lines
        }
    }

    private func doors(_ known: Known) async -> [CheckLine] {
        guard !known.listening.isEmpty else {
            return [
                CheckLine(
                    "Mail in", .warning, "The desk was never served, so it takes no mail by a port.",
                    remedy: "Start it: duly serve.")
            ]
        }
        var lines: [CheckLine] = []
        for door in known.listening {
            let words = await world.greeting(door.place)
            lines.append(.door(door, greeting: words))
        }
        return lines
    }

    private func wayOut(_ known: Known, now: Instant) async -> [CheckLine] {
        let finding = await world.relay()
        let way = known.sendingOption ?? known.relay?.words
        var lines = [CheckLine.wayOut(way, finding, known.health)]
        if let end = finding?.certificateEnd {
            lines.append(.certificate(of: "the mail server", end: end, now: now))
        }
        return lines
    }

    private func pages(_ known: Known, now: Instant) async -> [CheckLine] {
        guard let address = known.servedAt, address.hasPrefix("https://") else { return [] }
        let place = address.dropFirst("https://".count)
        let parts = place.split(separator: ":", maxSplits: 1)
        let host = String(parts[0])
        let port = parts.count == 2 ? Int(parts[1]) ?? 443 : 443
        guard let end = await world.certificateEnd(host, port) else {
            return [
                CheckLine(
                    "Certificate of the pages", .failed, "\(place) shows no certificate.",
                    remedy: "See that the reverse proxy runs and serves \(host).")
            ]
        }
        return [.certificate(of: "the pages", end: end, now: now)]
    }

    private func names(_ known: Known) async -> [CheckLine] {
        guard let domain = known.sender?.domain else { return [] }
        let owner = DomainAlignment.organisational(domain) ?? domain
        let returning = known.returnDomain ?? domain
        async let spf = world.texts(returning)
        async let own = world.texts("_dmarc.\(domain)")
        async let whole = world.texts("_dmarc.\(owner)")
        var lines = [CheckLine.spf(returning, await spf)]
        for key in known.keys {
            let answer = await world.texts(key.record.name)
            lines.append(.dkim(key, answer, canOpen: office.open(key) != nil))
        }
        if !known.keys.contains(where: { $0.usedSince != nil }) { lines.append(.unsigned(domain)) }
        return lines + [.dmarc(domain, await own, organisational: await whole)]
    }
}
