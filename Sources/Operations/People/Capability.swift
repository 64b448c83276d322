import Desk

/// One thing that can be done at the desk, with the roles of the desk that may; `ofContacts` says what a
/// contact needs for it.
public enum Capability: String, CaseIterable, Hashable, Sendable {
    case ticketCreate = "ticket.create"
    case ticketView = "ticket.view"
    case reply = "ticket.reply_public"
    case note = "ticket.note_internal_write"
    case setSeverity = "ticket.change_priority"
    case acknowledge = "ticket.acknowledge"
    case resolve = "ticket.resolve"
    case reopen = "ticket.reopen"
    case requestInformation = "ticket.request_information"
    case extend = "ticket.extend"
    case assign = "ticket.assign"
    case escalate = "ticket.escalate"
    case merge = "ticket.merge_same_org"
    case split = "ticket.split"
    /// Who gets the public mails in copy.
    case follow = "ticket.add_cc_follower"
    /// Writes down a telephone call, and opens tickets from it.
    case logCall = "phone.log_create"
    /// Begins a chat: a visitor's and a contact's, never the desk's own people.
    case startChat = "chat.start"
    /// What others wrote in chats.
    case readChats = "chat.read_other_visitor"
    /// Says whose ticket it is, and which of the customer's agreements applies.
    case moveToOrganisation = "ticket.move_to_other_org"
    case markNotInquiry = "ticket.mark_not_inquiry"
    case markOutOfScope = "ticket.mark_out_of_scope"
    case proposeExclusion = "exclusion.propose"
    case approveExclusion = "exclusion.approve"
    /// By the customer themselves.
    case dispute = "mark.dispute"
    case answerDispute = "mark.answer_dispute"
    /// By the customer themselves, once for each resolution (clause F).
    case rate = "ticket.rate"
    /// In the customer's name, from a message or a call.
    case logDispute = "mark.log_dispute"
    /// Clause H over many tickets.
    case eventView = "event.view"
    case eventDeclare = "event.declare"
    case eventDecide = "event.decide"
    case outboxView = "outbox.view"
    /// The words of the desk's mails, which of them go out, and who reads which language.
    case mailWords = "mail.words"
    case quarantineView = "quarantine.view"
    /// Lets a mail go, attaches it to a ticket, or discards it.
    case quarantineRelease = "quarantine.release"
    /// The whole document, fee, credits and signatures included.
    case agreementView = "agreement.view"
    /// Clauses A to H, without fee, credits and signatures: what agents need for the proof.
    case agreementPromises = "agreement.view_promises"
    /// What proves the signatures, with their addresses.
    case agreementEvidence = "agreement.evidence"
    case agreementDraft = "agreement.draft"
    case agreementOffer = "agreement.offer"
    case agreementCountersign = "agreement.countersign"
    /// Hours, holidays, clerical errors, and what may hold beside another.
    case agreementAdjust = "agreement.adjust"
    case statementView = "credit.statement_view"
    /// By the customer themselves.
    case statementDispute = "statement.dispute"
    /// By the customer themselves.
    case creditClaim = "credit.claim"
    case creditApprove = "credit.approve"
    case statementIssue = "statement.issue"
    case whatIf = "whatif.run"
    /// Figures of all organisations.
    case reportView = "report.all_orgs"
    /// The tickets that one sees, as a file.
    case exportTickets = "export.tickets_visible_to_me"
    /// All that the desk has, as a file.
    case exportEverything = "export.everything"
    /// Who did what when, over all streams of facts.
    case auditView = "audit.view"
    case auditVerify = "audit.verify_chain"
    /// Programs elsewhere that are told what happens.
    case webhooks = "webhook.create"
    /// Names and last use of all tokens, never their words.
    case listTokens = "token.list_others"
    /// How the desk does, in numbers.
    case metrics = "metrics.read"
    /// What a ticket of an agreement is promised, for programs.
    case policyView = "sla.policy_view"
    /// When others work, and when they are away.
    case manageHours = "hours.manage"
    /// Lets a screen in a room show the wallboard.
    case screens = "wallboard.screens"
    /// Mails reports by themselves.
    case reportSchedule = "report.schedule"
    /// Figures of one organisation.
    case reportOwn = "report.own_org"
    case noticeGive = "notice.give_for_provider"
    /// By the customer's signatory.
    case noticeGiveAsCustomer = "notice.give_for_customer"
    /// By the customer's signatory, whom the provider asked.
    case confirmAdjustment = "adjustment.confirm"
    /// Erases a person's texts, with a second person (clause J).
    case erasePerson = "privacy.erase_person"
    /// The data of one person, for that person.
    case exportPerson = "privacy.export_person"
    /// One's own data.
    case exportOwn = "privacy.export_my_data"
    /// Keeps a ticket from being erased, or no longer (clause J).
    case holdTicket = "ticket.legal_hold"
    /// Writes down an access that a customer gave, and ends it (clause G).
    case giveAccess = "access.give"
    case useAccess = "access.use"
    /// All accesses, over all tickets.
    case accessView = "access.view_all"
    case mintToken = "token.mint_own"
    /// Groups of agents and who is in them.
    case groups = "groups.manage"
    /// What a contact sees beside their own tickets.
    case contactRights = "contacts.mark"
    /// The list of people with their addresses.
    case listPeople = "users.list_emails_of_agents"
    case inviteContact = "users.invite_contact_of_A"
    /// Invites those who work at the desk.
    case createAgent = "users.create_agent"
    /// Another's role, account and ways of signing in; never the own.
    case changeRole = "users.change_other_role"
    /// By which ways people may sign in.
    case signInRules = "settings.sign_in"
    /// The mail servers of the desk and their secrets.
    case mailServer = "settings.mail_server"
    /// Texts of one's own to begin an answer with.
    case cannedReplies = "canned_reply.own"
    /// Puts canned replies and views of the queue before others.
    case share = "workspace.share"
    /// Writes articles and says who reads them. What is published for them, people read without asking.
    case articleWrite = "article.write"
    /// Name, colour and logo, as customers see them.
    case brand = "settings.brand"

