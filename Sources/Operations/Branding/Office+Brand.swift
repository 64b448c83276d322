import BusinessTime
import Desk
import Storage

/// What an administrator wants customers to see.
public struct BrandWish: Sendable {
    /// Empty for the product's own.
    public var name: String
    /// Empty for the desk's own.
    public var colour: String
    /// Empty for one that is made from `colour`.
    public var dark: String
    /// nil keeps the logo there is.
    public var logo: GivenFile?
    public var removesLogo = false

    public init(name: String, colour: String, dark: String) {
        (self.name, self.colour, self.dark) = (name, colour, dark)
    }
}

extension Office {
    /// Bytes.
    public static let logoMax = 200 << 10
    /// Pixels on either side: a small file can unfold to a huge picture.
    public static let logoSideMax = 2_000
    static let brandNameMax = 60

    /// Reads it once after the start.
    public func readBrand() async throws {
        if brand.isRead { return }
        brand.set(try await database.read { try $0.brand().flatMap(Brand.init) })
    }

    public func setBrand(_ wish: BrandWish, by asker: Access.Asker) async throws {
        try Access.require(.brand, by: asker)
        let isNameless = wish.name.allSatisfy(\.isWhitespace)
        let name = isNameless ? "" : try Self.line(wish.name, .brandName, max: Self.brandNameMax)
        let (colour, dark) = try Self.colours(wish)
        let head = try wish.logo.map { try Self.checkedLogo($0) }
        let blob = try wish.logo.map { try database.blobs.take($0.bytes) }
        let now = clock()
        try await database.write { [brand] writer in
            let before = try writer.brand()
            // Two changes within a second have two versions.
            let changed = before.map { max(now, $0.changed.advanced(by: 1)) } ?? now
            var stored = StoredBrand(changedBy: asker.person.rawValue, changed: changed)
            (stored.name, stored.colour, stored.dark) = (name, colour, dark)
            if let blob, let head {
                (stored.logo, stored.logoType) = (blob.digest, head.kind.rawValue)
            } else if !wish.removesLogo, let before {
                (stored.logo, stored.logoType) = (before.logo, before.logoType)
            }
            try writer.put(stored, logo: blob)
            let body = ["name": name, "colour": colour, "dark": dark, "logo": stored.logo ?? ""]
            try self.note("brand-changed", body, by: asker, now: now, writer)
            let fresh = Brand(stored)
            writer.afterCommit { brand.set(fresh) }
        }
    }

    private static func checkedLogo(_ logo: GivenFile) throws(Refusal) -> PictureHead {
        guard logo.bytes.count <= logoMax else { throw .logoSize }
        guard let head = PictureHead(logo.bytes) else { throw .logoKind }
        guard max(head.width, head.height) <= logoSideMax else { throw .logoSides(head) }
        return head
    }

    /// As they are kept: each readable where it is used.
    private static func colours(_ wish: BrandWish) throws(Refusal) -> (String, String) {
        let (light, dark) = (wish.colour.lowercased(), wish.dark.lowercased())
        guard !light.isEmpty else {
            if !dark.isEmpty { throw .darkAlone }
            return ("", "")
        }
        return (
            try fitting(light, "colour", .light), dark.isEmpty ? "" : try fitting(dark, "dark", .dark)
        )
    }

    private static func fitting(_ text: String, _ field: String, _ face: Face) throws(Refusal) -> String {
        guard let colour = Colour(text) else { throw .noColour(field, text) }
        guard face.fits(colour) else { throw .unreadable(field, colour, face) }
        return colour.written
    }
}

extension Refusal {
    static let brandName = Refusal(
        "brand-name", field: "name", "The name is one line of at most \(Office.brandNameMax) characters.",
        remedy: "Say it shorter.")
    static let logoKind = Refusal(
        "logo-kind", field: "logo", "The logo is no PNG, JPEG or WebP picture.",
        remedy: "Save it as PNG; a drawing (SVG) can carry scripts and is not taken.")
    static let logoSize = Refusal(
        "logo-size", field: "logo", "The logo is larger than \(Office.logoMax >> 10) kB.",
        remedy: "Make it smaller: it is shown 28 pixels high.")
    static let darkAlone = Refusal(
        "colour-missing", field: "colour", "There is a colour for dark pages and none for light ones.",
        remedy: "Give both, or the one for light pages alone: the other is made from it.")

    static func logoSides(_ head: PictureHead) -> Refusal {
        Refusal(
            "logo-sides", field: "logo",
            "The logo is \(head.width) by \(head.height) pixels; the most is \(Office.logoSideMax).",
            remedy: "Make it smaller: it is shown 28 pixels high.")
    }

    static func noColour(_ field: String, _ text: String) -> Refusal {
        Refusal(
            "colour-unknown", field: field, "\"\(text.prefix(20))\" is no colour.",
            remedy: "Write # and six digits, for example #1a56b0.")
    }

    static func unreadable(_ field: String, _ colour: Colour, _ face: Face) -> Refusal {
        let found = (face.contrast(of: colour) * 10).rounded(.down) / 10
        return Refusal(
            "colour-contrast", field: field,
            "In \(colour.written) words can't be read well on \(face.rawValue) pages: their contrast is "
                + "\(found) to 1, and \(Colour.contrastMin) is needed.",
            remedy: "Take \(face.nearest(to: colour).written), the nearest that can be read.")
    }
}
