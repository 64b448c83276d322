import Operations

/// The one table of addresses: router, links and forms read it.
enum Page {
    static let signIn = "/sign-in"
    static let signOut = "/sign-out"
    static let signInStep = "/sign-in/step"
    static let signInStepApp = "/sign-in/step/app"
    static let signInStepPasskey = "/sign-in/step/passkey"
    static let signInPasskey = "/sign-in/passkey"
    static let signInLinks = "/sign-in/link"
    static func signInLink(_ word: String) -> String { "/sign-in/link/\(word)" }
    static let signInProvider = "/sign-in/provider"
    static let signInProviderAnswer = "/sign-in/provider/answer"
    static let passwords = "/password"
    static func password(_ word: String) -> String { "/password/\(word)" }
    static let account = "/account"
    static func accountAct(_ noun: String) -> String { "/account/\(noun)" }
    static func passkeyRemoval(_ id: Int64) -> String { "/account/passkeys/\(id)/removal" }
    static let people = "/people"
    static let invitation = "/people#act-invite"
    static let contactInvitations = "/people/contacts"
    static func account(of id: Int64) -> String { "/people/\(id)" }
    static func accountAct(_ noun: String, of id: Int64) -> String { "/people/\(id)/\(noun)" }
    static let signInRules = "/sign-in-rules"
    static let queue = "/queue"
    static let queueRows = "/queue/rows/"
    static let queueSummary = "/queue/summary"
    static let queueActs = "/queue/acts"
    static let savedViews = "/queue/views"
    static func savedView(_ id: Int64) -> String { "/queue/views/\(id)" }
    static func savedViewRemoval(_ id: Int64) -> String { "/queue/views/\(id)/removal" }
    static let startView = "/queue/start"
    static let palette = "/palette"
    static func messageText(_ ticket: Int64, _ message: Int64) -> String {
        "/tickets/\(ticket)/texts/\(message)"
    }
    static let bell = "/bell"
    static let bellCount = "/bell/count"
    static let bellSeen = "/bell/seen"
    static let cannedReplies = "/canned-replies"
    static func cannedReply(_ id: Int64) -> String { "/canned-replies/\(id)" }
    static func cannedReplyRemoval(_ id: Int64) -> String { "/canned-replies/\(id)/removal" }
    static func cannedInsertion(_ ticket: Int64) -> String { "/tickets/\(ticket)/canned-replies" }
    static func mentionable(_ ticket: Int64) -> String { "/tickets/\(ticket)/colleagues" }
    static func presence(_ ticket: Int64) -> String { "/tickets/\(ticket)/presence" }
    static let outbox = "/outbox"
    /// The words of the desk's mails.
    static let mails = "/mails"
    static func mail(_ kind: LetterKind) -> String { "/mails/\(kind.rawValue)" }
    static func mailSwitch(_ kind: LetterKind) -> String { "/mails/\(kind.rawValue)/switch" }
    /// In which people are written to.
    static let languages = "/languages"
    static let quarantine = "/quarantine"
    static let ownMail = "/own-mail"
    static func ownMailAct(_ inbox: Int64, _ noun: String) -> String { "/own-mail/\(inbox)/\(noun)" }
    static func quarantined(_ inbox: Int64) -> String { "/quarantine/\(inbox)" }
    static let apiOutbox = "/api/outbox"
    static func mailAttempts(_ id: Int64) -> String { "/outbox/\(id)/attempts" }
    static func mailCancellation(_ id: Int64) -> String { "/outbox/\(id)/cancellation" }
    static let agreements = "/agreements"
    static let live = "/live"
    static let tokens = "/tokens"
    static let mailboxes = "/mailboxes"
    static func mailboxTrial(_ name: String) -> String { "/mailboxes/\(name)/trials" }
    static func mailboxSettings(_ name: String) -> String { "/mailboxes/\(name)/settings" }
    static let sending = "/sending"
    static let sendingTrial = "/sending/trials"
    static let sendingRemoval = "/sending/removal"
    static let signingKeys = "/sending/keys"
    static func signingKey(_ domain: String, _ selector: String, _ noun: String) -> String {
        "/sending/keys/\(domain)/\(selector)/\(noun)"
    }
    static let checkup = "/checkup"
    static func mailboxRemoval(_ name: String) -> String { "/mailboxes/\(name)/removal" }
    static let groups = "/groups"
    static func group(_ id: Int64, _ noun: String) -> String { "/groups/\(id)/\(noun)" }
    static let contacts = "/contacts"
    static let contactRights = "/contacts/rights"
    static let contactMove = "/contacts/customer"
    static let calls = "/calls"
    /// Whose call it is, asked first.
    static let callSearch = "/calls/new"
    static func call(_ id: Int64) -> String { "/calls/\(id)" }
    static func callMatch(_ id: Int64) -> String { "/calls/\(id)/contact" }
    static func callDiscarding(_ id: Int64) -> String { "/calls/\(id)/discarding" }
    static func callForm(of contact: Int64) -> String { "/contacts/\(contact)/calls/new" }
    static func calls(of contact: Int64) -> String { "/contacts/\(contact)/calls" }
    static func phoneNumbers(of contact: Int64) -> String { "/contacts/\(contact)/phone-numbers" }
    static func phoneNumberRemoval(of contact: Int64) -> String {
        "/contacts/\(contact)/phone-numbers/removal"
    }
    /// Where a visitor begins a chat; the widget shows it.
    static let chat = "/chat"
    static func chat(_ word: String) -> String { "/chat/\(word)" }
    /// The desk's list.
    static let chats = "/chats"
    static let chatDuty = "/chats/duty"
    static let apiChats = "/api/chats"
    static let ticketOpening = "/tickets/new"
    static let tickets = "/tickets"
    static func ticketOpening(for contact: Int64) -> String { "/contacts/\(contact)/tickets/new" }
    static let apiCalls = "/api/calls"
    static let auditHead = "/audit/head"
    static let auditHeads = "/audit/heads"
    static let auditHeadsJSON = "/audit/heads.json"
    static let auditKey = "/audit/key"
    static let auditKeyJSON = "/audit/key.json"
    static let health = "/healthz"
    static let assets = "/assets"
    static let api = "/api"
    static let apiTickets = "/api/tickets"
    static let apiTokens = "/api/tokens"

