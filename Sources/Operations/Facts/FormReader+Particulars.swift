import Agreements
import BusinessTime
import Desk

// The values inside facts, each in the order in which `FormWriter` writes them.
extension FormReader {
    mutating func id<T: Identity>(_ key: StaticString) throws -> T { T(rawValue: try number(key)) }

    mutating func idIfAny<T: Identity>(_ key: StaticString) throws -> T? {
        try numberIfAny(key).map { T(rawValue: $0) }
    }

    mutating func instant(_ key: StaticString) throws -> Instant { Instant(seconds: try number(key)) }

    mutating func count(_ key: StaticString) throws -> Int {
        guard let count = Int(exactly: try number(key)) else { throw unreadable("a count") }
        return count
    }

    mutating func tier(_ key: StaticString) throws -> TierLevel {
        guard let tier = TierLevel(rawValue: try count(key)) else { throw unreadable("a tier") }
        return tier
    }

    mutating func reference(_ key: StaticString) throws -> Message.Reference {
        try object(key) { try $0.reference() }
    }

    mutating func referenceIfAny(_ key: StaticString) throws -> Message.Reference? {
        try objectIfAny(key) { try $0.reference() }
    }

    private mutating func reference() throws -> Message.Reference {
        let digest = try text("digest")
        return Message.Reference(id: try id("id"), digest: digest)
    }

    mutating func version() throws -> AgreementVersion {
        AgreementVersion(agreement: try text("agreement"), number: try count("number"))
    }

    mutating func pinning() throws -> Pinning {
        try object("pinning") { r in
            let kind = try r.name()
            return try r.object { r in
                switch kind {
                case "version": .version(try r.object("_0") { try $0.version() })
                case "candidates":
                    .candidates(try r.list("_0") { try $0.object { try $0.version() } })
                case "noPromise": .noPromise(reason: try r.text("reason"))
                default: throw r.unreadable("a pinning")
                }
            }
        }
    }

    mutating func receipt() throws -> Receipt {
        let answer = try objectIfAny("answer") { try $0.earlierAnswer() }
        let (category, group) = (try text("category"), try text("group"))
        let (message, openedByAgent) = (try reference("message"), try truth("openedByAgent"))
        let organisation: Organisation.ID? = try idIfAny("organisation")
        let (pinning, requester) = (try pinning(), try id("requester") as Person.ID)
        let severity: Severity = try word("severity")
        let splitFrom: Ticket.ID? = try idIfAny("splitFrom")
        return Receipt(
            requester: requester, organisation: organisation, message: message, pinning: pinning,
            severity: severity, category: category, tier: try tier("tier"), group: group,
            openedByAgent: openedByAgent, splitFrom: splitFrom, answer: answer)
    }

    private mutating func earlierAnswer() throws -> EarlierAnswer {
        let (at, by) = (try instant("at"), try actor("by"))
        return EarlierAnswer(message: try reference("message"), by: by, at: at)
    }

    mutating func identification() throws -> Identification {
        let organisation: Organisation.ID = try id("organisation")
        let pinning = try pinning()
        return Identification(requester: try id("requester"), organisation: organisation, pinning: pinning)
    }

    mutating func assignment() throws -> Assignment {
        let group = try text("group")
        return Assignment(person: try idIfAny("person"), group: group, reason: try wordsIfAny("reason"))
    }

    mutating func escalated() throws -> Escalated {
        let cause: Escalated.Cause = try object("cause") { r in
            let kind = try r.name()
            return try r.object { r in
                switch kind {
                case "byHand": .byHand(reason: try r.words("reason"))
                case "share": .share(try r.word("_0"), percent: try r.count("percent"))
                case "breach": .breach(try r.word("_0"))
                default: throw r.unreadable("a cause")
                }
            }
        }
        let groups = try listIfAny("groups") { try $0.string() } ?? []
        return Escalated(to: try tier("to"), cause: cause, groups: groups)
    }

    mutating func reply() throws -> Reply {
        let (acknowledges, displayed) = (try truth("acknowledges"), try truth("displayed"))
        let message = try reference("message")
        let resolves = try textIfAny("resolves")
        let kind = resolves.flatMap(ResolutionKind.init)
        guard resolves == nil || kind != nil else { throw unreadable("a kind of resolution") }
        return Reply(message: message, acknowledges: acknowledges, displayed: displayed, resolves: kind)
    }

    mutating func customerReply() throws -> CustomerReply {
        let automatic = try truth("automatic")
        return CustomerReply(message: try reference("message"), automatic: automatic)
    }

    mutating func request() throws -> InformationRequest {
        let access = try wordsIfAny("access")
        let (displayed, message) = (try truth("displayed"), try reference("message"))
        let missing = try list("missing") { r in r.said(try r.string()) }
        return InformationRequest(missing: missing, access: access, message: message, displayed: displayed)
    }

    mutating func lengthening() throws -> Extension {
        let (added, displayed) = (try number("added"), try truth("displayed"))
        let (ground, notice) = (try text("ground"), try reference("notice"))
        return Extension(
            number: try count("number"), ground: ground, reason: try words("reason"),
            added: BusinessSeconds(added), notice: notice, displayed: displayed)
    }

    private mutating func span() throws -> Span {
        let (from, to) = (try instant("from"), try instant("to"))
        guard from <= to else { throw unreadable("a span that ends no earlier than it begins") }
        return Span(from: from, to: to)
    }

    mutating func evidence() throws -> Evidence {
        let (at, by) = (try instant("at"), try id("by") as Person.ID)
        let (digest, mediaType) = (try text("digest"), try text("mediaType"))
        let name = try text("name")
        return Evidence(
            name: name, digest: digest, size: try number("size"), mediaType: mediaType, by: by, at: at)
    }

    mutating func exclusion() throws -> Exclusion {
        let event: ExclusionEvent.ID? = try idIfAny("event")
        let evidence = try listIfAny("evidence") { try $0.object { try $0.evidence() } } ?? []
        let (ground, number, reason) = (try text("ground"), try count("number"), try words("reason"))
        let span = try object("span") { try $0.span() }
        return Exclusion(
            number: number, span: span, ground: ground, reason: reason, event: event, evidence: evidence)
    }

    /// The first value of a case that has more.
    mutating func mark() throws -> Mark {
        try object("_0") { r in
            let kind = try r.name()
            return try r.object { r in
                switch kind {
                case "exclusion": .exclusion(number: try r.count("number"))
                case "outOfScope": .outOfScope
                case "notInquiry": .notInquiry
                case "severityReduction": .severityReduction
                default: throw r.unreadable("a mark")
                }
            }
        }
    }
}
