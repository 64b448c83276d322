extension ActForm {
    /// Sends `number`, `decision` (`approve` or `refuse`) and `reason`.
    static func decideExclusion(
        _ target: FormTarget, open: [FieldChoice], notice: NoticePreview
    ) -> ActForm {
        ActForm(
            id: "decide", title: "Decide an exclusion", clause: "H", target: target,
            effect: "An approved span is not counted, back to its beginning; the customer may dispute it. "
                + "Nobody decides an own proposal.",
            fields: [
                FormField(
                    scope: "decide", name: "number", label: "Exclusion", kind: .choice(open), isRequired: true
                ),
                FormField(
                    scope: "decide", name: "decision", label: "Decision",
                    kind: .choice([
                        FieldChoice(value: "approve", label: "Approve"),
                        FieldChoice(value: "refuse", label: "Refuse"),
                    ]), isRequired: true),
                FormField(
                    scope: "decide", name: "reason", label: "Reason of a refusal", kind: .text(rows: 2)),
            ],
            notice: notice, submit: "Decide", isWeighty: true)
    }
}