    static func ticket(_ id: Int64) -> String { "/tickets/\(id)" }
    static func proof(_ id: Int64, _ promise: String) -> String { "/tickets/\(id)/proof/\(promise)" }
    static func tokenRevocation(_ id: Int64) -> String { "/tokens/\(id)/revocation" }
    static func attachment(_ id: Int64) -> String { "/attachments/\(id)" }
    static func messageMail(_ id: Int64) -> String { "/messages/\(id)/mail" }
    static func apiMessageMail(_ id: Int64) -> String { "/api/messages/\(id)/mail" }
    static func messagePage(_ id: Int64) -> String { "/messages/\(id)/page" }
    static func agreement(_ name: String) -> String { "/agreements/\(name)" }
    static func agreementVersion(_ name: String, _ number: Int) -> String { "/agreements/\(name)/\(number)" }
    static func agreementText(_ name: String, _ number: Int) -> String {
        "/agreements/\(name)/\(number)/text"
    }
    static func agreementPDF(_ name: String, _ number: Int) -> String { "/agreements/\(name)/\(number)/pdf" }
    static func agreementEvidence(_ name: String, _ number: Int) -> String {
        "/agreements/\(name)/\(number)/evidence"
    }
    static func evidence(_ name: String, _ number: Int, _ word: String) -> String {
        "/evidence/\(name)/\(number)/\(word)"
    }
    static func evidenceFile(_ name: String, _ number: Int, _ word: String, _ kind: String) -> String {
        "/evidence/\(name)/\(number)/\(word)/\(kind)"
    }
    static func agreementPromises(_ name: String, _ number: Int) -> String {
        "/agreements/\(name)/\(number)/promises"
    }
    static func agreementChanges(_ name: String, _ number: Int) -> String {
        "/agreements/\(name)/\(number)/changes"
    }
    /// Clause by clause: what runs it, and how it did this quarter.
    static func agreementClauses(_ name: String, _ number: Int) -> String {
        "/agreements/\(name)/\(number)/clauses"
    }
    static func draft(_ name: String) -> String { "/agreements/\(name)/draft" }
    static func draftPreview(_ name: String) -> String { "/agreements/\(name)/draft/preview" }
    static func draftText(_ name: String) -> String { "/agreements/\(name)/draft/text" }
    static func leaving(_ list: String, _ person: Int64, _ word: String) -> String {
        "/leave/\(list)/\(person)/\(word)"
    }
    static let wallboard = "/wallboard"
    static func wallboardScreen(_ word: String) -> String { "/wallboard/screen/\(word)" }
    static func wallboardLive(_ word: String) -> String { "/wallboard/screen/\(word)/live" }
    static let screens = "/wallboard/screens"
    static let calendar = "/calendar"
    static let deadlines = "/calendar/deadlines"
    static func deadlinesFeed(_ word: String) -> String { "/calendar/feeds/\(word).ics" }
    static func hours(of person: Int64) -> String { "/calendar/people/\(person)" }
    static func hoursAct(_ noun: String, of person: Int64) -> String { "/calendar/people/\(person)/\(noun)" }
    static let exports = "/exports"
    static func ticketExport(_ form: String) -> String { "/exports/tickets/\(form)" }
    static func everything(_ word: String) -> String { "/exports/everything/\(word)" }
    static let audit = "/audit"
    static let auditVerification = "/audit/verification"
    static let webhooks = "/webhooks"
    static func webhook(_ id: Int64, _ noun: String) -> String { "/webhooks/\(id)/\(noun)" }
    static let metrics = "/metrics"
    static let allTokens = "/tokens/all"
    static let reports = "/reports"
    static let schedules = "/schedules"
    static func schedule(_ id: Int64, _ noun: String) -> String { "/schedules/\(id)/\(noun)" }
    static func report(_ name: String) -> String { "/reports/\(name)" }
    static func reportFile(_ name: String) -> String { "/reports/\(name)/csv" }
    static func reportPDF(_ name: String) -> String { "/reports/\(name)/pdf" }
    static let reportComments = "/reports/satisfaction/comments"
    static func reportTickets(_ name: String) -> String { "/reports/\(name)/tickets" }
    static let credits = "/credits"
    static func statement(_ name: String, _ month: String) -> String { "/credits/\(name)/\(month)" }
    static func statementFile(_ name: String, _ month: String, _ kind: String) -> String {
        "/credits/\(name)/\(month)/\(kind)"
    }
    static func statementAct(_ name: String, _ month: String, _ noun: String) -> String {
        "/credits/\(name)/\(month)/\(noun)"
    }
    static let templates = "/templates"
    static func template(_ name: String) -> String { "/templates/\(name)" }
    static func whatIf(_ name: String) -> String { "/agreements/\(name)/what-if" }
    static let privacy = "/privacy"
    static let holds = "/privacy/holds"
    static let holdLiftings = "/privacy/holds/liftings"
    static func person(_ id: Int64) -> String { "/privacy/people/\(id)" }
    static func personAct(_ id: Int64, _ noun: String) -> String { "/privacy/people/\(id)/\(noun)" }
    static func erasure(_ id: Int64) -> String { "/privacy/erasures/\(id)" }
    static func erasureAct(_ id: Int64, _ noun: String) -> String { "/privacy/erasures/\(id)/\(noun)" }
    static let events = "/events"
    static let eventDeclaration = "/events/new"
    static func event(_ id: Int64) -> String { "/events/\(id)" }
    static func eventAct(_ id: Int64, _ noun: String) -> String { "/events/\(id)/\(noun)" }
    static func eventEvidence(_ id: Int64, _ digest: String) -> String { "/events/\(id)/evidence/\(digest)" }
    static func evidence(_ ticket: Int64, _ digest: String) -> String {
        "/tickets/\(ticket)/evidence/\(digest)"
    }
    static func offer(_ name: String) -> String { "/agreements/\(name)/offer" }
    static func offerWithdrawal(_ name: String) -> String { "/agreements/\(name)/offer/withdrawal" }
    static func offerInvitations(_ name: String) -> String { "/agreements/\(name)/offer/invitations" }
    static func countersignature(_ name: String) -> String { "/agreements/\(name)/offer/signature" }
    static func notice(_ name: String) -> String { "/agreements/\(name)/notice" }
    /// As it was scanned.
    static func noticeLetter(_ name: String, _ digest: String) -> String {
        "/agreements/\(name)/letters/\(digest)"
    }
    static let noticeMails = "/notices"
    static func noticeMail(_ inbox: Int64) -> String { "/notices/\(inbox)" }
    static func noticeMailAct(_ inbox: Int64, _ noun: String) -> String { "/notices/\(inbox)/\(noun)" }
    static func noticePreview(_ name: String) -> String { "/agreements/\(name)/notice/preview" }
    static func noticeWithdrawal(_ name: String) -> String { "/agreements/\(name)/notice/withdrawal" }
    static func hours(_ name: String) -> String { "/agreements/\(name)/hours" }
    static func hoursPreview(_ name: String) -> String { "/agreements/\(name)/hours/preview" }
    static func holidays(_ name: String) -> String { "/agreements/\(name)/holidays" }
    static func holidays(_ name: String, _ proposal: Int) -> String {
        "/agreements/\(name)/holidays/\(proposal)"
    }
    static func feedReading(_ name: String) -> String { "/agreements/\(name)/holidays/feed/reading" }
    static func errors(_ name: String) -> String { "/agreements/\(name)/errors" }
    static func errorsPreview(_ name: String) -> String { errors(name) + "/preview" }
    static func beside(_ name: String) -> String { "/agreements/\(name)/beside" }
    static func proposal(_ name: String, _ kind: Office.Change.Kind, _ number: Int) -> String {
        "/agreements/\(name)/proposals/\(kind.rawValue)/\(number)"
    }
    static let accesses = "/accesses"
    static func accessAsked(_ ticket: Int64, _ number: Int, _ word: String) -> String {
        "/access/\(ticket)/\(number)/\(word)"
    }
    static func changeAsked(_ word: String) -> String { "/changes/\(word)" }
    static func signing(_ word: String) -> String { "/sign/\(word)" }
    static func signingCode(_ word: String) -> String { "/sign/\(word)/code" }
    static func signingSignature(_ word: String) -> String { "/sign/\(word)/signature" }
    static func signingRefusal(_ word: String) -> String { "/sign/\(word)/refusal" }
    static func separateAgreement(_ ticket: Int64) -> String { "/tickets/\(ticket)/separate-agreement" }
    static func act(_ act: TicketAct, _ id: Int64) -> String { "/tickets/\(id)/\(act.rawValue)" }
    static func ticketPrint(_ id: Int64) -> String { "/tickets/\(id)/print" }
    static func merger(_ id: Int64) -> String { "/tickets/\(id)/merger" }
    static func splitting(_ id: Int64) -> String { "/tickets/\(id)/splitting" }
    static func apiTicket(_ id: Int64) -> String { "/api/tickets/\(id)" }
}

