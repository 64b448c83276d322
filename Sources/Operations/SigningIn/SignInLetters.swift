import Storage

/// What people are mailed about signing in. A letter with a link or a code is for the recipient alone.
struct SignInLetters {
    let desk: String
    let person: StoredPerson

    private func letter(_ subject: String, _ text: String) -> Letter {
        Letter(
            name: person.name, address: person.address, subject: "\(subject) (\(desk))",
            text: "Dear \(person.name),\n\n\(text)\n\n\(desk)\n")
    }

    func signIn(_ link: String) -> Letter {
        letter(
            "Your link to sign in",
            """
            open this link and press the button there to sign in:
            \(link)

            It works once, for 15 minutes. In another browser than the one that asked for it, it wants the \
            code that is shown there. Did you not ask for it? Then do nothing, and give the link to nobody.
            """
        ).confidential
    }

    func password(_ link: String) -> Letter {
        letter(
            "Set a new password",
            """
            with this link you set a new password:
            \(link)

            It works once, for 15 minutes. All your sessions end with it. Did you not ask for it? Then do \
            nothing: your password stays as it is.
            """
        ).confidential
    }

    func reset(_ link: String, by name: String) -> Letter {
        letter(
            "Set a new password",
            """
            \(name) sends you a link to set a new password:
            \(link)

            It works once, within a day. All your sessions end with it.
            """
        ).confidential
    }

    func invitation(_ link: String, by name: String) -> Letter {
        letter(
            "Your account at \(desk)",
            """
            \(name) made an account for you. Set your password here:
            \(link)

            It works once, within seven days. You sign in with this address, \(person.address).
            """
        ).confidential
    }

    func code(_ code: String) -> Letter {
        letter(
            "Your code",
            """
            your code is \(code). It is good for 15 minutes and confirms once more that it is you.

            If you did not ask for it, somebody sits at your session: end your sessions at Your account.
            """
        ).confidential
    }

    /// To who may not sign in by mail: the page says the same to everybody.
    var notByMail: Letter {
        letter(
            "Signing in by mail",
            """
            somebody, perhaps you, asked for a link to sign in. At this desk people of your role sign in by \
            password, passkey or the organisation's provider. Nothing has changed.
            """)
    }

    /// So that a change that was not the person's own is seen.
    func changed(_ what: String) -> Letter {
        letter(
            "Your account changed",
            """
            \(what)

            If that was not you, ask for a link to set a new password at once and tell your administrator.
            """)
    }
}
