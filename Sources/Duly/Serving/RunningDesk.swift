import BusinessTime
import Channels
import Desk
import Foundation
import Logging
import Mail
import NIOPosix
import Operations
import Storage

/// The desk at work: every loop and server, wired in one place.
struct RunningDesk: Sendable {
    let office: Office
    let intake: Intake
    let alarm: Alarm
    let delivery: Delivery
    let logger: Logger
    let feeds: FeedFetch
    let relay: Relay
    let webhooks: WebhookPost
    private let recipients = RecipientBook()
    private let bells: [Bell]
    private let lanes: [Bell]
    /// Rings when somebody asks for a link by mail.
    private let asked: Bell
    /// Rings when a webhook may have something to be told.
    private let told: Bell
    /// Rings when an answer may wait so that it can be taken back.
    private let held: Bell
    private let surveyed = Bell()
    private let packed = Bell()

    init(
        database: Database, way: WayOut, feeds: FeedFetch, webhooks: WebhookPost = WebhookPost(),
        logger: Logger,
        believed: Set<String> = [], ownHosts: Set<String> = [],
        address: @escaping @Sendable (Office.Place) -> String
    ) {
        let lanes = (0..<Self.lanes).map { _ in Bell() }
        let bells = [Bell(), Bell(), Bell(), Bell(), Bell(), Bell()]
        let told = Bell()
        let asked = Bell()
        let held = Bell()
        office = Office(
            database: database, shelf: AgreementShelf(), clock: { RunningDesk.now },
            wakeUp: { for bell in bells.prefix(2) + lanes + [asked, told, held] { bell.ring() } },
            address: address)
        intake = Intake(office: office, ownHosts: ownHosts, believed: believed)
        alarm = Alarm(office: office)
        let relay = Relay(
            office: office, option: way.option, fallback: way.fallback, connections: Self.lanes)
        self.relay = relay
        delivery = Delivery(
            office: office, isOpen: { try await relay.isOpen() }, send: { await relay.send($0) })
        self.feeds = feeds
        self.webhooks = webhooks
        self.logger = logger
        self.bells = bells
        self.lanes = lanes
        self.asked = asked
        self.told = told
        self.held = held
    }

    /// Letters under way at a time, each over a connection of its own.
    static let lanes = 6

    /// Wall seconds from a start to what can wait: a desk that was stopped catches up with its promises
    /// first.
    private static let laterAfterStart: Int64 = 10

    /// Wall seconds between two looks at whether figures are to be packed.
    private static let packEvery: Int64 = 30

    /// Wall seconds between two looks at which feed of holidays is due.
    private static let feedsEvery: Int64 = 20

    /// Wall time for which a link by mail waits. Writing a mail keeps the store busy for a moment: whoever
    /// asks again at once would feel whether there was one to write.
    private static let linkWaitMilliseconds: ClosedRange<Int64> = 500...3000

    /// Wall time between two looks at the addresses that agreements name.
    private static let addressesEvery = Duration.seconds(5)

    static var now: Instant { Instant(seconds: milliseconds / 1000) }

