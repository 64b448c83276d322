import Desk
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Operations
import Storage
import Testing

@Suite("The page of webhooks")
struct WebhookPageTests {
    @Test("every kind stands there in words to tick; what is ticked is kept, also on a form that is refused")
    func kinds() async throws {
        let trial = try await WebTrial(withPassword: true)
        let ivo = try await trial.session(of: "ivo@harbor.example")
        try await trial.run { client in
            let browser = Browser(client, ivo)
            let page = try await browser.get("/webhooks").text
            for kind in Fact.Kind.allCases {
                #expect(page.contains(#"name="kinds-\#(kind.rawValue)""#), "\(kind)")
            }
            #expect(page.contains("Extension notified</span>"))
            let ticks = [("kinds-broken", "yes"), ("kinds-extensionNotified", "yes")]
            let own = ticks + [("password", WebTrial.password)]
            let bad = try await browser.post("/webhooks", [("name", "Status"), ("url", "nowhere")] + own)
            #expect(bad.status == .unprocessableContent)
            #expect(bad.text.contains(#"name="kinds-broken" value="yes" checked"#))
            #expect(!bad.text.contains(#"name="kinds-resolved" value="yes" checked"#))
            let fields = [("name", "Status"), ("url", "https://status.harbor.example/duly")]
            let made = try await browser.post("/webhooks", fields + own)
            #expect(made.text.contains("broken, extension notified"))
        }
        let kept = try await trial.database.read { try $0.webhooks() }
        #expect(kept.map { Set($0.kinds) } == [["broken", "extensionNotified"]])
    }
}
