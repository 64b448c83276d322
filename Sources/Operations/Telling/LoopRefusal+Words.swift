import Mail

extension LoopRefusal {
    /// Goes on after "No receipt was mailed:".
    var words: String {
        switch self {
        case .autoSubmitted, .autoreply, .ownMarker: "the mail was written by a program"
        case .emptyReturnPath, .report: "the mail was a report of a mail server"
        case .precedence, .mailingList: "the mail came from a mailing list or was sent to many"
        case .suppressed: "the mail asked for no automatic answers"
        case .noSender: "the mail names no address that could be answered"
        case .ownAddress: "it would have come back to the desk's own address"
        case .programAddress: "its address is one of a program"
        case .hourlyLimit:
            "this address had an automatic mail within the hour, and gets at most "
                + "\(LoopGuard.automaticMailsPerHourMax) an hour"
        case .signedInLimit:
            "this address had \(LoopGuard.signedInMailsPerHourMax) automatic mails within the hour"
        case .flood:
            "this address opened more than \(LoopGuard.ticketsInTenMinutesMax) tickets within ten minutes"
        }
    }
}
