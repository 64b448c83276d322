import BusinessTime
import Desk
import Storage
import Testing

@testable import Operations

@Suite("What is written down about accounts")
struct AccountEventTests {
    private static let events: [(AccountEvent, String)] = [
        (.created(.tier2), "account-made"), (.invited, "invited"),
        (.roleChanged(from: "tier1", to: "manager"), "role-changed"), (.disabled, "disabled"),
        (.enabled, "enabled"), (.resetMailed, "reset-mailed"), (.passwordSet, "password-set"),
        (.sessionsEnded, "sessions-ended"), (.appSetUp, "app-set-up"), (.appRemoved, "app-removed"),
        (.recoveryCodesMade, "recovery-codes-made"), (.recoveryCodeUsed, "recovery-code-used"),
        (.passkeyAdded, "passkey-added"), (.passkeyRemoved, "passkey-removed"),
        (.linkedOutside, "linked-outside"), (.factorsRemoved, "factors-removed"),
    ]

    @Test("each is read as it was written, under a word that stays", arguments: events)
    func forms(_ event: AccountEvent, _ word: String) throws {
        let at = Instant(seconds: 1_795_449_000)
        let stored = try AccountEventForm.encode(event, by: .agent(Person.ID(4)), at: at)
        #expect(stored.kind == word)
        let read = try #require(try AccountEventForm.decode(stored))
        #expect(read.event == event && read.by == .agent(Person.ID(4)))
        #expect(!event.words.isEmpty)
    }

    @Test("the frozen form of a changed role")
    func frozen() throws {
        let stored = try AccountEventForm.encode(
            .roleChanged(from: "tier1", to: "admin"), by: .agent(Person.ID(4)), at: Instant(seconds: 5))
        #expect(
            String(decoding: stored.body, as: UTF8.self)
                == #"{"by":{"kind":"agent","person":4},"from":"tier1","to":"admin"}"#)
    }
}

@Suite("New passwords")
struct PasswordRuleTests {
    private static func refusal(_ password: String) -> String? {
        PasswordRule.refusal(password, address: "ana@harbor.example", name: "Ana Lima")?.code
    }

    @Test(
        "are long and not what everybody tries",
        arguments: [
            ("elevenchars", "password-short"), ("twelve signs", nil), ("password1234", "password-known"),
            ("aaaaaaaaaaaaaaaa", "password-known"), ("Ana@Harbor.example", "password-known"),
            ("123456789012", "password-known"), ("korrekt pferd batterie", nil),
            ("ключ от старого дома", nil),
        ] as [(String, String?)])
    func rule(_ password: String, _ code: String?) {
        #expect(Self.refusal(password) == code)
    }

    @Test("both sides of the longest")
    func longest() {
        let long = String(repeating: "langes wort ", count: 100)
        #expect(Self.refusal(String(long.prefix(Password.lengthMax))) == nil)
        #expect(Self.refusal(String(long.prefix(Password.lengthMax + 1))) == "password-long")
    }
}