    static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Until the task is cancelled.
    func run() async {
        do {
            try await office.database.read { [office] in try office.shelf.fill(from: $0) }
        } catch {
            logger.log(.agreementsNotRead, "\(error)")
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await loop("inbox", bells[0], pause: { 30 }) { try await intake.readNew() > 0 }
            }
            group.addTask {
                await loop("alarm", bells[1], pause: { try await alarm.pause() }) {
                    let began = ContinuousClock.now
                    let woken = try await alarm.ring()
                    // Somebody's hours may have begun.
                    let given = try await office.handOut()
                    if given > 0 { logger.log(.handedOut, "\(given)") }
                    if woken > 0 {
                        let taken = (ContinuousClock.now - began) / .milliseconds(1)
                        logger.log(.woken, "\(woken)", "\(Int(taken))")
                    }
                    return false
                }
            }
            group.addTask {
                await bells[3].wait(atMost: Self.laterAfterStart)
                await loop("checkpoint", bells[3], pause: { try await office.sealWhenDue() }) { false }
            }
            group.addTask { await reckonCredits() }
            group.addTask {
                await loop("feeds", bells[4], pause: { Self.feedsEvery }) {
                    try await office.readHolidayFeeds { await feeds($0) } > 0
                }
            }
            group.addTask { await mailReports() }
            group.addTask { await callWebhooks() }
            group.addTask { await keepFigures() }
            group.addTask { await sendAskedLinks() }
            group.addTask { await releaseHeld() }
            group.addTask { await sendSurveys() }
            group.addTask { await MailboxRounds(intake: intake, logger: logger).run() }
            group.addTask { await readAddresses() }
            group.addTask { await Footprint.shrinkAtRest() }
            for bell in lanes {
                group.addTask {
                    await loop("delivery", bell, pause: { 10 }) { try await delivery.drain() > 0 }
                }
            }
        }
    }

    private func reckonCredits() async {
        await bells[5].wait(atMost: Self.laterAfterStart)
        await loop("credits", bells[5], pause: { Office.reckonEvery }) {
            try await office.keepReckonings()
            try await office.keepRecords()
            return false
        }
    }

    private func mailReports() async {
        await loop("reports", bells[2], pause: { try await office.nextReportIn(atMost: 30) }) {
            try await office.mailDueReport() > 0
        }
    }

    private func callWebhooks() async {
        await loop("webhooks", told, pause: { 5 }) {
            try await office.callWebhooks { await webhooks($0) } > 0
        }
    }

    private func releaseHeld() async {
        await loop("held answers", held, pause: { try await office.nextReleaseIn(atMost: 30) }) {
            try await office.releaseHeld() > 0
        }
    }

    private func sendSurveys() async {
        await surveyed.wait(atMost: Self.laterAfterStart)
        await loop("surveys", surveyed, pause: { 30 }) { try await office.sendSurveys() > 0 }
    }

    private func sendAskedLinks() async {
        await loop("links", asked, pause: { 30 }) {
            guard try await office.hasAskedLinks() else { return false }
            try? await Task.sleep(for: .milliseconds(Int64.random(in: Self.linkWaitMilliseconds)))
            return try await office.sendAskedLinks() > 0
        }
    }

    /// First those of a desk from before there were figures.
    private func keepFigures() async {
        do {
            while try await office.fillFigures() {}
        } catch {
            logger.log(.workFailed, "figures", "\(error)")
        }
        await packed.wait(atMost: Self.laterAfterStart)
        await loop("figures", packed, pause: { Self.packEvery }) { try await office.packFigures() > 0 }
    }

    /// An address of a new agreement takes mail within seconds.
    private func readAddresses() async {
        while !Task.isCancelled {
            do {
                try await recipients.read(office)
            } catch {
                logger.log(.workFailed, "addresses", "\(error)")
            }
            try? await Task.sleep(for: Self.addressesEvery)
        }
    }

    /// Works until there is nothing to do, then waits for the bell. A failure is said and tried again.
    private func loop(
        _ name: String, _ bell: Bell, pause: @Sendable () async throws -> Int64,
        work: @Sendable () async throws -> Bool
    ) async {
        while !Task.isCancelled {
            do {
                if try await work() { continue }
                await bell.wait(atMost: try await pause())
            } catch {
                logger.log(.workFailed, name, "\(error)")
                try? await Task.sleep(for: .seconds(2))
            }
        }
    }

    /// The LMTP server; it takes mail for the desk's own addresses alone.
    func lmtp(on address: LMTPAddress, group: MultiThreadedEventLoopGroup) async throws -> LMTPServer {
        try await server(LMTPConfiguration(address: address), group) { mail in await deliver(mail) }
    }

    /// The SMTP server for mail from everywhere; it finds out who really sends.
    func smtp(_ settings: SMTPSettings, group: MultiThreadedEventLoopGroup) async throws -> LMTPServer {
        let check = try SenderCheck()
        return try await server(settings.configuration, group) { mail in
            var checked = mail
            checked.findings = await check.findings(mail)
            return await deliver(checked)
        }
    }

    private func server(
        _ configuration: LMTPConfiguration, _ group: MultiThreadedEventLoopGroup,
        deliver: @escaping @Sendable (IncomingMail) async -> [Verdict]
    ) async throws -> LMTPServer {
        try await recipients.read(office)
        var named = configuration
        if named.hostname == "localhost", let own = recipients.addresses.support.first?.domain {
            named.hostname = own
        }
        return LMTPServer(
            configuration: named, group: group, logger: logger, clock: { RunningDesk.milliseconds },
            accept: { [recipients] in recipients.verdict($0) }, deliver: deliver)
    }

    private func deliver(_ mail: IncomingMail) async -> [Verdict] {
        let verdict: Verdict
        do {
            verdict = .accepted(id: String(try await intake.keep(mail)))
        } catch StoreProblem.full {
            verdict = .temporary(.insufficientStorage, "the disk is full")
        } catch {
            logger.log(.mailNotKept, mail.way, "\(error)")
            verdict = .temporary(.localError, "the mail could not be stored")
        }
        return mail.recipients.map { _ in verdict }
    }

    /// For the test button of a mailbox.
    func tryMailbox(_ open: Office.OpenMailbox) async -> Result<String, MailboxFailure> {
        do {
            return .success(try await MailboxCheck(office: office)(open).words)
        } catch {
            return .failure(MailboxRounds.failure(error))
        }
    }

    /// Looks the desk over, with what servers say where that is asked for.
    func checkup(_ isWhole: Bool) async throws -> [CheckLine] {
        let checkup = Checkup(office: office, world: .system(relay: relay, mailboxesOf: office))
        return try await isWhole ? checkup.whole() : checkup.local()
    }

    /// Somebody has mended the way out: what waits is tried at once.
    func wakeDelivery() {
        delivery.wake()
        office.wakeUp()
    }
}

/// Where mail goes out, as the command line says it.
struct WayOut {
    /// Wins over what is set up in the desk.
    var option: SubmissionServer?
    /// Where nothing else is named.
    var fallback: SubmissionServer?
}
