/// How mail programs announce what they quote, in the languages they speak. Lower case.
enum QuoteWords {
    /// The verb of `On ... wrote:`.
    static let wrote = [
        "wrote", "writes", "schrieb", "schreef", "geschreven", "a écrit", "écrit", "escribió", "escribio",
        "ha scritto", "scrive", "escreveu", "escrito", "napisał", "napisano", "pisze", "пишет", "написал",
        "писал", "skrev", "skriver", "följande", "kirjoitti", "yazdı", "yazmış", "写道", "寫道", "书写", "撰写",
        "書きました", "のメール", "書いた", "작성", "썼습니다", "쓴 글", "쓰셨습니다", "씀", "a scris", "έγραψε",
        "wiadomość napisana przez",
    ]

    /// How such a line begins.
    static let starts = [
        "on ", "am ", "le ", "el ", "il ", "op ", "em ", "w dniu", "dnia", "den ", "no dia", "a las", "at ",
        "vào", "na ", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "понедельник", "вторник", "среда", "четверг",
        "пятница", "суббота", "воскресенье", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "man", "tir",
        "ons", "tor", "fre", "lør", "søn", "mån", "tis", "lör", "sön", "pon", "wt", "śr", "czw", "pt", "sob",
        "niedz", "ma ", "ti ", "ke ", "to ", "pe ", "la ", "su ", "pm ", "在", "于", "於", "wiadomość napisana",
    ]

    /// `-----Original Message-----`.
    static let original = [
        "original message", "original-nachricht", "ursprüngliche nachricht", "originalnachricht",
        "message d'origine", "message d’origine", "message original", "mensaje original",
        "messaggio originale", "oorspronkelijk bericht", "oorspronkelijke bericht", "mensagem original",
        "wiadomość oryginalna", "oryginalna wiadomość", "исходное сообщение", "пересылаемое сообщение",
        "ursprungligt meddelande", "originalmeddelande", "oprindelig meddelelse", "original meddelelse",
        "opprinnelig melding", "original melding", "alkuperäinen viesti", "orijinal mesaj", "özgün ileti",
        "orijinal ileti", "原始邮件", "邮件原件", "原始郵件", "元のメッセージ", "원본 메시지", "원본 메일",
        "reply message", "antwort nachricht",
    ]

    /// What stands over a mail that is passed on: its words are what the sender sends, not history.
    static let forwarded = [
        "forwarded message", "weitergeleitete nachricht", "weitergeleiteten nachricht", "message transféré",
        "message réexpédié", "mensaje reenviado", "messaggio inoltrato", "doorgestuurd bericht",
        "mensagem encaminhada", "mensagem reencaminhada", "przekazana wiadomość", "wiadomość przekazana",
        "пересланное сообщение", "пересылаемое сообщение", "vidarebefordrat meddelande",
        "vidarebefordrat brev", "videresendt meddelelse", "videresendt melding", "videresendt besked",
        "välitetty viesti", "yönlendirilmiş mesaj", "yönlendirilen ileti", "iletilen mesaj", "转发的邮件",
        "转发邮件", "轉寄郵件", "轉寄的郵件", "転送メッセージ", "転送されたメッセージ", "전달된 메시지", "전달된 메일",
    ]

    /// The label of the sender in a block of header lines.
    static let from: Set<String> = [
        "from", "von", "de", "da", "van", "od", "от", "от кого", "från", "fra", "lähettäjä", "kimden",
        "gönderen", "发件人", "寄件者", "寄件人", "差出人", "送信者", "送信元", "보낸 사람", "보낸사람", "발신",
    ]

    /// Labels that only a mail has: when it was sent, and what it is about.
    static let sentOrSubject: Set<String> = [
        "sent", "subject", "gesendet", "betreff", "envoyé", "envoyé le", "date d'envoi", "objet", "enviado",
        "enviado el", "asunto", "inviato", "oggetto", "verzonden", "onderwerp", "enviada em", "enviado em",
        "enviada", "assunto", "wysłano", "temat", "отправлено", "тема", "skickat", "skickad", "ämne", "sendt",
        "emne", "lähetetty", "aihe", "gönderildi", "gönderme tarihi", "gönderim tarihi", "konu", "发送时间",
        "主题", "寄件日期", "傳送時間", "主旨", "送信日時", "件名", "보낸 날짜", "보낸날짜", "제목", "발송일",
    ]

