import Desk
import Storage

// What the customer said of each resolution, and whether they were asked (clause F).
extension TicketSight {
    var ratingItems: [MarkItem] {
        (1..<(ticket.resolutions.count + 1)).reversed().compactMap { number in
            let rating = ticket.ratings.last { $0.resolution == number }
            let survey = surveys.last { $0.resolution == number }
            guard rating != nil || survey != nil else { return nil }
            return MarkItem(
                title: rating.map { "\($0.score) of 5" } ?? "Not rated", clause: "F",
                standing: "Resolution \(number)" + (rating.map { ", \(words.short($0.last))" } ?? ""),
                detail: comment(rating), people: survey.map(asked))
        }
    }

    private func comment(_ rating: Rating?) -> String? {
        guard let message = rating?.comment.flatMap({ messages[$0.id.rawValue] }) else { return nil }
        return message.erasedAt == nil ? message.text : "(erased)"
    }

    private func asked(_ survey: StoredSurvey) -> String {
        let at = words.short(survey.at ?? survey.due)
        return switch survey.state {
        case .waiting: "The survey goes out \(at)."
        case .sent: "The survey went out \(at)."
        case .answered: "Rated before the survey was due; none went out."
        case .held:
            "No survey went out: another automatic mail did within the hour, or it would have made a loop. "
                + "The portal asks all the same."
        case .off: "No survey went out: surveys are switched off."
        case .nobody: "No survey went out: nobody is there to ask."
        case .late: "No survey went out: it was found more than a week after it was due."
        }
    }
}
