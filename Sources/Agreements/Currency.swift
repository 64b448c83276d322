/// A currency by its ISO 4217 code, with the number of decimals of its minor unit.
public struct Currency: Hashable, Sendable {
    public let code: String
    public let decimals: Int

    private init(code: String, decimals: Int) {
        self.code = code
        self.decimals = decimals
    }

    /// nil unless the code is one of ISO 4217 with 0, 2 or 3 decimals.
    public init?(_ code: String) {
        guard let decimals = Self.decimals[code] else { return nil }
        self.init(code: code, decimals: decimals)
    }

    public static let euro = Currency(code: "EUR", decimals: 2)

    /// All codes that can be agreed, in alphabetical order.
    public static var codes: [String] { decimals.keys.sorted() }

    private static let decimals: [String: Int] = {
        var table: [String: Int] = [:]
        for (decimals, codes) in [(0, none), (2, two), (3, three)] {
            for code in codes.split(separator: " ") { table[String(code)] = decimals }
        }
        return table
    }()

    private static let none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
    private static let three = "BHD IQD JOD KWD LYD OMR TND"
    private static let two = """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY \
        COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF \
        IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR \
        MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG \
        SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD \
        YER ZAR ZMW
        """
}

extension Currency: CustomStringConvertible {
    public var description: String { code }
}
