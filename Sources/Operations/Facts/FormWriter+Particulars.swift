import Agreements
import BusinessTime
import Desk

// The values inside facts. Keys stand in the order of their bytes.
extension FormWriter {
    mutating func reference(_ key: StaticString, _ message: Message.Reference?) {
        guard let message else { return }
        object(key) {
            $0.text("digest", message.digest)
            $0.number("id", message.id.rawValue)
        }
    }

    mutating func version(_ version: AgreementVersion) {
        text("agreement", version.agreement)
        number("number", Int64(version.number))
    }

    mutating func pinning(_ pinning: Pinning) {
        object("pinning") { w in
            switch pinning {
            case .version(let version):
                w.object("version") { w in w.object("_0") { $0.version(version) } }
            case .candidates(let versions):
                w.object("candidates") { w in
                    w.list("_0", versions) { w, version in w.object { $0.version(version) } }
                }
            case .noPromise(let reason): w.object("noPromise") { $0.text("reason", reason) }
            }
        }
    }

    mutating func receipt(_ receipt: Receipt) {
        if let answer = receipt.answer {
            object("answer") {
                $0.number("at", answer.at.seconds)
                $0.actor("by", answer.by)
                $0.reference("message", answer.message)
            }
        }
        text("category", receipt.category)
        text("group", receipt.group)
        reference("message", receipt.message)
        truth("openedByAgent", receipt.openedByAgent)
        number("organisation", receipt.organisation?.rawValue)
        pinning(receipt.pinning)
        number("requester", receipt.requester.rawValue)
        text("severity", receipt.severity.rawValue)
        number("splitFrom", receipt.splitFrom?.rawValue)
        number("tier", Int64(receipt.tier.rawValue))
    }

    mutating func identification(_ found: Identification) {
        number("organisation", found.organisation.rawValue)
        pinning(found.pinning)
        number("requester", found.requester.rawValue)
    }

    mutating func assignment(_ assignment: Assignment) {
        text("group", assignment.group)
        number("person", assignment.person?.rawValue)
        words("reason", assignment.reason)
    }

    mutating func escalated(_ escalated: Escalated) {
        object("cause") { w in
            switch escalated.cause {
            case .byHand(let reason): w.object("byHand") { $0.words("reason", reason) }
            case .share(let promise, let percent):
                w.object("share") {
                    $0.text("_0", promise.rawValue)
                    $0.number("percent", Int64(percent))
                }
            case .breach(let promise): w.object("breach") { $0.text("_0", promise.rawValue) }
            }
        }
        // Facts from before groups were told name none.
        if !escalated.groups.isEmpty { list("groups", escalated.groups) { $0.string($1) } }
        number("to", Int64(escalated.to.rawValue))
    }

    mutating func reply(_ reply: Reply) {
        truth("acknowledges", reply.acknowledges)
        truth("displayed", reply.displayed)
        reference("message", reply.message)
        text("resolves", reply.resolves?.rawValue)
    }

    mutating func customerReply(_ reply: CustomerReply) {
        truth("automatic", reply.automatic)
        reference("message", reply.message)
    }

    mutating func request(_ request: InformationRequest) {
        words("access", request.access)
        truth("displayed", request.displayed)
        reference("message", request.message)
        list("missing", request.missing) { $0.free($1) }
    }

    mutating func lengthening(_ more: Extension) {
        number("added", more.added.count)
        truth("displayed", more.displayed)
        text("ground", more.ground)
        reference("notice", more.notice)
        number("number", Int64(more.number))
        words("reason", more.reason)
    }

    mutating func evidence(_ file: Evidence) {
        number("at", file.at.seconds)
        number("by", file.by.rawValue)
        text("digest", file.digest)
        text("mediaType", file.mediaType)
        text("name", file.name)
        number("size", file.size)
    }

    mutating func exclusion(_ exclusion: Exclusion) {
        number("event", exclusion.event?.rawValue)
        if !exclusion.evidence.isEmpty {
            list("evidence", exclusion.evidence) { w, file in w.object { $0.evidence(file) } }
        }
        text("ground", exclusion.ground)
        number("number", Int64(exclusion.number))
        words("reason", exclusion.reason)
        object("span") {
            $0.number("from", exclusion.span.from.seconds)
            $0.number("to", exclusion.span.to.seconds)
        }
    }

    /// The first value of a case that has more.
    mutating func mark(_ mark: Mark) {
        object("_0") { w in
            switch mark {
            case .exclusion(let number): w.object("exclusion") { $0.number("number", Int64(number)) }
            case .outOfScope: w.object("outOfScope") { _ in }
            case .notInquiry: w.object("notInquiry") { _ in }
            case .severityReduction: w.object("severityReduction") { _ in }
            }
        }
    }
}
