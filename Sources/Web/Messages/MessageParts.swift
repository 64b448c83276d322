import BusinessTime
import Mail
import Markup
import Storage

/// What the files of a message tell about it: an invitation, a signature, an encryption.
struct MessageParts: View, Sendable {
    var invitation: InvitationView?
    var protections: [Protection] = []

    var isEmpty: Bool { invitation == nil && protections.isEmpty }

    var body: some Content {
        if let invitation { invitation }
        Each(protections) { protection in Element(.p, class: "hint") { Self.words(protection) } }
    }

    static func words(_ protection: Protection) -> String {
        switch protection {
        case .signedOpenPGP: "Signed with OpenPGP. The signature was not checked."
        case .signedSMIME: "Signed with S/MIME. The signature was not checked."
        case .encryptedOpenPGP: "Encrypted with OpenPGP. It can't be read here; its part is kept as a file."
        case .encryptedSMIME: "Encrypted with S/MIME. It can't be read here; its part is kept as a file."
        }
    }

    init() {}

    init(
        _ files: [StoredAttachment], _ words: DeskWords, _ reader: Storage.Reader, _ blobs: BlobFolder
    ) throws {
        var found: Set<Protection> = []
        for file in files {
            let isInvitation = file.mediaType == "text/calendar" && file.size <= Invitation.byteCountMax
            var bytes: [UInt8] = []
            if isInvitation || file.mediaType.hasSuffix("pkcs7-mime"), let blob = try reader.blob(file.blob) {
                var pieces = try blobs.pieces(of: blob)
                while isInvitation || bytes.isEmpty, let piece = try pieces.next() { bytes += piece }
            }
            if isInvitation, invitation == nil {
                invitation = Invitation(bytes).map { InvitationView($0, words) }
            }
            if let protection = Protection(contentType: file.mediaType, content: bytes) {
                found.insert(protection)
            }
        }
        protections = Protection.allCases.filter(found.contains)
    }
}

/// When, where, by whom. There is no button: a desk's inbox has no calendar to put it in.
struct InvitationView: View, Sendable {
    let heading: String
    let lines: [(name: String, value: String)]

    init(_ invitation: Invitation, _ words: DeskWords) {
        let summary = invitation.summary.isEmpty ? "without a subject" : invitation.summary
        heading =
            switch invitation.purpose {
            case .request, .other: "Invitation: \(summary)"
            case .cancellation: "Cancelled: \(summary)"
            case .answer: "Answer to an invitation: \(summary)"
            }
        var lines: [(name: String, value: String)] = []
        if let when = Self.when(invitation, words) { lines.append(("When", when)) }
        if !invitation.location.isEmpty { lines.append(("Where", invitation.location)) }
        if !invitation.organiser.isEmpty { lines.append(("Organiser", invitation.organiser)) }
        self.lines = lines
    }

    var body: some Content {
        Element(.div, class: "invitation") {
            Element(.p) { Element(.strong) { heading } }
            Element(.dl) {
                Each(lines) { line in
                    Element(.dt) { line.name }
                    Element(.dd, .dir("auto")) { line.value }
                }
            }
            Element(.p, class: "hint") { "Shown only: nothing was accepted and nobody was answered." }
        }
    }

    /// `Mon 2026-03-02 09:30 to 10:00, Europe/Berlin`, as the organiser's calendar has it. UTC
    /// is told in the zone of the agreement.
    static func when(_ invitation: Invitation, _ words: DeskWords) -> String? {
        guard let first = invitation.start, let from = Side(first, words) else { return nil }
        var text = from.date + (from.time.map { " \($0)" } ?? "")
        if let last = invitation.end.flatMap({ Side($0, words) }) {
            let isWholeDay = from.time == nil && last.time == nil && last.day.days(since: from.day) <= 1
            let day = last.day == from.day ? nil : last.date
            let parts = [day, last.time].compactMap { $0 }
            if !isWholeDay, !parts.isEmpty, last.date != from.date || last.time != from.time {
                text += " to " + parts.joined(separator: " ")
            }
        }
        if let zone = from.zone { text += ", \(zone)" }
        return text + (invitation.isRecurring ? ", again and again" : "")
    }

    /// Where an event begins or ends.
    private struct Side {
        let day: LocalDate
        let date: String
        var time: String?
        var zone: String?

        init?(_ moment: Invitation.Moment, _ words: DeskWords) {
            guard let written = LocalDate(year: moment.year, month: moment.month, day: moment.day) else {
                return nil
            }
            guard let minute = moment.minute else {
                day = written
                date = "\(words.weekday(written)) \(written)"
                return
            }
            guard moment.zone == "UTC", let epoch = LocalDate(year: 1970, month: 1, day: 1) else {
                day = written
                date = "\(words.weekday(written)) \(written)"
                time = words.clock(minute: minute)
                zone = moment.zone
                return
            }
            let seconds = Int64(written.days(since: epoch)) * 86_400 + Int64(minute) * 60
            let local = words.rules.local(Instant(seconds: seconds))
            day = local.date
            date = "\(words.weekday(local.date)) \(local.date)"
            time = words.clock(local.time)
            zone = words.zone
        }
    }
}

extension DeskWords {
    fileprivate func clock(minute: Int) -> String {
        let (hour, rest) = minute.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }
}
