import BusinessTime

extension Terms {
    /// The terms as YAML in their one canonical form. Reading it gives the same terms.
    public var yaml: String { tree.yaml }

    /// The canonical bytes: what is signed and hashed. Equal terms have equal bytes.
    public var canonicalBytes: [UInt8] { Array(yaml.utf8) }

    var tree: Tree {
        .fields([
            ("provider", provider.tree),
            ("customer", customer.tree),
            ("effective", .written(effective)),
            ("currency", .written(currency)),
            ("monthly_fee", .written(monthlyFee)),
            ("severities", .list(severities.map(\.tree))),
            ("acknowledge", acknowledge.tree),
            ("resolve", resolve.tree),
            ("hours", hours.tree),
            ("channels", channels.tree),
            ("scope", scope.tree),
            ("escalation", escalation.tree),
            ("figures", figures.tree),
            ("duties", duties.tree),
            ("exclusions", .fields([("grounds", .texts(exclusions.grounds))])),
            ("ending", .fields([("notice", .written(CalendarDays(number: ending.noticeDays)))])),
            ("legal", legal.tree),
            ("credits", credits.tree),
            ("conditions", .list(conditions.map(\.tree))),
        ])
    }
}

extension Tree {
    static func bySeverity<Value>(_ values: [Severity: Value], _ tree: (Value) -> Tree) -> Tree {
        .map(values.sorted { $0.key > $1.key }.map { Entry(key: $0.key.rawValue, value: tree($0.value)) })
    }
}

extension Party {
    var tree: Tree {
        .fields([
            ("name", .scalar(name)),
            ("address", .scalar(address)),
            ("email", .scalar(email)),
            ("notice_address", .scalar(noticeAddress)),
            ("phone", phone.map(Tree.scalar)),
            ("signatories", .list(signatories.map(\.tree))),
        ])
    }
}

extension Signatory {
    var tree: Tree {
        .fields([
            ("name", .scalar(name)),
            ("title", .scalar(title)),
            ("email", .scalar(email)),
        ])
    }
}

extension SeverityDefinition {
    var tree: Tree {
        .fields([
            ("severity", .written(severity)),
            ("definition", .scalar(definition)),
            ("example", .scalar(example)),
        ])
    }
}

extension AcknowledgmentTerms {
    var tree: Tree {
        .fields([
            ("within", .written(within)),
            ("by_severity", .bySeverity(bySeverity) { .written($0) }),
            ("automatic", .written(YesNo(automatic))),
        ])
    }
}

extension ResolutionTerms {
    var tree: Tree {
        .fields([
            ("within", .written(within)),
            ("by_severity", .bySeverity(bySeverity) { .written($0) }),
            ("from", .written(from)),
            ("binding", .written(binding)),
            ("extensions", extensions.tree),
            ("reopen_within", .scalar(reopenWithin.written)),
        ])
    }
}

extension ExtensionTerms {
    var tree: Tree {
        .fields([
            ("grounds", .texts(grounds)),
            ("max_each", .written(maxEach)),
            ("max_total", .written(maxTotal)),
        ])
    }
}
