import Mail
import Testing

@Suite("What somebody wrote now, by language and program")
struct ReplyLayoutTests {
    static func html(_ page: String) -> String {
        ReplyText.newText(in: SafeHTML.plainText(page))
    }

    @Test("above a quote, and below it", arguments: ReplyLanguage.all)
    func quoted(_ language: ReplyLanguage) {
        for line in language.attributions {
            #expect(
                ReplyText.newText(in: "It works.\n\n\(line)\n\n> old\n> older\n") == "It works.", "\(line)")
            #expect(ReplyText.newText(in: "\(line)\n> old\n\nIt works.\n") == "It works.", "\(line)")
            #expect(ReplyText.newText(in: "It works.\n\n\(line)\n\nold\nolder\n") == "It works.", "\(line)")
        }
    }

    @Test("between the lines of a quote, every answer is kept", arguments: ReplyLanguage.all)
    func inline(_ language: ReplyLanguage) {
        for line in language.attributions {
            let text = "Hello\n\n\(line)\n> one?\nyes\n>\n> two?\n\nno\n"
            #expect(ReplyText.newText(in: text) == "Hello\n\nyes\n\nno", "\(line)")
        }
    }

    @Test("wrapped by a program after its 76th column", arguments: ReplyLanguage.all)
    func wrapped(_ language: ReplyLanguage) {
        guard let space = language.gmail.firstIndex(of: "<") ?? language.gmail.firstIndex(of: "(") else {
            return
        }
        let line = language.gmail[..<space] + "\n" + language.gmail[space...]
        #expect(ReplyText.newText(in: "It works.\n\n\(line)\n\n> old\n") == "It works.")
    }

    @Test("over the header lines of Outlook: desktop, web, telephone", arguments: ReplyLanguage.all)
    func outlook(_ language: ReplyLanguage) {
        let block = language.outlook.joined(separator: "\n")
        for text in [
            "It works.\n\n\(block)\n\nold\n",
            "It works.\n\(String(repeating: "_", count: 32))\n\(block)\n\nold",
            "It works.\n\n\(language.device[1])\n\(String(repeating: "_", count: 32))\n\(block)\n\nold",
            "It works.\n\n" + language.outlook.map { bold($0) }.joined(separator: "\n") + "\n\nold",
        ] {
            #expect(ReplyText.newText(in: text) == "It works.", "\(text)")
        }
    }

    /// As pages become text where bold is written by stars.
    private func bold(_ line: String) -> String {
        guard let colon = line.firstIndex(of: ":") else { return line }
        return "*\(line[...colon])*\(line[line.index(after: colon)...])"
    }

    @Test("pages of Gmail, Apple Mail, Thunderbird and Outlook", arguments: ReplyLanguage.all)
    func pages(_ language: ReplyLanguage) {
        func escaped(_ text: String) -> String {
            text.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        }
        let gmail = """
            <div dir="ltr">It works.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">\
            \(escaped(language.gmail))<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">\
            <div>old</div></blockquote></div>
            """
        let apple = """
            <html><body><div>It works.</div><div><br></div>\
            <div id="AppleMailSignature">\(language.device[0])</div>\
            <div><br><blockquote type="cite"><div>\(escaped(language.apple))<br><br></div></blockquote></div>\
            <blockquote type="cite"><div>old</div></blockquote></body></html>
            """
        let thunderbird = """
            <html><body><p>It works.</p>\
            <div class="moz-cite-prefix">\(escaped(language.thunderbird))<br></div>\
            <blockquote type="cite" cite="mid:1@harbor.example"><p>old</p></blockquote></body></html>
            """
        let lines = language.outlook.map { "<b>\(escaped($0))</b><br>" }.joined()
        let desktop = """
            <div class=WordSection1><p class=MsoNormal>It works.<o:p></o:p></p><div><div style='border:none;\
            border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>\(lines)</p></div></div><p>old</p></div>
            """
        let web = """
            <div>It works.</div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg" \
            dir="ltr"><font face="Calibri">\(lines)</font></div><div>old</div>
            """
        for page in [gmail, apple, thunderbird, desktop, web] {
            #expect(ReplyLayoutTests.html(page) == "It works.", "\(page)")
        }
    }

    @Test("what a telephone adds goes", arguments: ReplyLanguage.all)
    func device(_ language: ReplyLanguage) {
        for line in language.device {
            #expect(ReplyText.newText(in: "It works.\n\n\(line)\n") == "It works.", "\(line)")
            let text = "It works.\n\n\(line)\n\n\(language.apple)\n\n> old\n"
            #expect(ReplyText.newText(in: text) == "It works.", "\(line)")
        }
    }

    /// Words of the customer's own that begin, or look, like something a program writes.
    static let own = [
        "On 2 March 2026 at 10:15 the log wrote:\nerror 17\n\nWhat now?",
        "On 2026-03-02 at 10:15:22 Ben wrote:\n\nRestart the server.\n\nThat did not help.",
        "Hello,\n\nOn Monday Ben wrote:\nrestart it.\nThat did not help.",
        "Am 2. März um 9 Uhr schrieb das Programm:\nFehler 17\nWas nun?",
        "Le 2 mars à 9 h le journal a écrit :\nerreur 17",
        "De: Berlin\nPara: Lisboa\nData: 3 de março\nPreciso do bilhete.",
        "From: Berlin\nTo: Hamburg\nDate: 3 March\nPlease book it.",
        "Von: 08:00\nAn: Montag\nbis: 17:00",
        "Subject: lines are cut.\nFrom: is empty there.",
        "It fails.\nSent from my account was the wrong invoice, sorry.",
        "Please call.\n\nSent via courier yesterday",
        "Outlook für Windows startet nicht.",
        "Get Outlook working again please",
        ">50 users can't sign in",
        "Costs:\n--\none\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve\nthirteen",
        "Original message: see the file.",
        "-----\nA line of dashes, then text.",
        "Forwarded message handling is broken:\nit drops files.",
    ]

    @Test("own words that only look like a program's are kept", arguments: own)
    func kept(_ text: String) {
        #expect(ReplyText.newText(in: text) == text)
    }

    @Test("a mail that is passed on is what the sender wants to be read")
    func forwarded() {
        let gmail =
            "Please see.\n\n---------- Forwarded message ---------\nFrom: Ben <b@h.example>\n"
            + "Date: Mon, 2 Mar 2026\nSubject: x\nTo: Carla\n\nthe words"
        #expect(ReplyText.newText(in: gmail) == gmail)
        let apple = "Begin forwarded message:\n\nFrom: Ben\nSubject: x\nDate: 2 March\nTo: Carla\n\nthe words"
        #expect(ReplyText.newText(in: apple) == apple)
    }

    @Test(
        "history alone gives nothing",
        arguments: [
            "> old\n> older", "On Mon, Mar 2, 2026 at 9:30 AM Ben <ben@harbor.example> wrote:\n\n> old",
            "From: Ben <b@h.example>\nSent: Monday\nTo: Carla\nSubject: x\n\nold", "Sent from my iPhone",
        ])
    func nothing(_ text: String) { #expect(ReplyText.newText(in: text) == "") }

    @Test("words signed inside the mail lose the frame of the signature")
    func armoured() {
        #expect(Fixture.message("signed-openpgp-inside-the-text").replyText == "Signed words.")
    }

    @Test("20,000 lines that each might begin history are read in linear time's bounds")
    func bounded() {
        let line = "On 2 March 2026 at 09:30 Ben said\n"
        let text = String(repeating: line, count: 20_000)
        #expect(ReplyText.newText(in: text).utf8.count == text.utf8.count - 1)
        let marks = String(repeating: "--\n", count: 20_000)
        #expect(ReplyText.newText(in: marks).utf8.count < marks.utf8.count)
    }
}
