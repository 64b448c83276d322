public import Agreements

extension AgreementDraft {
    /// The agreement as an HTML page in UTF-8; throws every problem of the draft at once.
    public static func renderHTML(_ yaml: String, zones: ZoneLookup) throws(AgreementProblems) -> [UInt8] {
        AgreementPage.html(of: try signed(yaml, zones: zones).text)
    }
}
