extension MailboxSink {
    /// The usual answers.
    func answers(to command: String, _ tag: String) -> [String] {
        let words = command.split(separator: " ").map(String.init)
        let state = state
        switch words[0] {
        case "CAPABILITY": return ["* CAPABILITY \(state.habits.offers)", "\(tag) OK done"]
        case "AUTHENTICATE", "LOGIN":
            let isRight = command.contains(state.habits.password) || words.last == "AHVzZXIAaGFyYm91ci03"
            return [isRight ? "\(tag) OK welcome" : "\(tag) NO [AUTHENTICATIONFAILED] not known"]
        case "SELECT", "EXAMINE":
            return [
                "* \(state.exists) EXISTS", "* OK [UIDVALIDITY \(state.validity)] v",
                "* OK [UIDNEXT \(state.next)] n",
            ] + (state.change.map { ["* OK [HIGHESTMODSEQ \($0)] h"] } ?? []) + [
                "\(tag) OK [READ-WRITE] done"
            ]
        case "IDLE": return ["+ idling"]
        case "UID": return uid(words, tag)
        default: return ["\(tag) OK done"]
        }
    }

    private func uid(_ words: [String], _ tag: String) -> [String] {
        let mails = state.mails
        switch words[1] {
        case "SEARCH":
            let set = numbers(words[3])
            let found = mails.map(\.uid).filter { set($0) }
            // As RFC 3501 has it: a range to the last message names the last one always.
            let all = found.isEmpty && words[3].hasSuffix("*") ? mails.suffix(1).map(\.uid) : found
            if state.isNew {
                let ranges = all.map { "\($0):\($0)" }.joined(separator: ",")
                let result = all.isEmpty ? "" : " ALL \(ranges)"
                return ["* ESEARCH (TAG \"\(tag)\") UID\(result)", "\(tag) OK done"]
            }
            return ["* SEARCH" + all.map { " \($0)" }.joined(), "\(tag) OK done"]
        case "FETCH":
            let set = numbers(words[2])
            let asked = words[3...].joined(separator: " ")
            return mails.enumerated().filter { set($1.uid) }.map { fetched($0 + 1, $1, asked) } + [
                "\(tag) OK done"
            ]
        case "MOVE", "EXPUNGE":
            let set = numbers(words[2])
            change { state in
                state.moved += state.mails.map(\.uid).filter { set($0) }
                state.mails.removeAll { set($0.uid) }
            }
        case "STORE":
            let set = numbers(words[2])
            change { state in state.flagged.formUnion(state.mails.map(\.uid).filter { set($0) }) }
        default: break
        }
        return ["\(tag) OK done"]
    }

    private func fetched(_ sequence: Int, _ mail: Mail, _ asked: String) -> String {
        if asked.contains("SIZE") {
            let size = mail.size ?? mail.text.utf8.count
            return "* \(sequence) FETCH (UID \(mail.uid) INTERNALDATE \"\(mail.date)\" RFC822.SIZE \(size))"
        }
        var text = mail.text
        if asked.contains("HEADER") { text = String(text.prefix(while: { _ in true })).headOnly }
        return "* \(sequence) FETCH (UID \(mail.uid) BODY[] {\(text.utf8.count)}\r\n\(text))"
    }

    private func numbers(_ set: String) -> (UInt32) -> Bool {
        let ranges = set.split(separator: ",").map { part -> ClosedRange<UInt32> in
            let ends = part.split(separator: ":").map { UInt32($0) ?? UInt32.max }
            return min(ends[0], ends[ends.count - 1])...max(ends[0], ends[ends.count - 1])
        }
        return { number in ranges.contains { $0.contains(number) } }
    }
}

extension String {
    fileprivate var headOnly: String {
        let bytes = Array(utf8)
        for index in bytes.indices.dropLast(3) where Array(bytes[index...(index + 3)]) == [13, 10, 13, 10] {
            return String(decoding: bytes[...(index + 3)], as: UTF8.self)
        }
        return self
    }
}
