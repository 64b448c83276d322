import BusinessTime

extension ChannelTerms {
    var tree: Tree {
        .fields([
            ("support_addresses", .texts(supportAddresses)),
            ("portal", portal.map(Tree.scalar)),
            ("phone", phone.map(Tree.scalar)),
            ("chat_hours", chatHours?.tree),
        ])
    }
}

extension ScopeTerms {
    var tree: Tree {
        .fields([
            ("categories", .texts(categories)),
            ("out_of_scope", .texts(outOfScope)),
            ("offer", .scalar(offer)),
        ])
    }
}

extension FigureTerms {
    var tree: Tree {
        .fields([
            ("acknowledgment_target", .written(BasisPoints(number: acknowledgmentTarget))),
            ("resolution_target", .written(BasisPoints(number: resolutionTarget))),
            ("satisfaction_target", .written(Rating(number: satisfactionTarget))),
            ("survey_after", .written(surveyAfter)),
        ])
    }
}

extension CustomerDuties {
    var tree: Tree {
        .fields([
            (
                "required",
                .map(
                    required.sorted { $0.key < $1.key }.map {
                        Tree.Entry(key: $0.key, value: .texts($0.value))
                    })
            ),
            ("remind_after", .scalar(remindAfter.written)),
            ("close_after", .scalar(closeAfter.written)),
        ])
    }
}

extension LegalTerms {
    var tree: Tree {
        .fields([
            ("governing_law", .scalar(governingLaw)),
            ("liability_limit", .scalar(liabilityLimit)),
            ("data_protection", .scalar(dataProtection)),
            ("retention", .written(Months(number: retentionMonths))),
            ("remedy", .written(remedy)),
        ])
    }
}

extension SpecialCondition {
    var tree: Tree {
        .fields([
            ("clause", .scalar(clause.id)),
            ("text", .scalar(text)),
            ("handled_by_hand", handledByHand.map(Tree.scalar)),
        ])
    }
}
