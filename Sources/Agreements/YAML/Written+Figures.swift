import BusinessTime

/// A percentage with up to two decimals, kept in basis points.
struct BasisPoints: Written {
    let number: Int

    init(number: Int) {
        self.number = number
    }

    init?(written: String) {
        guard written.hasSuffix(" %"), let number = scaledNumber(written.dropLast(2), decimals: 2) else {
            return nil
        }
        self.init(number: Int(number))
    }

    var written: String { decimalText(UInt64(number.magnitude), decimals: 2).trimmingZeros + " %" }
    static var form: String { "a percentage like 95 % or 2.50 %" }
}

/// A mean rating from 1 to 5, kept in hundredths.
struct Rating: Written {
    let number: Int

    init(number: Int) {
        self.number = number
    }

    init?(written: String) {
        guard let number = scaledNumber(written[...], decimals: 2) else { return nil }
        self.init(number: Int(number))
    }

    var written: String { decimalText(UInt64(number.magnitude), decimals: 2) }
    static var form: String { "a mean rating of 1 to 5 like 4.20" }
}

struct YesNo: Written {
    let isYes: Bool

    init(_ isYes: Bool) {
        self.isYes = isYes
    }

    init?(written: String) {
        switch written {
        case "yes", "true": isYes = true
        case "no", "false": isYes = false
        default: return nil
        }
    }

    var written: String { isYes ? "yes" : "no" }
    static var form: String { "yes or no" }
}

extension CreditSchedule.Worth: Written {
    init?(written: String) {
        if let points = BasisPoints(written: written) {
            self = .basisPoints(points.number)
        } else if let money = Money(written: written) {
            self = .amount(money)
        } else {
            return nil
        }
    }

    var written: String {
        switch self {
        case .basisPoints(let points): BasisPoints(number: points).written
        case .amount(let money): money.written
        }
    }

    static var form: String { "a share of the monthly fee like 5 %, or \(Money.form)" }
}

extension EscalationRule.Trigger: Written {
    init?(written: String) {
        if written == "breach" {
            self = .breach
        } else if written.hasSuffix(" used"), let percent = Percent(written: String(written.dropLast(5))) {
            self = .share(percent: percent.number)
        } else {
            return nil
        }
    }

    var written: String {
        switch self {
        case .share(let percent): "\(percent) % used"
        case .breach: "breach"
        }
    }

    static var form: String { "80 % used, or breach" }
}

/// The spans of one day: "09:00-12:00, 13:00-18:00", or "closed".
struct DayHours: Written {
    let spans: [OpeningSpan]

    init(_ spans: [OpeningSpan]) {
        self.spans = spans
    }

    init?(written: String) {
        if written == "closed" {
            spans = []
            return
        }
        var read: [OpeningSpan] = []
        for part in written.split(separator: ",", omittingEmptySubsequences: false) {
            let times = part.drop { $0 == " " }.split(separator: "-", omittingEmptySubsequences: false)
            guard times.count == 2, let opens = LocalTime(String(times[0])),
                let closes = LocalTime(String(times[1]))
            else { return nil }
            read.append(OpeningSpan(opens: opens, closes: closes))
        }
        spans = read
    }

    var written: String {
        spans.isEmpty ? "closed" : spans.map { "\($0.opens)-\($0.closes)" }.joined(separator: ", ")
    }

    static var form: String { "hours like 09:00-18:00 or 09:00-12:00, 13:00-18:00, or closed" }
}

extension String {
    /// "5.00" as "5", "2.50" as it is.
    fileprivate var trimmingZeros: String { hasSuffix(".00") ? String(dropLast(3)) : self }
}
