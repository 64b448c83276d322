extension ClauseIndex {
    /// In the order of the text. Tests are named by their files.
    public static let entries: [Entry] = promises + reach + conduct + money

    private static func executed(_ clause: Clause, _ title: String, by types: [String], tests: [String])
        -> Entry
    {
        Entry(clause: clause, title: title, standing: .executed(by: types, tests: tests))
    }

    private static let promises = [
        executed(
            .head, "Parties and fee", by: ["Desk.AgreementSpan", "Desk.Agreement"],
            tests: ["DeskTests/CreditWorldTests", "DeskTests/AgreementSigningTests"]),
        executed(
            .acknowledgment, "Acknowledgment", by: ["Desk.Clock", "Desk.Ticket+Acknowledging"],
            tests: [
                "DeskTests/TicketAcknowledgingTests", "DeskTests/NoticeTests", "AgreementsTests/TermsTests",
            ]),
        executed(
            .resolution, "Resolution",
            by: ["Desk.Clock", "Desk.Ticket+Resolving", "Desk.Ticket+Extending", "Desk.Ticket+Reopening"],
            tests: [
                "DeskTests/ProofTests", "DeskTests/TicketExtendingTests", "DeskTests/TicketReopeningTests",
            ]),
        executed(
            .availability, "Availability",
            by: ["BusinessTime.WorkingCalendar", "Desk.Agreement+Adjusting"],
            tests: [
                "AgreementsTests/RulesTests", "DeskTests/AgreementAdjustingTests", "WebTests/AdjustingTests",
            ]
        ),
    ]

    private static let reach = [
        executed(
            .primaryChannel, "E-mail",
            by: [
                "Channels.LMTPServer", "Channels.MailboxRounds", "Channels.Gate", "Mail.Message",
                "Mail.SenderProof", "Operations.Office+Quarantine", "Channels.Submission",
            ],
            tests: [
                "ChannelsTests/LMTPSessionTests", "ChannelsTests/SMTPSessionTests",
                "ChannelsTests/IntakeThreadingTests", "ChannelsTests/IdentityTests",
                "ChannelsTests/QuarantineTests", "ChannelsTests/MailboxFetchTests",
                "MailTests/ThreadingTests",
            ]),
        Entry(
            clause: .secondaryChannels, title: "Portal, telephone and chat",
            standing: .partly(
                by: ["Operations.Office+Portal", "Operations.ChatRoom", "Operations.Office+Calls"],
                tests: ["WebTests/PortalTests", "WebTests/ChatTests", "WebTests/CallTests"],
                reason: "The telephone itself is answered by people, who write the calls down.")),
        executed(
            .inScope, "What support covers", by: ["Desk.Ticket+Assigning"],
            tests: ["DeskTests/WhichAgreementTests", "DeskTests/TicketPinningTests"]),
        executed(
            .outOfScope, "What support does not cover", by: ["Desk.Ticket+Scope", "Desk.Ticket+Disputing"],
            tests: ["DeskTests/TicketScopeTests", "WebTests/MarkTests"]),
        executed(
            .supportHours, "Support hours", by: ["BusinessTime.WorkingCalendar", "Desk.Agreement+Holidays"],
            tests: [
                "BusinessTimeTests/OracleTests", "BusinessTimeTests/TimeAccountTests",
                "WebTests/HolidayTests",
            ]),
        executed(
            .escalation, "Escalation",
            by: ["Desk.Ticket+Assigning", "Desk.Ticket+Waking", "Operations.Office+BreachMail"],
            tests: [
                "DeskTests/TicketWakingTests", "OperationsTests/AlarmTests",
                "OperationsTests/BreachMailTests",
            ]),
    ]

    private static let conduct = [
        Entry(
            clause: .metrics, title: "Figures",
            standing: .partly(
                by: ["Reports.TicketFigures", "Reports.Report", "Operations.Office+Surveys"],
                tests: [
                    "OperationsTests/ReportQueryTests", "ReportsTests/ReportTableTests",
                    "WebTests/ReportPageTests", "WebTests/RatingTests",
                ],
                reason: "A target that is missed is reported; what follows from it is between the parties.")),
        executed(
            .customerDuties, "What the customer gives",
            by: ["Desk.Ticket+Pausing", "Desk.Ticket+Access", "Desk.SecretLikeness"],
            tests: [
                "DeskTests/TicketPausingTests", "BusinessTimeTests/PausingTests",
                "DeskTests/TicketAccessTests", "OperationsTests/AccessTests",
                "WebTests/AccessPageTests",
            ]),
        executed(
            .exclusions, "Exclusions",
            by: [
                "Desk.Ticket+Excluding", "Desk.Ticket+Disputing", "Desk.ExclusionEvent", "Desk.Ticket+Event",
            ],
            tests: [
                "DeskTests/TicketExcludingTests", "DeskTests/ExclusionEventTests", "WebTests/EventPageTests",
            ]),
        executed(
            .termination, "Notice and end",
            by: [
                "Agreements.TerminationNotice", "Desk.Agreement+Notice", "Desk.NoticeMail",
                "Desk.Agreement+Mending",
            ],
            tests: [
                "AgreementsTests/TerminationNoticeTests", "DeskTests/AgreementSigningTests",
                "WebTests/EndingTests", "WebTests/MendingTests", "ChannelsTests/IntakeNoticeTests",
            ]),
        Entry(
            clause: .legal, title: "Law",
            standing: .partly(
                by: ["Desk.Retention", "Desk.Erasure", "Desk.Redaction"],
                tests: [
                    "DeskTests/RetentionTests", "DeskTests/ErasureTests", "OperationsTests/RetainingTests",
                    "OperationsTests/ErasingTests", "WebTests/PrivacyPageTests",
                ],
                reason: "Law and liability bind the parties; no program judges them.")),
    ]

    private static let money = [
        executed(
            .credits, "Service credits",
            by: ["Desk.BandEntry", "Desk.CreditLine", "Desk.Ledger+Statement", "Desk.Books+Disputes"],
            tests: [
                "DeskTests/CreditWorldTests", "DeskTests/CreditCorrectionTests", "WebTests/CreditTests",
                "WebTests/StatementPrintTests",
            ]),
        executed(
            .severity, "Severities", by: ["Desk.Ticket+Severity"], tests: ["DeskTests/TicketSeverityTests"]),
        executed(
            .signatures, "Signatures",
            by: ["Desk.Offer", "Desk.Offering+Signing", "Documents.EvidenceBundle"],
            tests: ["DeskTests/AgreementSigningTests", "WebTests/SigningTests", "WebTests/EvidenceTests"]),
    ]
}
