import BusinessTime

extension Party {
    init(_ section: Section) {
        self.init(
            name: section.text("name"), address: section.text("address"), email: section.text("email"),
            noticeAddress: section.text("notice_address"), phone: section.text(ifPresent: "phone"),
            signatories: section.list("signatories") {
                Signatory(name: $0.text("name"), title: $0.text("title"), email: $0.text("email"))
            })
    }
}

extension SeverityDefinition {
    init(_ section: Section) {
        self.init(
            severity: section.value("severity", or: .normal), definition: section.text("definition"),
            example: section.text("example"))
    }
}

extension AcknowledgmentTerms {
    init(_ section: Section) {
        let fallback = BusinessSeconds.hours(2)
        self.init(
            within: section.value("within", or: fallback),
            bySeverity: section.table("by_severity") { [reading = section.reading] in
                reading.value($0, at: $1, form: BusinessSeconds.form, BusinessSeconds.init(written:))
            },
            automatic: section.value("automatic", or: YesNo(false)).isYes)
    }
}

extension ResolutionTerms {
    init(_ section: Section) {
        self.init(
            within: section.value("within", or: .days(DayPeriod(count: 3))),
            bySeverity: section.table("by_severity") { [reading = section.reading] in
                reading.value($0, at: $1, form: Period.form, Period.init(written:))
            },
            from: section.value("from", or: .acknowledgment),
            binding: section.value("binding", or: .commitment),
            extensions: section.section("extensions") {
                ExtensionTerms(
                    grounds: $0.texts("grounds"), maxEach: $0.value("max_each", or: .hours(1)),
                    maxTotal: $0.value("max_total", or: .hours(1)))
            },
            reopenWithin: section.days("reopen_within", rule: .endOfNth))
    }
}

extension ChannelTerms {
    init(_ section: Section) {
        let addresses = section.texts("support_addresses")
        let portal = section.text(ifPresent: "portal")
        let phone = section.text(ifPresent: "phone")
        let hasChat = section.node(ifPresent: "chat_hours") != nil
        self.init(
            supportAddresses: addresses, portal: portal, phone: phone,
            chatHours: hasChat ? section.openingHours("chat_hours") : nil)
    }
}

extension ScopeTerms {
    init(_ section: Section) {
        self.init(
            categories: section.texts("categories"), outOfScope: section.texts("out_of_scope"),
            offer: section.text("offer"))
    }
}

extension FigureTerms {
    init(_ section: Section) {
        self.init(
            acknowledgmentTarget: section.value("acknowledgment_target", or: BasisPoints(number: 9500))
                .number,
            resolutionTarget: section.value("resolution_target", or: BasisPoints(number: 9500)).number,
            satisfactionTarget: section.value("satisfaction_target", or: Rating(number: 400)).number,
            surveyAfter: section.value("survey_after", or: .hours(1)))
    }
}

extension CustomerDuties {
    init(_ section: Section) {
        var required: [String: [String]] = [:]
        for entry in section.everyEntry("required") {
            required[entry.key] = section.reading.items(entry.value, at: entry.path) {
                section.reading.text($0, at: $1) ?? ""
            }
        }
        self.init(
            required: required, remindAfter: section.days("remind_after", rule: .endOfNth),
            closeAfter: section.days("close_after", rule: .endOfNth))
    }
}

extension LegalTerms {
    init(_ section: Section) {
        self.init(
            governingLaw: section.text("governing_law"), liabilityLimit: section.text("liability_limit"),
            dataProtection: section.text("data_protection"),
            retentionMonths: section.value("retention", or: Months(number: 36)).number,
            remedy: section.value("remedy", or: .setOff))
    }
}

extension SpecialCondition {
    init(_ section: Section) {
        self.init(
            clause: Clause(section.text("clause")), text: section.text("text"),
            handledByHand: section.text(ifPresent: "handled_by_hand"))
    }
}
