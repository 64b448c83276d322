import BusinessTime
import Desk
import HTTPTypes
public import Hummingbird
import NIOCore
import Operations
import Storage

// How the desk does, in Prometheus' words: counts, times and ages, never a name, an address or a subject.
extension DeskServer {
    func addMetrics(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.metrics)) { request, _ in
            try await permitted(.metrics, request) { _ in try await metrics() }
        }
    }

    /// The same on a port of its own, for a collector that can't sign in: give it a loopback address.
    public func metricsApplication(host: String, port: Int) -> some ApplicationProtocol {
        let router = Router(context: DeskContext.self)
        router.get(RouterPath(Page.metrics)) { _, _ in try await metrics() }
        return Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil))
    }

    private func metrics() async throws -> Response {
        let now = office.clock()
        var text = MetricsText()
        text += try await office.database.read { try DeskGauges(office, now: now, $0).text }
        text.add(
            "duly_live_streams", "gauge", "Open streams of events.",
            [("", Double(office.changes.listenerCount))])
        text.add(times)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: text.words)))
    }
}

/// Lines of the text form, version 0.0.4.
struct MetricsText {
    private(set) var words = ""

    mutating func add(
        _ name: String, _ kind: String, _ help: String, _ values: [(labels: String, value: Double)]
    ) {
        words += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
        for (labels, value) in values { add(name, labels, value) }
    }

    private mutating func add(_ name: String, _ labels: String, _ value: Double) {
        let number = value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
        words += labels.isEmpty ? "\(name) \(number)\n" : "\(name){\(labels)} \(number)\n"
    }

    mutating func add(_ times: RouteTimes) {
        let name = "duly_http_request_seconds"
        add(name, "histogram", "Time until an answer was ready.", [])
        for (route, count) in times.all {
            let labels = "method=\"\(route.method)\",route=\"\(route.path)\",status=\"\(route.status)\""
            var below = 0
            for (bound, number) in zip(RouteTimes.bounds, count.buckets) {
                below += number
                add("\(name)_bucket", "\(labels),le=\"\(bound)\"", Double(below))
            }
            add("\(name)_bucket", "\(labels),le=\"+Inf\"", Double(count.count))
            add("\(name)_sum", labels, count.seconds)
            add("\(name)_count", labels, Double(count.count))
        }
    }

    static func += (text: inout MetricsText, other: MetricsText) { text.words += other.words }
}

/// What the store tells of how the desk does.
private struct DeskGauges {
    let text: MetricsText

    init(_ office: Office, now: Instant, _ reader: Storage.Reader) throws {
        var text = MetricsText()
        func age(_ instant: Instant?) -> Double {
            instant.map { Double(max(0, now.wallSeconds(since: $0))) } ?? 0
        }
        let open = try reader.openTicketCounts()
        text.add(
            "duly_open_tickets", "gauge", "Open tickets by tier.",
            open.map { ("tier=\"\($0.tier)\"", Double($0.count)) })
        text.add(
            "duly_broken_open_tickets", "gauge", "Open tickets whose next deadline is past.",
            [("", Double(try reader.overdueTicketCount(at: now)))])
        text.add(
            "duly_alarm_delay_seconds", "gauge", "How long the earliest due instant is past.",
            [("", age(try reader.earliestDue().flatMap { $0 < now ? $0 : nil }))])
        for queue in try reader.queueLengths() {
            text.add("duly_\(queue.name)_waiting", "gauge", "Entries that wait.", [("", Double(queue.count))])
            text.add(
                "duly_\(queue.name)_age_seconds", "gauge", "Age of the oldest that waits.",
                [("", age(queue.oldest))])
        }
        text.add(
            "duly_checkpoint_age_seconds", "gauge", "Since the last checkpoint of the audit chain.",
            [("", age(try reader.lastCheckpoint()?.at))])
        text.add(
            "duly_facts_total", "counter", "Facts ever written.", [("", Double(try reader.lastSequence()))])
        let health = try office.sendingHealth(reader)
        text.add(
            "duly_sending_ok", "gauge", "Whether the way out works as far as it was tried.",
            [("", health.problem == nil && !health.needsSomebody ? 1 : 0)])
        text.add(
            "duly_mailbox_ok", "gauge", "Mailboxes that are fetched in time, by their number.",
            try reader.mailboxes().map { ("mailbox=\"\($0.id)\"", $0.isLate(at: now) ? 0 : 1) })
        self.text = text
    }
}