    /// The other labels of such a block.
    static let others: Set<String> = sentOrSubject.union([
        "date", "to", "cc", "reply-to", "datum", "an", "kopie", "à", "fecha", "para", "data", "a", "aan",
        "do", "dw", "дата", "кому", "копия", "till", "kopia", "dato", "til", "kopi", "päivämäärä", "päiväys",
        "vastaanottaja", "kopio", "tarih", "kime", "alıcı", "kimlere", "bilgi", "日期", "收件人", "抄送",
        "收件者", "副本", "日時", "日付", "宛先", "날짜", "받는 사람", "받는사람", "참조",
    ])

    /// How the line begins that a telephone or a program adds.
    static let device = [
        "sent from", "sent using", "sent via", "sent with", "von meinem", "von meiner", "gesendet von",
        "gesendet mit", "gesendet über", "diese nachricht wurde von meinem", "envoyé de", "envoyé depuis",
        "envoyé à partir", "enviado desde", "enviado con", "inviato da", "inviato dal", "inviato con",
        "verzonden vanaf", "verzonden met", "verstuurd vanaf", "verstuurd met", "enviado do",
        "enviado a partir", "enviado pelo", "enviado através", "wysłane z", "wysłano z", "отправлено с",
        "отправлено из", "отправлено от", "skickat från", "skickat med", "sendt fra", "sendt via",
        "sendt med", "lähetetty", "나의", "내 ", "제 ", "发自", "來自我的", "从我的", "從我的", "傳送自", "发送自",
    ]

    /// How such a line ends where the thing comes first.
    static let deviceEnd = [
        "gesendet", "gesendet.", "gönderildi", "gönderildi.", "から送信", "からの送信", "에서 보냄", "에서 보냈습니다",
        "에서 보낸 메일", "傳送", "发送", "发送的", "발송", "lähetetty",
    ]

    /// Things and programs that add such a line: without one of them the words are the sender's own.
    static let things = [
        "iphone", "ipad", "ipod", "apple watch", "android", "samsung", "galaxy", "huawei", "xiaomi", "redmi",
        "oneplus", "pixel", "nokia", "lumia", "blackberry", "sony", "xperia", "htc", "motorola", "honor",
        "oppo", "windows", "outlook", "yahoo", "gmail", "proton", "gmx", "web.de", "t-online", "k-9",
        "fairemail", "aquamail", "bluemail", "spark", "thunderbird", "mailbird", "airmail", "mail.ru",
        "yandex", "яндекс", "mail app", "mail for", "apple mail", "aol", "orange", "libero", "zoho", "tuta",
        "mobile", "mobil", "smartphone", "handy", "telefon", "phone", "teléfono", "téléphone", "telefone",
        "telefono", "móvil", "portable", "tablet", "мобильн", "телефон", "手机", "手機", "携帯", "スマート", "휴대",
        "스마트폰", "갤럭시", "아이폰", "网易", "qq", "foxmail", "cellulare", "puhelin", "puhelimesta", "gsm",
    ]

    /// `Get Outlook for iOS` in the languages of its makers; before the address, if one follows.
    static let outlook: Set<String> = [
        "get outlook for #", "hol dir outlook für #", "holen sie sich outlook für #",
        "outlook für # beziehen", "outlook für # herunterladen", "outlook für # abrufen",
        "obtenez outlook pour #", "obtenir outlook pour #", "télécharger outlook pour #",
        "obtener outlook para #", "descargar outlook para #", "obtén outlook para #",
        "ottieni outlook per #", "scarica outlook per #", "outlook voor # downloaden",
        "download outlook voor #", "outlook voor # ophalen", "obter o outlook para #",
        "obter outlook para #", "baixar o outlook para #", "pobierz program outlook dla systemu #",
        "pobierz outlook dla systemu #", "pobierz aplikację outlook dla systemu #",
        "скачать outlook для #", "получить outlook для #", "получите outlook для #",
        "hämta outlook för #", "skaffa outlook för #", "hent outlook til #", "få outlook til #",
        "skaff deg outlook for #", "hent outlook for #", "hanki outlook for #", "hanki outlook #",
        "# için outlook'u edinin", "# için outlook uygulamasını edinin", "# için outlook’u edinin",
        "获取 outlook for #", "获取适用于 # 的 outlook", "取得 outlook for #", "取得 # 版 outlook",
        "outlook for # を入手する", "outlook for # を入手", "#용 outlook 다운로드", "outlook for # 다운로드",
    ]
}