    private static let agents: Set<Role> = [.tier1, .tier2, .manager]

    var roles: Set<Role> {
        switch self {
        case .ticketCreate: [.tier1, .tier2, .manager, .admin]
        case .dispute, .statementDispute, .startChat, .rate, .creditClaim, .noticeGiveAsCustomer,
            .confirmAdjustment:
            []
        case .exportOwn: Set(Role.allCases)
        case .readChats: [.tier1, .tier2, .manager, .admin]
        case .ticketView, .note, .setSeverity, .mintToken: [.tier1, .tier2, .manager, .admin]
        case .reply, .acknowledge, .resolve, .reopen, .requestInformation, .assign, .escalate,
            .merge, .split, .follow, .logCall, .markNotInquiry, .proposeExclusion, .logDispute, .giveAccess,
            .useAccess, .cannedReplies, .reportOwn, .articleWrite:
            Self.agents
        case .extend, .markOutOfScope, .moveToOrganisation: [.tier2, .manager]
        case .outboxView: [.tier2, .manager, .admin]
        case .approveExclusion, .answerDispute, .eventDecide: [.manager]
        case .eventView, .eventDeclare, .quarantineView, .quarantineRelease: [.tier2, .manager]
        case .erasePerson, .exportPerson, .contactRights: [.manager, .admin]
        case .mailServer, .brand, .groups, .createAgent, .changeRole, .signInRules: [.admin]
        case .holdTicket, .accessView, .mailWords, .share: [.manager]
        case .screens, .manageHours, .auditView, .auditVerify: [.manager, .admin]
        case .exportTickets: [.tier1, .tier2, .manager, .sales]
        case .exportEverything, .webhooks, .listTokens, .metrics: [.admin]
        case .policyView: [.tier1, .tier2, .manager, .admin, .sales]
        case .listPeople: [.tier1, .tier2, .manager, .admin, .sales]
        case .inviteContact: [.tier2, .manager, .admin, .sales]
        case .agreementView: [.manager, .admin, .sales]
        case .agreementPromises: [.tier1, .tier2, .manager, .admin, .sales]
        case .agreementDraft, .agreementOffer, .whatIf: [.manager, .sales]
        case .agreementEvidence: [.manager, .admin]
        case .agreementCountersign, .agreementAdjust, .noticeGive, .statementView,
            .creditApprove,
            .statementIssue, .reportView, .reportSchedule:
            [.manager]
        }
    }

    var scope: Access.Scope {
        switch self {
        case .ticketView, .outboxView, .quarantineView, .eventView, .agreementView, .agreementPromises,
            .agreementEvidence, .accessView, .reportView, .reportOwn, .listPeople, .exportTickets,
            .policyView,
            .readChats:
            .read
        default: .write
        }
    }

    /// A token can't mint a token, and sees or signs no agreement.
    var needsSession: Bool {
        switch self {
        case .mintToken, .agreementView, .agreementPromises, .agreementEvidence, .agreementDraft,
            .agreementOffer,
            .agreementCountersign, .agreementAdjust, .noticeGive,
            .quarantineView, .quarantineRelease,
            .statementView, .creditApprove, .statementIssue, .eventView, .eventDeclare, .eventDecide, .whatIf,
            .erasePerson, .exportPerson, .holdTicket, .accessView, .mailServer, .reportView, .reportSchedule,
            .screens,
            .manageHours, .exportEverything, .auditView, .auditVerify, .webhooks,
            .listTokens, .metrics,
            .groups, .contactRights, .dispute, .statementDispute, .rate, .mailWords,
            .creditClaim, .noticeGiveAsCustomer, .confirmAdjustment, .exportOwn,
            .inviteContact, .createAgent, .changeRole, .signInRules, .cannedReplies, .share,
            .articleWrite, .brand:
            true
        default: false
        }
    }

    /// Acts that only count from a named person, whatever the token's scopes.
    var needsNamedPerson: Bool {
        switch self {
        case .ticketCreate, .ticketView, .reply, .note, .setSeverity, .reopen, .outboxView, .quarantineView,
            .agreementView, .agreementPromises, .listPeople, .exportTickets, .policyView, .merge, .follow,
            .logCall, .readChats:
            false
        default: true
        }
    }
}
