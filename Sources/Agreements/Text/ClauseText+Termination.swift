import BusinessTime

extension ClauseText {
    static func termination(_ terms: Terms) -> ClauseText {
        let days = CalendarDays(number: terms.ending.noticeDays).written
        return ClauseText(
            .termination, "Change and end",
            [
                .plain(
                    """
                    This agreement holds until a party ends it in writing, with notice of \(days). The day \
                    on which the other party receives the notice is not counted; the agreement ends at \
                    24:00, by the local time of \(terms.hours.calendar.zone), on the last of these days, \
                    whatever day of the week it is.
                    """),
                .plain(
                    """
                    Changes need the signatures of both parties. Neither the end nor a change touches \
                    inquiries received before: they are counted, resolved and credited by the agreement \
                    that was in force when they were received.
                    """),
            ])
    }
}
