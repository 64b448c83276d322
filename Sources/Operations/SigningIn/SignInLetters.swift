import Storage

/// What people are mailed about signing in, in their language. A letter with a link or a code is for the
/// recipient alone.
struct SignInLetters {
    let desk: String
    let person: StoredPerson
    let language: Language

    private func letter(english: LetterText, german: LetterText) -> Letter {
        let said = language == .english ? english : german
        var letter = Letter(
            name: person.name, address: person.address, subject: "\(said.subject) (\(desk))",
            text: language.letter(said.text, to: person.name, from: desk))
        letter.language = language
        return letter
    }

    func signIn(_ link: String) -> Letter {
        letter(
            english: LetterText(
                "Your link to sign in",
                """
                open this link and press the button there to sign in:
                \(link)

                It works once, for 15 minutes. In another browser than the one that asked for it, it wants \
                the code that is shown there. Did you not ask for it? Then do nothing, and give the link to \
                nobody.
                """),
            german: LetterText(
                "Ihr Link zum Anmelden",
                """
                öffnen Sie diesen Link und drücken Sie dort den Knopf, um sich anzumelden:
                \(link)

                Er gilt einmal, 15 Minuten lang. In einem anderen Browser als dem, der ihn angefordert hat, \
                verlangt er den Code, der dort steht. Haben Sie ihn nicht angefordert? Dann tun Sie nichts, \
                und geben Sie den Link niemandem.
                """)
        ).confidential
    }

    func password(_ link: String) -> Letter {
        letter(
            english: LetterText(
                "Set a new password",
                """
                with this link you set a new password:
                \(link)

                It works once, for 15 minutes. All your sessions end with it. Did you not ask for it? Then \
                do nothing: your password stays as it is.
                """),
            german: LetterText(
                "Ein neues Passwort setzen",
                """
                mit diesem Link setzen Sie ein neues Passwort:
                \(link)

                Er gilt einmal, 15 Minuten lang. Alle Ihre Sitzungen enden damit. Haben Sie ihn nicht \
                angefordert? Dann tun Sie nichts: Ihr Passwort bleibt, wie es ist.
                """)
        ).confidential
    }

    func reset(_ link: String, by name: String) -> Letter {
        letter(
            english: LetterText(
                "Set a new password",
                """
                \(name) sends you a link to set a new password:
                \(link)

                It works once, within a day. All your sessions end with it.
                """),
            german: LetterText(
                "Ein neues Passwort setzen",
                """
                \(name) sendet Ihnen einen Link, mit dem Sie ein neues Passwort setzen:
                \(link)

                Er gilt einmal, einen Tag lang. Alle Ihre Sitzungen enden damit.
                """)
        ).confidential
    }

    func invitation(_ link: String, by name: String) -> Letter {
        letter(
            english: LetterText(
                "Your account at \(desk)",
                """
                \(name) made an account for you. Set your password here:
                \(link)

                It works once, within seven days. You sign in with this address, \(person.address).
                """),
            german: LetterText(
                "Ihr Konto bei \(desk)",
                """
                \(name) hat ein Konto für Sie angelegt. Setzen Sie hier Ihr Passwort:
                \(link)

                Der Link gilt einmal, sieben Tage lang. Sie melden sich mit dieser Adresse an: \
                \(person.address).
                """)
        ).confidential
    }

    func code(_ code: String) -> Letter {
        letter(
            english: LetterText(
                "Your code",
                """
                your code is \(code). It is good for 15 minutes and confirms once more that it is you.

                If you did not ask for it, somebody sits at your session: end your sessions at Your account.
                """),
            german: LetterText(
                "Ihr Code",
                """
                Ihr Code ist \(code). Er gilt 15 Minuten und bestätigt noch einmal, dass Sie es sind.

                Haben Sie ihn nicht angefordert, sitzt jemand an Ihrer Sitzung: Beenden Sie Ihre Sitzungen \
                auf der Seite Ihres Kontos.
                """)
        ).confidential
    }

    /// To who may not sign in by mail: the page says the same to everybody.
    var notByMail: Letter {
        letter(
            english: LetterText(
                "Signing in by mail",
                """
                somebody, perhaps you, asked for a link to sign in. At this desk people of your role sign in \
                by password, passkey or the organisation's provider. Nothing has changed.
                """),
            german: LetterText(
                "Anmelden per Mail",
                """
                jemand, vielleicht Sie, hat einen Link zum Anmelden angefordert. Hier melden sich Personen \
                Ihrer Rolle mit Passwort, Passkey oder über den Anbieter der Organisation an. Nichts hat \
                sich geändert.
                """))
    }

    /// So that a change that was not the person's own is seen.
    func changed(_ what: AccountChange) -> Letter {
        letter(
            english: LetterText(
                "Your account changed",
                """
                \(what.words(.english))

                If that was not you, ask for a link to set a new password at once and tell your administrator.
                """),
            german: LetterText(
                "Ihr Konto wurde geändert",
                """
                \(what.words(.german))

                Waren Sie das nicht, fordern Sie sofort einen Link für ein neues Passwort an, und sagen Sie \
                es Ihrem Administrator.
                """))
    }
}
