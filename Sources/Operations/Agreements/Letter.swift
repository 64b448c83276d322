import Mail
import Storage

/// A mail that is no message of a ticket, to one person.
struct Letter: Sendable {
    let name: String
    let address: String
    let subject: String
    var text: String
    var attachments: [Attachment] = []
    /// Holds a link or a code by which whoever has it acts for the recipient: nobody at the desk reads it.
    var isConfidential = false
    /// Where who gets it wants no more like it; nil for what everybody must get.
    var leaving: String?
    /// A notice that the agreement asks for: it has a return address, and is seen there when it bounces.
    var about: MailSubject?
    var language = Language.english
    /// What it says, where that is more than plain text.
    var body: MailBody?

    var confidential: Letter {
        var letter = self
        letter.isConfidential = true
        return letter
    }
}

/// What a letter says, in one language.
struct LetterText {
    let subject: String
    let text: String

    init(_ subject: String, _ text: String) {
        self.subject = subject
        self.text = text
    }
}

extension Language {
    /// The text from its greeting to its signature. After the greeting it goes on in small letters.
    func letter(_ text: String, to name: String, from desk: String) -> String {
        let greeting = self == .english ? "Dear" : "Guten Tag"
        return "\(greeting) \(name),\n\n\(text)\n\n\(desk)\n"
    }
}
