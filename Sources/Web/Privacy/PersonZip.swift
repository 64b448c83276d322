public import BusinessTime
import Documents
import Foundation
import Markup
public import Operations

/// A person's data in one zip: to read in a browser, and for programs.
public struct PersonZip {
    let record: PersonRecord
    let files: [(path: String, bytes: [UInt8])]

    public init(_ record: PersonRecord, files: [(path: String, bytes: [UInt8])]) {
        self.record = record
        self.files = files
    }

    public func bytes(created now: Instant) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let zip = ZipArchive(created: now)
        zip.add("data.json", Array(try encoder.encode(record)))
        zip.add("read.html", page.rendered(capacity: 65_536))
        for file in files { zip.add(file.path, file.bytes) }
        return zip.finished()
    }

    private var page: some Content {
        PersonZipPage(record: record)
    }
}

private struct PersonZipPage: View {
    let record: PersonRecord
    private let missing: Set<String>

    init(record: PersonRecord) {
        self.record = record
        missing = Set(record.leftOut.map(\.path))
    }

    var body: some Content {
        Raw("<!doctype html>")
        Element(.html, .lang("en")) {
            Element(.head) {
                Raw("<meta charset=\"utf-8\">")
                Raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                Raw("<meta name=\"color-scheme\" content=\"light dark\">")
                Element(.title) { "What the desk holds of \(record.name)" }
            }
            Element(.body) {
                Element(.h1, .dir("auto")) { "What the desk holds of \(record.name)" }
                Element(.p) { "As of \(record.exportedAt). The same for programs: data.json." }
                Element(.dl) {
                    Each(about) { line in
                        Element(.dt) { line.0 }
                        Element(.dd, .dir("auto")) { line.1 }
                    }
                }
                leftOut
                tickets
                accesses
                consents
                messages
                mails
            }
        }
    }

    private var about: [(String, String)] {
        var lines = [("Name", record.name), ("Address", record.address)]
        if let organisation = record.organisation { lines.append(("Customer", organisation)) }
        lines.append(("Can sign in", record.hasAccount ? "yes" : "no"))
        let rights = [
            (record.seesOrganisation, "every ticket of the customer"),
            (record.seesAgreement, "the agreement"),
            (record.seesBooks, "statements"),
        ].filter(\.0).map(\.1)
        lines.append(("Sees beside own tickets", rights.isEmpty ? "nothing" : rights.joined(separator: ", ")))
        let named = record.agreements.map { "\($0.name) \($0.version) (\($0.status))" }
        lines.append(("Named in agreements", named.isEmpty ? "none" : named.joined(separator: ", ")))
        lines.append(
            ("Signed in by", record.signIns.isEmpty ? "nothing" : record.signIns.joined(separator: "; ")))
        lines.append(
            ("Account", record.account.isEmpty ? "unchanged" : record.account.joined(separator: "; ")))
        let before = record.exports.joined(separator: "; ")
        lines.append(("Exported before", before.isEmpty ? "never" : before))
        return lines
    }

    @ContentBuilder private var leftOut: some Content {
        if !record.leftOut.isEmpty {
            Element(.h2) { "Files that are left out" }
            Element(.p) {
                "All files together are too much for one download: it has the newest. Ask "
                Element(.a, .href("mailto:\(record.askAt)")) { record.askAt }
                " for those that are missing; they are still at the desk:"
            }
            Element(.ul) {
                Each(record.leftOut) { file in
                    Element(.li, .dir("auto")) {
                        file.name
                        file.ticket.map { ", on #\($0)" } ?? ", a mail that is on no ticket"
                        ", \(file.size) bytes"
                    }
                }
            }
        }
    }

    @ContentBuilder private func file(_ name: String, at path: String) -> some Content {
        if missing.contains(path) {
            Element(.span, .dir("auto")) { "\(name) (left out)" }
        } else {
            Element(.a, .href(path), .dir("auto")) { name }
        }
    }

    @ContentBuilder private var tickets: some Content {
        Element(.h2) { "Tickets" }
        Each(record.tickets) { ticket in
            Element(.section) {
                Element(.h3, .dir("auto")) { "#\(ticket.number) \(ticket.subject)" }
                Element(.p) {
                    "Received \(ticket.received), \(ticket.state), severity \(ticket.severity), under "
                    ticket.agreement ?? "no promise"
                }
                Element(.ul) {
                    Each(ticket.promises) { promise in
                        Element(.li) {
                            "\(promise.promise) (\(promise.clause)): \(promise.standing)"
                            promise.deadline.map { ", due \($0)" } ?? ""
                        }
                    }
                    Each(ticket.statements) { said in Element(.li, .dir("auto")) { said } }
                }
            }
        }
    }

    @ContentBuilder private var accesses: some Content {
        if !record.accesses.isEmpty {
            Element(.h2) { "Accesses to systems" }
            Each(record.accesses) { access in
                Element(.section) {
                    Element(.h3, .dir("auto")) {
                        "#\(access.ticket), access \(access.number): \(access.system)"
                    }
                    Element(.p, .dir("auto")) { access.purpose }
                    Element(.p, .dir("auto")) {
                        "For \(access.users), from \(access.from) until \(access.until)"
                    }
                    Element(.p, .dir("auto")) { "Given \(access.given)" }
                    Element(.p, .dir("auto")) { access.ended.map { "Ended \($0)" } ?? "In force" }
                    Element(.ul) {
                        Each(access.uses) { use in Element(.li, .dir("auto")) { "Used \(use)" } }
                    }
                }
            }
        }
    }

    @ContentBuilder private var consents: some Content {
        if !record.consents.isEmpty {
            Element(.h2) { "Consents" }
            Element(.ul) {
                Each(record.consents) { consent in
                    Element(.li, .dir("auto")) {
                        "\(consent.at), \(consent.agreement) \(consent.version): \(consent.text)"
                        consent.name.map { " Signed as \($0)" } ?? ""
                        consent.network.map { ", from \($0)" } ?? ""
                    }
                }
            }
        }
    }

    @ContentBuilder private var mails: some Content {
        if !record.mails.isEmpty {
            Element(.h2) { "Mails that are on no ticket" }
            Element(.ul) {
                Each(record.mails) { mail in
                    Element(.li) {
                        file(mail.subject, at: mail.path)
                        ", \(mail.received), \(mail.state == "waiting" ? "in quarantine" : "discarded")"
                    }
                }
            }
        }
    }

    @ContentBuilder private var messages: some Content {
        Element(.h2) { "Messages" }
        Each(record.messages) { message in
            Element(.section) {
                Element(.h3, .dir("auto")) { message.subject }
                Element(.p) { "\(message.author), \(message.sent)" }
                Element(.p, .dir("auto")) { Lines(message.text) }
                Element(.ul) {
                    Each(message.files) { file in
                        Element(.li) { self.file(file.name, at: file.path) }
                    }
                }
            }
        }
    }
}

/// A text with its line ends.
private struct Lines: View {
    let lines: [String]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    var body: some Content {
        Each(lines) { line in
            line
            Raw("<br>")
        }
    }
}
