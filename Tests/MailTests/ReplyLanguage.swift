/// How the programs of one language write what stands above a quote, and what a telephone adds.
struct ReplyLanguage: Sendable, CustomStringConvertible {
    let name: String
    /// The line above a quote as Gmail, Apple Mail and Thunderbird write it.
    let gmail: String
    let apple: String
    let thunderbird: String
    /// The header lines that Outlook copies: label and value.
    let outlook: [String]
    let device: [String]

    var description: String { name }
    var attributions: [String] { [gmail, apple, thunderbird] }

    private static let ben = "<ben@harbor.example>"

    static let all = [
        ReplyLanguage(
            name: "English", gmail: "On Mon, Mar 2, 2026 at 9:30 AM Ben \(ben) wrote:",
            apple: "On 2 Mar 2026, at 09:30, Ben \(ben) wrote:",
            thunderbird: "On 3/2/26 9:30 AM, Ben wrote:",
            outlook: ["From: Ben \(ben)", "Sent: Monday, March 2, 2026 9:30", "To: Carla", "Subject: RE: x"],
            device: ["Sent from my iPhone", "Get Outlook for iOS<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "German", gmail: "Am Mo., 2. März 2026 um 09:30 Uhr schrieb Ben \(ben):",
            apple: "Am 02.03.2026 um 09:30 schrieb Ben \(ben):",
            thunderbird: "Am 02.03.26 um 09:30 schrieb Ben:",
            outlook: [
                "Von: Ben \(ben)", "Gesendet: Montag, 2. März 2026 09:30", "An: Carla", "Betreff: AW: x",
            ],
            device: ["Von meinem iPhone gesendet", "Outlook für Android herunterladen"]),
        ReplyLanguage(
            name: "French", gmail: "Le lun. 2 mars 2026 à 09:30, Ben \(ben) a écrit :",
            apple: "Le 2 mars 2026 à 09:30, Ben \(ben) a écrit :",
            thunderbird: "Le 02/03/2026 à 09:30, Ben a écrit :",
            outlook: ["De : Ben \(ben)", "Envoyé : lundi 2 mars 2026 09:30", "À : Carla", "Objet : RE: x"],
            device: ["Envoyé de mon iPhone", "Télécharger Outlook pour iOS<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "Spanish", gmail: "El lun, 2 mar 2026 a las 9:30, Ben (\(ben)) escribió:",
            apple: "El 2 mar 2026, a las 9:30, Ben \(ben) escribió:",
            thunderbird: "El 2/3/26 a las 9:30, Ben escribió:",
            outlook: [
                "De: Ben", "Enviado el: lunes, 2 de marzo de 2026 9:30", "Para: Carla", "Asunto: RE: x",
            ],
            device: ["Enviado desde mi iPhone", "Obtener Outlook para Android<https://aka.ms/x>"]),
        ReplyLanguage(
            name: "Italian", gmail: "Il giorno lun 2 mar 2026 alle ore 09:30 Ben \(ben) ha scritto:",
            apple: "Il giorno 2 mar 2026, alle ore 09:30, Ben \(ben) ha scritto:",
            thunderbird: "Il 02/03/2026 09:30, Ben ha scritto:",
            outlook: ["Da: Ben \(ben)", "Inviato: lunedì 2 marzo 2026 09:30", "A: Carla", "Oggetto: R: x"],
            device: ["Inviato da iPhone", "Ottieni Outlook per iOS<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "Dutch", gmail: "Op ma 2 mrt 2026 om 09:30 schreef Ben \(ben):",
            apple: "Op 2 mrt. 2026, om 09:30 heeft Ben \(ben) het volgende geschreven:",
            thunderbird: "Op 02-03-2026 om 09:30 schreef Ben:",
            outlook: [
                "Van: Ben \(ben)", "Verzonden: maandag 2 maart 2026 09:30", "Aan: C", "Onderwerp: RE: x",
            ],
            device: ["Verstuurd vanaf mijn iPhone", "Outlook voor Android downloaden<https://aka.ms/x>"]),
        ReplyLanguage(
            name: "Portuguese", gmail: "Em seg., 2 de mar. de 2026 às 09:30, Ben \(ben) escreveu:",
            apple: "No dia 2 de mar. de 2026, às 09:30, Ben \(ben) escreveu:",
            thunderbird: "Em 02/03/2026 09:30, Ben escreveu:",
            outlook: ["De: Ben", "Enviada em: segunda-feira, 2 de março", "Para: Carla", "Assunto: RES: x"],
            device: ["Enviado do meu iPhone", "Obter o Outlook para iOS<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "Polish", gmail: "pon., 2 mar 2026 o 09:30 Ben \(ben) napisał(a):",
            apple: "Wiadomość napisana przez Ben \(ben) w dniu 02.03.2026, o godz. 09:30:",
            thunderbird: "W dniu 2.03.2026 o 09:30, Ben pisze:",
            outlook: ["Od: Ben \(ben)", "Wysłano: poniedziałek, 2 marca 2026", "Do: Carla", "Temat: ODP: x"],
            device: ["Wysłane z iPhone'a", "Pobierz program Outlook dla systemu Android<https://aka.ms/x>"]),
        ReplyLanguage(
            name: "Russian", gmail: "пн, 2 мар. 2026 г. в 09:30, Ben \(ben):",
            apple: "2 марта 2026 г., в 09:30, Ben \(ben) написал(а):",
            thunderbird: "02.03.2026 09:30, Ben пишет:",
            outlook: ["От: Ben \(ben)", "Отправлено: 2 марта 2026 г. 9:30", "Кому: Carla", "Тема: RE: x"],
            device: ["Отправлено с iPhone", "Отправлено из мобильной Почты Mail.ru"]),
        ReplyLanguage(
            name: "Swedish", gmail: "Den mån 2 mars 2026 kl 09:30 skrev Ben \(ben):",
            apple: "2 mars 2026 kl. 09:30 skrev Ben \(ben):",
            thunderbird: "Den 2026-03-02 kl. 09:30, skrev Ben:",
            outlook: ["Från: Ben \(ben)", "Skickat: den 2 mars 2026 09:30", "Till: Carla", "Ämne: SV: x"],
            device: ["Skickat från min iPhone", "Hämta Outlook för iOS<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "Danish", gmail: "Den man. 2. mar. 2026 kl. 09.30 skrev Ben \(ben):",
            apple: "Den 2. mar. 2026 kl. 09.30 skrev Ben \(ben):",
            thunderbird: "Den 02.03.2026 kl. 09:30 skrev Ben:",
            outlook: ["Fra: Ben \(ben)", "Sendt: 2. marts 2026 09:30", "Til: Carla", "Emne: SV: x"],
            device: ["Sendt fra min iPhone", "Hent Outlook til iOS<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "Norwegian", gmail: "man. 2. mars 2026 kl. 09:30 skrev Ben \(ben):",
            apple: "2. mars 2026 kl. 09:30 skrev Ben \(ben):",
            thunderbird: "Den 02.03.2026 09:30, skrev Ben:",
            outlook: ["Fra: Ben \(ben)", "Sendt: mandag 2. mars 2026 09:30", "Til: Carla", "Emne: SV: x"],
            device: ["Sendt fra min iPhone", "Skaff deg Outlook for iOS<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "Finnish", gmail: "ma 2. maalisk. 2026 klo 9.30 Ben (ben@harbor.example) kirjoitti:",
            apple: "Ben \(ben) kirjoitti 2.3.2026 kello 9.30:",
            thunderbird: "2.3.2026 9.30 Ben kirjoitti:",
            outlook: [
                "Lähettäjä: Ben", "Lähetetty: maanantai 2. maaliskuuta", "Vastaanottaja: C", "Aihe: VS: x",
            ],
            device: ["Lähetetty iPhonesta", "Hanki Outlook for iOS<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "Turkish", gmail: "Ben \(ben), 2 Mar 2026 Pzt, 09:30 tarihinde şunu yazdı:",
            apple: "Ben \(ben) şunları yazdı (2 Mar 2026 09:30):",
            thunderbird: "2.03.2026 09:30 tarihinde Ben yazdı:",
            outlook: [
                "Gönderen: Ben", "Gönderildi: 2 Mart 2026 Pazartesi 09:30", "Kime: Carla", "Konu: YNT: x",
            ],
            device: ["iPhone'umdan gönderildi", "iOS için Outlook'u edinin<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "Chinese", gmail: "Ben \(ben) 于2026年3月2日周一 09:30写道：",
            apple: "2026年3月2日 09:30，Ben \(ben) 写道：", thunderbird: "在 2026/3/2 9:30, Ben 写道:",
            outlook: ["发件人: Ben \(ben)", "发送时间: 2026年3月2日 9:30", "收件人: Carla", "主题: 答复: x"],
            device: ["发自我的iPhone", "获取 Outlook for iOS<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "Chinese, traditional", gmail: "Ben \(ben) 於 2026年3月2日 週一 上午9:30寫道：",
            apple: "Ben \(ben) 於 2026年3月2日 上午9:30 寫道：", thunderbird: "於 2026/3/2 上午 09:30, Ben 寫道:",
            outlook: ["寄件者: Ben \(ben)", "寄件日期: 2026年3月2日 09:30", "收件者: Carla", "主旨: 回覆: x"],
            device: ["從我的iPhone傳送", "取得 Outlook for iOS<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "Japanese", gmail: "2026年3月2日(月) 9:30 Ben \(ben):",
            apple: "2026/03/02 9:30、Ben \(ben)のメール:", thunderbird: "On 2026/03/02 9:30, Ben wrote:",
            outlook: ["差出人: Ben \(ben)", "送信日時: 2026年3月2日 9:30", "宛先: Carla", "件名: RE: x"],
            device: ["iPhoneから送信", "Outlook for iOS を入手<https://aka.ms/o0ukef>"]),
        ReplyLanguage(
            name: "Korean", gmail: "2026년 3월 2일 (월) 오전 9:30, Ben \(ben)님이 작성:",
            apple: "2026. 3. 2. 오전 9:30, Ben \(ben) 작성:", thunderbird: "2026-03-02 오전 9:30에 Ben 이(가) 쓴 글:",
            outlook: ["보낸 사람: Ben \(ben)", "보낸 날짜: 2026년 3월 2일 9:30", "받는 사람: Carla", "제목: RE: x"],
            device: ["나의 iPhone에서 보냄", "Outlook for iOS 다운로드<https://aka.ms/o0ukef>"]),
    ]
}
