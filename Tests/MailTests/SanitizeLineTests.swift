import Mail
import Testing

@Suite("The line form of duly mail sanitize")
struct SanitizeLineTests {
    static func answer(_ line: String) -> String? {
        SanitizeLine.answer(Array(line.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("a line is answered by a line with the same name")
    func lines() {
        let line = #" {"html":"<b onclick=\"x\">\u00e9 \ud83d\ude00\n<script>1</script>","name":"a\"1"} "#
        #expect(SanitizeLineTests.answer(line) == #"{"name":"a\"1","html":"<b>é 😀\n</b>"}"#)
        #expect(SanitizeLineTests.answer(#"{"html":"\ud83d"}"#) == "{\"name\":\"\",\"html\":\"\u{FFFD}\"}")
    }

    @Test(
        "what is no such line is none",
        arguments: [
            "", "{}", "[]", #"{"name":"a"}"#, #"{"html":1}"#, #"{"html":"a"#, #"{"html":"a"} x"#,
            #"{"html":"\q"}"#, #"{"html":"\u12"}"#, #"{"html":"a\"#, #"{"html""#,
        ])
    func refused(_ line: String) { #expect(SanitizeLineTests.answer(line) == nil) }
}
