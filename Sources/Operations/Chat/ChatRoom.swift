public import BusinessTime
public import Desk
import Foundation

/// Who is there, who writes and what was read, in memory alone: a restart forgets it, and no word is lost.
public final class ChatRoom: @unchecked Sendable {
    /// What the visitor's page is told beside messages.
    public enum Sign: Hashable, Sendable {
        /// A message is on disk.
        case said
        case deskTypes(Bool)
        case deskRead(Int64)
        case ended
    }

    /// Streams that one chat may hold: two windows, and a few that died unseen.
    public static let streamsMax = 6
    /// Streams of all chats.
    static let allStreamsMax = 2000
    /// Wall seconds after a sign of life for which a visitor without a stream counts as there.
    static let lingering: Int64 = 45
    /// Wall seconds after which somebody who wrote nothing more no longer writes.
    static let typing: Int64 = 8

    fileprivate struct Seat {
        let ticket: Ticket.ID
        var listeners: [Int: AsyncStream<Sign>.Continuation] = [:]
        var seen: Instant?
        var visitorTyped: Instant?
        var visitorRead: Int64 = 0
        var deskRead: Int64 = 0
    }

    private let lock = NSLock()
    private var seats: [Int64: Seat] = [:]
    private var last = 0
    private let changed: @Sendable (Ticket.ID) -> Void

    init(changed: @escaping @Sendable (Ticket.ID) -> Void) {
        self.changed = changed
    }

    /// The visitor's page listens; nil where too many do.
    public func enter(_ chat: Int64, of ticket: Ticket.ID, at now: Instant) -> AsyncStream<Sign>? {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Sign.self, bufferingPolicy: .bufferingNewest(16))
        let number = lock.withLock { () -> Int? in
            let all = seats.values.reduce(0) { $0 + $1.listeners.count }
            var seat = seats[chat] ?? Seat(ticket: ticket)
            guard seat.listeners.count < Self.streamsMax, all < Self.allStreamsMax else { return nil }
            last += 1
            seat.listeners[last] = continuation
            seat.seen = now
            seats[chat] = seat
            return last
        }
        guard let number else { return nil }
        continuation.onTermination = { [weak self] _ in self?.leave(chat, number) }
        changed(ticket)
        return stream
    }

    private func leave(_ chat: Int64, _ number: Int) {
        let ticket = lock.withLock { () -> Ticket.ID? in
            seats[chat]?.listeners[number] = nil
            guard seats[chat]?.listeners.isEmpty == true else { return nil }
            seats[chat]?.visitorTyped = nil
            return seats[chat]?.ticket
        }
        guard let ticket else { return }
        changed(ticket)
        // Without a word from anybody the desk's pages are to see that nobody came back.
        Task { [changed] in
            try? await Task.sleep(for: .seconds(Self.lingering + 1))
            changed(ticket)
        }
    }

    /// The visitor's page says that it is being left. With another window open they are still there; the
    /// last one's stream ends at once, and not when a beat finds its line dead.
    public func close(_ chat: Int64) {
        let last = lock.withLock { () -> AsyncStream<Sign>.Continuation? in
            guard let seat = seats[chat], seat.listeners.count <= 1 else { return nil }
            seats[chat]?.seen = nil
            return seat.listeners.first?.value
        }
        last?.finish()
    }

    /// A page of the visitor's was opened, or something was sent.
    public func look(_ chat: Int64, of ticket: Ticket.ID, at now: Instant) {
        let isNew = lock.withLock { () -> Bool in
            // Those who left long ago are forgotten, so that memory is bounded by who is there.
            if seats.count > Self.allStreamsMax {
                seats = seats.filter { $0.value.isThere(at: now) }
            }
            let wasThere = seats[chat]?.isThere(at: now) ?? false
            seats[chat, default: Seat(ticket: ticket)].seen = now
            return !wasThere
        }
        if isNew { changed(ticket) }
    }

    public func isThere(_ chat: Int64, at now: Instant) -> Bool {
        lock.withLock { seats[chat]?.isThere(at: now) ?? false }
    }

    /// Chats whose visitor is there.
    public func thereCount(at now: Instant) -> Int {
        lock.withLock { seats.values.count { $0.isThere(at: now) } }
    }

    public func visitor(_ chat: Int64, types: Bool, at now: Instant) {
        let ticket = lock.withLock { () -> Ticket.ID? in
            guard var seat = seats[chat] else { return nil }
            let was = seat.types(at: now)
            seat.visitorTyped = types ? now : nil
            seat.seen = now
            seats[chat] = seat
            return was == types ? nil : seat.ticket
        }
        if let ticket { changed(ticket) }
    }

    public func visitorTypes(_ chat: Int64, at now: Instant) -> Bool {
        lock.withLock { seats[chat]?.types(at: now) ?? false }
    }

    public func visitor(_ chat: Int64, read message: Int64) {
        let ticket = lock.withLock { () -> Ticket.ID? in
            guard var seat = seats[chat], message > seat.visitorRead else { return nil }
            seat.visitorRead = message
            seats[chat] = seat
            return seat.ticket
        }
        if let ticket { changed(ticket) }
    }

    /// The last message that the visitor's page has shown.
    public func visitorRead(_ chat: Int64) -> Int64 { lock.withLock { seats[chat]?.visitorRead ?? 0 } }

    func said(in chat: Int64) { tell(chat, .said) }

    public func desk(_ chat: Int64, types: Bool) { tell(chat, .deskTypes(types)) }

    public func desk(_ chat: Int64, read message: Int64) {
        let isNew = lock.withLock { () -> Bool in
            guard let seat = seats[chat], message > seat.deskRead else { return false }
            seats[chat]?.deskRead = message
            return true
        }
        if isNew { tell(chat, .deskRead(message)) }
    }

    public func deskRead(_ chat: Int64) -> Int64 { lock.withLock { seats[chat]?.deskRead ?? 0 } }

    public func end(_ chat: Int64) {
        tell(chat, .ended)
        let ticket = lock.withLock { () -> Ticket.ID? in
            seats[chat]?.seen = nil
            return seats[chat]?.ticket
        }
        if let ticket { changed(ticket) }
    }

    private func tell(_ chat: Int64, _ sign: Sign) {
        let listeners = lock.withLock { seats[chat].map { Array($0.listeners.values) } ?? [] }
        for listener in listeners { listener.yield(sign) }
    }
}

extension ChatRoom.Seat {
    fileprivate func isThere(at now: Instant) -> Bool {
        if !listeners.isEmpty { return true }
        return seen.map { $0 <= now && now.wallSeconds(since: $0) < ChatRoom.lingering } ?? false
    }

    fileprivate func types(at now: Instant) -> Bool {
        visitorTyped.map { now.wallSeconds(since: $0) < ChatRoom.typing } ?? false
    }
}
