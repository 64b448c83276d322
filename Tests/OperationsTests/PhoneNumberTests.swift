import Desk
import Operations
import Testing

@Suite("Telephone numbers: one number however it is written")
struct PhoneNumberTests {
    @Test(
        "read with its country",
        arguments: [
            ("+49 40 123456", "", "+4940123456"), ("+49 (0)40 12-34-56", "", "+4940123456"),
            ("0049 40/123.456", "", "+4940123456"), ("040 123456", "+49", "+4940123456"),
            ("00351 21 123 456 789", "+49", "+35121123456789"),
        ])
    func read(text: String, country: String, number: String) throws {
        #expect(try PhoneNumber(text, country: country).description == number)
    }

    @Test(
        "without a country, with letters, too short or too long it is refused",
        arguments: [
            "040 123456", "123456", "+49", "+1234", "+1234567890123456", "+49 40 CALL ME", "", "+0491234",
        ])
    func refused(text: String) {
        #expect(throws: Refusal.self) { try PhoneNumber(text, country: "") }
    }
}
