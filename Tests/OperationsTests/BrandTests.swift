import Desk
import Foundation
import Storage
import Testing

@testable import Operations

@Suite("How customers see the desk")
struct BrandTests {
    /// A picture's first bytes.
    static func png(_ width: UInt32 = 120, _ height: UInt32 = 40) -> [UInt8] {
        func four(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (24 - 8 * $0) & 255) } }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + four(13) + Array("IHDR".utf8) + four(width)
            + four(height) + [8, 6, 0, 0, 0]
    }

    @Test(
        "a colour is six digits behind #, and nothing else",
        arguments: [
            ("#1a56b0", true), ("#1A56B0", true), ("1a56b0", false), ("#1a56b", false), ("#1a56b00", false),
            ("#+a56b0", false), ("#zzzzzz", false), ("red", false), ("", false), ("#1a56b0;", false),
        ])
    func written(text: String, isColour: Bool) {
        #expect((Colour(text) != nil) == isColour)
        if isColour { #expect(Colour(text)?.written == text.lowercased()) }
    }

    @Test("contrast is WCAG's: black on white 21, the same on itself 1, and a grey of its examples")
    func contrast() throws {
        let (black, white) = (try #require(Colour("#000000")), try #require(Colour("#ffffff")))
        #expect(abs(black.contrast(to: white) - 21) < 0.001 && white.contrast(to: white) == 1)
        #expect(abs(try #require(Colour("#767676")).contrast(to: white) - 4.54) < 0.01)
    }

    @Test("the grounds are those of the stylesheet")
    func grounds() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Web/Assets/app.css")
        let css = try String(contentsOf: file, encoding: .utf8)
        for (token, light, dark) in [
            ("paper", Face.light.grounds[0], Face.dark.grounds[0]),
            ("ground", Face.light.grounds[1], Face.dark.grounds[1]),
            ("on-accent", Face.light.ink, Face.dark.ink),
        ] {
            #expect(css.contains("--\(token): light-dark(\(light.written), \(dark.written));"), "\(token)")
        }
    }

    @Test("the nearest that fits fits, and is the same where it fits already", arguments: Face.allCases)
    func nearest(face: Face) throws {
        for text in ["#ffd400", "#00a0e0", "#1a56b0", "#ffffff", "#000000", "#7a7a7a", "#e30613"] {
            let colour = try #require(Colour(text))
            let near = face.nearest(to: colour)
            #expect(face.fits(near), "\(text) as \(near.written)")
            if face.fits(colour) { #expect(near == colour) }
        }
    }

    @Test("Ivo sets it, it counts at once and after a restart; Mara may not")
    func set() async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ivo = try await trial.asker("ivo@harbor.example")
        let mara = try await trial.asker("mara@harbor.example")
        try await trial.office.readBrand()
        #expect(trial.office.brand.value == nil)
        var wish = BrandWish(name: " Harbor  Support ", colour: "#0B6E4F", dark: "")
        wish.logo = GivenFile(name: "logo.png", mediaType: "image/svg+xml", bytes: Self.png())
        await #expect(throws: Access.Denial.self) { try await trial.office.setBrand(wish, by: mara) }
        try await trial.office.setBrand(wish, by: ivo)
        let brand = try #require(trial.office.brand.value)
        #expect(brand.name == "Harbor Support" && brand.colour?.written == "#0b6e4f")
        #expect(brand.logoType == "image/png", "by its bytes, whatever was said")
        #expect(Face.dark.fits(try #require(brand.dark)), "made from it")
        let again = Office(database: trial.database, shelf: AgreementShelf(), clock: trial.office.clock)
        try await again.readBrand()
        #expect(again.brand.value == brand)
        try await trial.office.setBrand(BrandWish(name: "", colour: "", dark: ""), by: ivo)
        #expect(trial.office.brand.value?.logo == brand.logo, "the logo stays until it is taken away")
        var without = BrandWish(name: "", colour: "", dark: "")
        without.removesLogo = true
        try await trial.office.setBrand(without, by: ivo)
        #expect(trial.office.brand.value == nil, "the desk's own look again")
        let kinds = try await trial.database.read { reader in
            try reader.facts(of: .person(ivo.person.rawValue)).map(\.fact.kind)
        }
        #expect(kinds.suffix(3) == ["brand-changed", "brand-changed", "brand-changed"])
        #expect(try await trial.database.read { try $0.verifyAudit().isSound })
    }

    @Test(
        "what can't be read or is no picture is refused with the field and the remedy",
        arguments: [
            ("#ffd400", "", nil, "colour", "Take #"), ("#1a56b0", "#1a56b0", nil, "dark", "Take #"),
            ("blue", "", nil, "colour", "for example #1a56b0"), ("", "#8db5f7", nil, "colour", "Give both"),
            ("", "", Array("<svg onload=alert(1)>".utf8), "logo", "Save it as PNG"),
            ("", "", BrandTests.png(60_000, 2), "logo", "smaller"),
            ("", "", BrandTests.png() + [UInt8](repeating: 0, count: Office.logoMax), "logo", "smaller"),
        ] as [(String, String, [UInt8]?, String, String)])
    func refused(colour: String, dark: String, logo: [UInt8]?, field: String, remedy: String) async throws {
        let trial = try await Trial(at: "2026-11-23 10:00")
        let ivo = try await trial.asker("ivo@harbor.example")
        var wish = BrandWish(name: "", colour: colour, dark: dark)
        wish.logo = logo.map { GivenFile(name: "logo.png", mediaType: "image/png", bytes: $0) }
        let given = wish
        let refusal = await #expect(throws: Refusal.self) {
            try await trial.office.setBrand(given, by: ivo)
        }
        #expect(refusal?.field == field && refusal?.remedy.contains(remedy) == true, "\(refusal as Any)")
        #expect(try await trial.database.read { try $0.brand() } == nil, "nothing is kept")
    }

    @Test("a picture's kind and size are told by its first bytes; a cut one has none")
    func pictures() {
        let jpeg: [UInt8] = [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC2, 0, 11, 8, 0, 40, 0, 120, 3, 0, 0,
        ]
        let riff = Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP".utf8)
        let lossless = riff + Array("VP8L".utf8) + [0, 0, 0, 0, 0x2F, 119, 0xC0, 9, 0] + [0, 0, 0, 0, 0]
        let extended =
            riff + Array("VP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0, 119, 0, 0, 39, 0, 0]
        let lossy =
            riff + Array("VP8 ".utf8) + [0, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, 120, 0, 40, 0]
        for (bytes, kind) in [
            (Self.png(), PictureHead.Kind.png), (jpeg, .jpeg), (lossless, .webp), (extended, .webp),
            (lossy, .webp),
        ] {
            let head = PictureHead(bytes)
            #expect(head?.kind == kind && head?.width == 120 && head?.height == 40, "\(kind) \(head as Any)")
            for count in 0..<min(bytes.count, 16) { #expect(PictureHead(Array(bytes.prefix(count))) == nil) }
        }
        #expect(PictureHead(Self.png(0, 40)) == nil)
        #expect(PictureHead([0xFF, 0xD8, 0xFF] + [UInt8](repeating: 0xFF, count: 100)) == nil)
    }
}
