import Agreements
import BusinessTime
import Desk

// A month of Acme's inquiries: most in time, some late, one excluded; and what is open now.
extension DemoStory {
    var tickets: [Step] { invoices + export + nobody + report + label + carrier }

    private var invoices: [Step] {
        let subject = "Invoices are not sent"
        return [
            Step(moment(1, "09:40")) {
                try await $0.receive(
                    subject, "Since this morning invoices stay in the outbox of the product.")
                try await $0.act(subject, .setSeverity(.high, reason: "Sales can't bill"), by: $0.ana)
            },
            Step(moment(1, "10:10")) {
                try await $0.answer(subject, .acknowledge, "I see it here too and am looking.", by: $0.ana)
            },
            Step(moment(2, "11:20")) {
                try await $0.answer(
                    subject, .resolve(.fix), "The mail relay's certificate had run out. It is renewed.",
                    by: $0.ben)
            },
        ]
    }

    /// Acknowledged an hour too late.
    private var export: [Step] {
        let subject = "The export stops at 40 %"
        return [
            Step(moment(3, "15:10")) {
                try await $0.receive(subject, "The nightly export stops at 40 % without a message.")
            },
            Step(moment(4, "09:45")) {
                try await $0.answer(
                    subject, .acknowledge, "I am sorry that you waited. I have the log.", by: $0.ana)
            },
            Step(moment(5, "14:00")) {
                try await $0.answer(
                    subject, .resolve(.workaround), "Export by month until version 4.2 is out.", by: $0.ben)
            },
        ]
    }

    /// Critical, acknowledged at once, resolved too late.
    private var nobody: [Step] {
        let subject = "Nobody can sign in"
        return [
            Step(moment(6, "10:00")) {
                try await $0.receive(subject, "All of us get an error after the password.")
                try await $0.act(subject, .setSeverity(.critical, reason: "Nobody can work"), by: $0.ana)
            },
            Step(moment(6, "10:08")) {
                try await $0.answer(
                    subject, .acknowledge, "We are on it; I call you in ten minutes.", by: $0.ana)
                try await $0.act(subject, .escalate(to: .tier2, reason: "The directory is down"), by: $0.ana)
            },
            Step(moment(6, "11:05")) {
                try await $0.giveAccess(subject, "Directory server", "Read its log and restore it", for: 5)
            },
            Step(moment(9, "16:30")) {
                try await $0.answer(
                    subject, .resolve(.fix), "The directory is restored, and watched from now on.", by: $0.ben
                )
            },
        ]
    }

    /// The clock stands still while the customer is asked.
    private var report: [Step] {
        let subject = "The report shows last week"
        return [
            Step(moment(8, "11:00")) {
                try await $0.receive(subject, "The sales report has the figures of last week.")
            },
            Step(moment(8, "11:25")) {
                try await $0.answer(
                    subject, .requestInformation(missing: ["Which report, and for whom"]),
                    "Which report is it, and who opens it?", by: $0.ana)
            },
            Step(moment(10, "09:15")) {
                try await $0.customerReplies(subject, "It is Sales by region, for Dora.")
            },
            Step(moment(10, "13:40")) {
                try await $0.answer(
                    subject, .resolve(.answer), "It was filtered by week. I reset it.", by: $0.ana)
            },
        ]
    }

    private var label: [Step] {
        let subject = "A label is misspelt"
        return [
            Step(moment(11, "14:30")) { try await $0.receive(subject, "It says Adress on the first page.") },
            Step(moment(11, "15:00")) {
                try await $0.answer(subject, .acknowledge, "Thank you, it is noted.", by: $0.ana)
            },
            Step(moment(13, "10:00")) {
                try await $0.answer(subject, .resolve(.fix), "It is right from version 4.1.3 on.", by: $0.ana)
            },
        ]
    }

    /// A third party's outage: proposed by one, approved by another.
    private var carrier: [Step] {
        let subject = "Text messages don't arrive"
        let span = Span(from: moment(12, "10:30"), to: moment(14, "09:30"))
        return [
            Step(moment(12, "10:00")) {
                try await $0.receive(subject, "Codes by text message don't arrive.")
            },
            Step(moment(12, "10:20")) {
                try await $0.answer(
                    subject, .acknowledge, "It is the carrier; we have asked them.", by: $0.ana)
            },
            Step(moment(14, "10:00")) {
                try await $0.act(
                    subject, .exclude(span, ground: "Third party", reason: "Outage of the carrier"),
                    by: $0.ben)
            },
            Step(moment(14, "11:00")) {
                try await $0.act(subject, .approveExclusion(number: 1), by: $0.mara)
            },
            Step(moment(15, "15:00")) {
                try await $0.answer(subject, .resolve(.fix), "The carrier is back; codes arrive.", by: $0.ana)
            },
        ]
    }

    var today: [Step] {
        func ago(_ hours: Int64) -> Instant { now.advanced(by: -hours * 3600) }
        return [
            Step(ago(30)) { try await $0.receive("Import of customers fails", "Line 812 is refused.") },
            Step(ago(29)) {
                try await $0.answer(
                    "Import of customers fails", .acknowledge, "I have the file and look at line 812.",
                    by: $0.ana)
            },
            Step(ago(5)) { try await $0.receive("How do we add a warehouse?", "We open one in Leeds.") },
            Step(ago(1)) { try await $0.receive("The export stops again", "At 40 %, as last month.") },
            Step(ago(1)) {
                try await $0.receive(
                    "An offer, please", "Do you sell to schools?", from: "jun@school.example")
            },
        ]
    }
}
