import Desk
import Testing

@Suite("What looks like a secret, and what does not")
struct SecretLikenessTests {
    static let secrets: [(text: String, SecretLikeness)] = [
        ("password: swordfish", .password),
        ("Password = hunter2", .password),
        ("The password is hunter2.", .password),
        ("user ana, pwd: S3cret!, host db1", .password),
        ("The PIN is 4711", .password),
        ("pin=4711", .password),
        ("passwort: \"Sommer\"", .password),
        ("Das Kennwort lautet Winter2026!", .password),
        ("passphrase -> correct1horse", .password),
        ("Log in as ana with Tr0ub4dor&3", .password),
        ("https://ana:swordfish@db.acme.example/sales", .password),
        ("postgres://shop:geheim@10.0.0.5:5432/shop", .password),
        ("API key: 9f8e7d6c5b4a", .key),
        ("secret=abcd1234", .key),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE\n-----END OPENSSH PRIVATE KEY-----", .key),
        ("Use d41d8cd98f00b204e9800998ecf8427e to read it", .key),
        ("It is wJalrXUtnFEMI7K7MDENGbPx7RfiCYEX3AMPLEKEY", .key),
        ("token: abc123def", .token),
        ("Authorization: Bearer a1b2c3d4e5", .token),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", .token),
        ("AKIAIOSFODNN7EXAMPLE", .token),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYXJsYSJ9.TJVA95OrM7E2cBab30RM", .token),
        ("glpat-x7Kd92mmQpLwAbCd12", .token),
    ]

    @Test("a secret is found, and what it looks like is said", arguments: secrets)
    func found(text: String, likeness: SecretLikeness) {
        #expect(SecretLikeness.found(in: text) == likeness)
    }

    @Test(
        "plain sentences pass",
        arguments: [
            "", "The test shop, read only", "CRM of Acme, tenant 4711", "See why the export stops at 40 %",
            "The password is with Ben, ask him on the telephone.", "Password: given by phone to Ana",
            "password: none", "No password is needed", "The password has expired",
            "Reset the password of Dora",
            "The token expired on 2026-11-24", "token: 2026-11-24", "Rotate the API key with Carla present",
            "The primary key is missing in table orders", "Key users: Dora and Cora",
            "It is the key to the whole problem.", "Pin the version to 4.2", "PIN pad of the till in shop 3",
            "The PIN is told on the telephone", "Secret santa list of the sales team",
            "Server db-prod-01.eu-west-2.acme.example", "https://crm.acme.example/tickets?id=12345678",
            "https://carla@git.acme.example/shop.git", "carla.reyes+test@acme.example",
            "Order 2026-000123 of 24 November", "Version 4.1.3-beta2 on Ubuntu24", "ISO-8859-1 and UTF-8",
            "Ticket 550e8400-e29b-41d4-a716-446655440000", "/var/log/harbor/export-2026-11-23.log",
            "ReleaseNotes2026ForHarborSoftware.pdf", "IBAN DE89370400440532013000", "Can you come at 9:30?!",
            "請求書のエクスポートが止まる", "SELECT * FROM Orders2026 WHERE Id = 7",
        ])
    func plain(text: String) {
        #expect(SecretLikeness.found(in: text) == nil)
    }
}
