import IMAP
import Storage

// What is new in the folder, by its numbers there.
extension MailboxVisit {
    /// Of more messages than this the numbers are asked for in parts of so many.
    static let searchedAtOnce: UInt32 = 50_000
    /// The most that one search without an end may bring.
    static let foundMax = 100_000

    /// The ranges to be searched, one after the other; the last number there can be stands for no end. A
    /// huge folder is searched in parts as far as SELECT has said where it ends. Later looks have no end:
    /// what came since is little, and lies anywhere behind.
    func unread(upTo next: UInt32?) -> [ClosedRange<UInt32>] {
        guard progress.lastUID < Int64(UInt32.max) else { return [] }
        let first = UInt32(max(progress.lastUID, 0) + 1)
        guard line.exists > Self.searchedAtOnce, let next else { return [first...UInt32.max] }
        return stride(from: Int64(first), to: Int64(next), by: Int(Self.searchedAtOnce)).map { start in
            UInt32(start)...UInt32(min(start + Int64(Self.searchedAtOnce), Int64(next)) - 1)
        }
    }

    /// The numbers in a range that have a message, rising. A server names the last message even where its
    /// number is lower than what was asked for.
    func found(_ range: ClosedRange<UInt32>) async throws -> [UInt32] {
        let isOpen = range.upperBound == UInt32.max
        let most = isOpen ? Self.foundMax : range.count
        var found: [UInt32] = []
        let asked = isOpen ? UIDSet(from: range.lowerBound) : UIDSet(range)
        let answer = try await line.perform(.search(asked), for: "to SEARCH") { event in
            switch event {
            case .response(.told(.found(let numbers))):
                try bound(found.count + numbers.count, by: most)
                found += numbers
            case .response(.told(.searched(let searched))):
                try check(searched)
                try bound(found.count + Int(clamping: searched.count), by: most)
                found += searched.ranges.joined()
            default: break
            }
        }
        guard answer.kind == .ok else { throw MailboxProblem.server(answer.text) }
        return Set(found.filter { range.contains($0) }).sorted()
    }

    private func bound(_ count: Int, by max: Int) throws {
        if count > max { throw MailboxProblem.violation(.tooManyAnswers(max: max)) }
    }

    /// Numbers that are no UIDs, or of another command, would be other messages.
    private func check(_ searched: Searched) throws {
        guard searched.isByUID else {
            throw MailboxProblem.violation(.malformed(wanted: "ESEARCH with UID", found: "one without"))
        }
        guard let tag = searched.tag, tag != line.tag else { return }
        throw MailboxProblem.violation(.malformed(wanted: line.tag, found: String(tag.prefix(24))))
    }
}