/// What can be posted to a ticket; each is a noun below it.
enum TicketAct: String, CaseIterable {
    case replies, notes, acknowledgment, extensions, exclusions, escalations, assignment, severity
    case resolution, reopening
    case informationRequests = "information-requests"
    case exclusionDecisions = "exclusion-decisions"
    case outOfScope = "out-of-scope"
    /// Whose ticket it is.
    case identification
    /// Which of the customer's agreements applies.
    case agreement
    case category
    case inquiryMark = "inquiry-mark"
    /// Files for an exclusion.
    case evidence
    /// What the customer says against a mark, its answer, and the desk's own second thought.
    case disputes
    case disputeAnswers = "dispute-answers"
    /// What the customer wrote is thanks, and the answer to who objects to a resolution.
    case thanks = "no-further-request"
    /// What the customer wrote last asks for nothing.
    case noAnswerNeeded = "no-answer-needed"
    case objectionAnswers = "objection-answers"
    case reversals
    /// Access to a system of the customer's: given, used, ended.
    case accesses
    case accessUses = "access-uses"
    case accessEndings = "access-endings"
    /// Joins the conversation with another ticket's, and takes it back.
    case merger
    case mergerReversal = "merger-reversal"
    /// Messages that become a ticket of their own.
    case splitting
    case links
    /// Who gets the public mails in copy.
    case followers
    case followerRemovals = "follower-removals"
    /// An answer that waits goes back to its writer, who sends it anew or lets go of it.
    case recalls
    case draftRemovals = "draft-removals"
}
