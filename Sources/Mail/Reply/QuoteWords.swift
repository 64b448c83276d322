/// How mail programs announce what they quote, in the languages they speak. Lower case.
enum QuoteWords {
    /// The verb of `On ... wrote:`.
    static let wrote = [
        "wrote", "writes", "schrieb", "schreef", "geschreven", "a écrit", "écrit", "escribió", "escribio",
        "ha scritto", "scrive", "escreveu", "escrito", "napisał", "pisze", "пишет", "написал", "писал",
        "skrev",
        "skriver", "följande", "kirjoitti", "yazdı", "yazmış", "写道", "寫道", "书写", "書きました", "のメール",
        "書いた", "작성", "썼습니다", "씀", "a scris", "έγραψε",
    ]

    /// How such a line begins.
    static let starts = [
        "on ", "am ", "le ", "el ", "il ", "op ", "em ", "w dniu", "dnia", "den ", "no dia", "a las", "at ",
        "vào",
        "na ", "пн", "вт", "ср", "чт", "пт", "сб", "вс", "mon", "tue", "wed", "thu", "fri", "sat", "sun",
        "man", "tir", "ons", "tor", "fre", "lør", "søn", "mån", "tis", "lör", "sön", "pon", "wt", "śr", "czw",
        "pt",
        "sob", "niedz", "ma ", "ti ", "ke ", "to ", "pe ", "la ", "su ", "pm ", "在", "于", "於",
    ]

    /// `-----Original Message-----`.
    static let original = [
        "original message", "original-nachricht", "ursprüngliche nachricht", "originalnachricht",
        "message d'origine",
        "message d’origine", "message original", "mensaje original", "messaggio originale",
        "oorspronkelijk bericht",
        "oorspronkelijke bericht", "mensagem original", "wiadomość oryginalna", "oryginalna wiadomość",
        "исходное сообщение", "ursprungligt meddelande", "originalmeddelande", "oprindelig meddelelse",
        "original meddelelse", "opprinnelig melding", "original melding", "alkuperäinen viesti",
        "orijinal mesaj",
        "özgün ileti", "orijinal ileti", "原始邮件", "邮件原件", "原始郵件", "元のメッセージ", "원본 메시지", "원본 메일",
        "reply message", "antwort nachricht",
    ]

    /// The label of the sender in a block of header lines.
    static let from: Set<String> = [
        "from", "von", "de", "da", "van", "od", "от", "från", "fra", "lähettäjä", "kimden", "gönderen", "发件人",
        "寄件者", "寄件人", "差出人", "送信者", "보낸 사람", "보낸사람",
    ]

    /// The other labels of such a block.
    static let others: Set<String> = [
        "sent", "date", "to", "cc", "subject", "reply-to", "gesendet", "datum", "an", "betreff", "kopie",
        "envoyé",
        "à", "objet", "enviado", "enviado el", "fecha", "para", "asunto", "inviato", "data", "a", "oggetto",
        "verzonden", "aan", "onderwerp", "enviada em", "enviado em", "enviada", "assunto", "wysłano", "do",
        "temat",
        "dw", "отправлено", "дата", "кому", "тема", "копия", "skickat", "skickad", "till", "ämne", "kopia",
        "sendt",
        "dato", "til", "emne", "lähetetty", "päivämäärä", "päiväys", "vastaanottaja", "aihe", "gönderildi",
        "gönderme tarihi", "tarih", "kime", "alıcı", "kimlere", "konu", "发送时间", "日期", "收件人", "主题", "抄送",
        "寄件日期", "傳送時間", "收件者", "主旨", "副本", "送信日時", "日時", "日付", "宛先", "件名", "보낸 날짜",
        "날짜", "받는 사람", "받는사람", "제목", "envoyé le", "date d'envoi",
    ]

    /// The line that a telephone adds.
    static let device = [
        "sent from my ", "sent from mail for", "sent from outlook", "sent from yahoo", "get outlook for",
        "sent via ", "von meinem ", "gesendet von ", "gesendet mit ", "envoyé de mon", "envoyé depuis",
        "enviado desde mi", "enviado desde ", "inviato da", "verzonden vanaf", "verstuurd vanaf",
        "enviado do meu",
        "enviado a partir", "wysłane z", "отправлено с", "отправлено из", "skickat från", "sendt fra",
        "lähetetty ",
        "iphone'umdan", "发自我的", "從我的", "发送自", "iphoneから送信", "나의 iphone", "内 iphone", "제 iphone",
        "hol dir outlook", "obtenez outlook", "obtener outlook", "ottieni outlook",
    ]
}
