import Mail
import Testing

@Suite("What somebody wrote now")
struct ReplyTextTests {
    static let attributions = [
        "On Mon, 2 Mar 2026 at 09:30, Ben <ben@harbor.example> wrote:",
        "On Mon, 2 Mar 2026 at 09:30, Ben from Harbor Software <\nben@harbor.example> wrote:",
        "Am Mo., 2. März 2026 um 09:30 Uhr schrieb Ben <ben@harbor.example>:",
        "Le lun. 2 mars 2026 à 09:30, Ben <ben@harbor.example> a écrit :",
        "El lun, 2 mar 2026 a las 9:30, Ben (<ben@harbor.example>) escribió:",
        "Il giorno lun 2 mar 2026 alle ore 09:30 Ben <ben@harbor.example> ha scritto:",
        "Op ma 2 mrt 2026 om 09:30 schreef Ben <ben@harbor.example>:",
        "Em seg., 2 de mar. de 2026 às 09:30, Ben <ben@harbor.example> escreveu:",
        "pon., 2 mar 2026 o 09:30 Ben <ben@harbor.example> napisał(a):",
        "пн, 2 мар. 2026 г. в 09:30, Ben <ben@harbor.example>:",
        "Den mån 2 mars 2026 kl 09:30 skrev Ben <ben@harbor.example>:",
        "Den man. 2. mar. 2026 kl. 09.30 skrev Ben <ben@harbor.example>:",
        "man. 2. mars 2026 kl. 09:30 skrev Ben <ben@harbor.example>:",
        "ma 2. maalisk. 2026 klo 9.30 Ben (ben@harbor.example) kirjoitti:",
        "Ben <ben@harbor.example>, 2 Mar 2026 Pzt, 09:30 tarihinde şunu yazdı:",
        "Ben <ben@harbor.example> 于2026年3月2日周一 09:30写道：",
        "2026年3月2日(月) 9:30 Ben <ben@harbor.example>:",
        "2026년 3월 2일 (월) 오전 9:30, Ben <ben@harbor.example>님이 작성:",
        "On 2/3/2026 9:30 AM, Ben wrote:", "Am 02.03.26 um 09:30 schrieb Ben:",
        "> On 2 Mar 2026, at 09:30, Ben <ben@harbor.example> wrote:",
    ]

    @Test(
        "attributions in seventeen languages, over quoted lines and over plain ones", arguments: attributions)
    func attribution(_ line: String) {
        #expect(ReplyText.newText(in: "It works.\n\n\(line)\n\n> old\n> older\n") == "It works.")
        #expect(
            ReplyText.newText(in: "It works.\n\n\(line)\n> old\n\nAnd below.\n") == "It works.\n\nAnd below.")
        if !line.hasPrefix(">") {
            #expect(ReplyText.newText(in: "It works.\n\n\(line)\n\nold\n") == "It works.")
        }
    }

    static let blocks = [
        "-----Original Message-----\nFrom: Ben\nSent: Monday",
        "-----Ursprüngliche Nachricht-----\nVon: Ben",
        "________________________________\nFrom: Ben <b@h.example>\n"
            + "Sent: Monday\nTo: Carla\nSubject: Re: x",
        "Von: Ben <b@h.example>\nGesendet: Montag, 2. März 2026 09:30\nAn: Carla\nBetreff: AW: x",
        "De : Ben\nEnvoyé : lundi 2 mars 2026\nÀ : Carla\nObjet : x",
        "*From:* Ben\n*Sent:* Monday\n*To:* Carla",
        "De: Ben\nEnviado el: lunes\nPara: Carla\nAsunto: x",
        "Da: Ben\nInviato: lunedì\nA: Carla\nOggetto: x",
        "Van: Ben\nVerzonden: maandag\nAan: Carla\nOnderwerp: x",
        "De: Ben\nEnviada em: segunda\nPara: C\nAssunto: x",
        "Od: Ben\nWysłano: pon\nDo: Carla\nTemat: x", "От: Ben\nОтправлено: пн\nКому: Carla\nТема: x",
        "Från: Ben\nSkickat: mån\nTill: Carla\nÄmne: x", "Fra: Ben\nSendt: man\nTil: Carla\nEmne: x",
        "Lähettäjä: Ben\nLähetetty: ma\nVastaanottaja: Carla\nAihe: x",
        "Kimden: Ben\nGönderildi: Pzt\nKime: C\nKonu: x",
        "发件人: Ben\n发送时间: 周一\n收件人: Carla\n主题: x", "差出人: Ben\n送信日時: 月\n宛先: Carla\n件名: x",
        "보낸 사람: Ben\n보낸 날짜: 월\n받는 사람: Carla\n제목: x",
    ]

    @Test("header blocks as Outlook and others write them", arguments: blocks)
    func block(_ block: String) {
        #expect(ReplyText.newText(in: "It works.\nThanks\n\n\(block)\n\nold text\n") == "It works.\nThanks")
    }

    @Test(
        "signatures and telephones",
        arguments: [
            "It works.\n-- \nCarla Diaz\nAcme", "It works.\n\nSent from my iPhone\n",
            "It works.\n\nVon meinem iPhone gesendet",
            "It works.\n\nGet Outlook for iOS<https://aka.example>\n________________________________\nFrom: B\nSent: M\nTo: C",
            "It works.\n\nEnvoyé de mon iPhone\n\nLe 2 mars 2026 à 09:30, Ben <b@h.example> a écrit :\n\n> x",
        ])
    func signature(_ text: String) { #expect(ReplyText.newText(in: text) == "It works.") }

    @Test("answers between the quotes are kept; text that only looks like history is kept")
    func kept() {
        #expect(ReplyText.newText(in: "> one?\nyes\n> two?\nno\n") == "yes\nno")
        let own = "The log of 2026-03-02 says:\nerror 17\n\nBen wrote:\nno such line.\nFrom: is empty there."
        #expect(ReplyText.newText(in: own) == own)
        #expect(ReplyText.newText(in: "") == "")
    }
}
