/// The one place where a sender's HTML becomes HTML that we show. The result is well formed, loads nothing
/// from elsewhere, runs nothing, and has no ids, classes or form fields.
public enum SafeHTML {
    /// Caps that hold before the parser sees anything; beyond them a page is shown as its text.
    public struct Caps: Sendable, Equatable {
        public var byteCountMax = 2_097_152
        /// Elements open inside each other; the parser needs the square of it.
        public var nestingMax = 500
        /// Elements that the parser may have to make, unclosed formatting counted again in every block.
        public var workMax = 1_000_000

        public init() {}
    }

    /// - Parameter imageAddress: the address of our own copy for a content id (without brackets), or nil
    ///   when the mail has no such part. A path, a `cid:` address and the bytes of a picture are accepted.
    public static func sanitize(
        _ html: String, caps: Caps = Caps(), imageAddress: (String) -> String? = { _ in nil }
    ) -> String {
        guard let plain = scan(html, caps: caps) else {
            return "<p>\(escaped(stripped(html, caps: caps)))</p>"
        }
        var out = ""
        out.reserveCapacity(plain.count)
        var links = LinkPlaces()
        HTMLTree.walk(plain) { step in
            switch step {
            case .text(let text):
                links.say(text)
                out += escaped(text)
            case .open(let element):
                let before = out.utf8.count
                write(element, imageAddress, &out)
                links.open(element, isShown: out.utf8.count > before)
            case .close(let name):
                if name == "a", let place = links.close() { out += " <bdi>[\(escaped(place))]</bdi>" }
                out += "</\(name)>"
            }
        }
        return out
    }

    static func scan(_ html: String, caps: Caps) -> [UInt8]? {
        var copy = html
        return copy.withUTF8 { HTMLScan($0, caps: caps).plain }
    }

    private static func write(
        _ element: HTMLTree.Element, _ imageAddress: (String) -> String?, _ out: inout String
    ) {
        if element.name == "img" {
            out += image(element, imageAddress)
            return
        }
        out += "<" + element.name
        for name in HTMLAllowList.plainAttributes where !(element.name == "a" && name == "title") {
            if let value = element.attribute(name), isHarmless(value, of: name) {
                attribute(name, value, &out)
            }
        }
        if let style = element.attribute("style").map(SafeStyle.kept), !style.isEmpty {
            attribute("style", style, &out)
        }
        if element.name == "a", let link = element.attribute("href").flatMap(SafeLink.init) {
            attribute("href", link.address, &out)
            attribute("title", link.shown, &out)
            attribute("rel", "noopener noreferrer nofollow", &out)
            attribute("target", "_blank", &out)
        }
        out += ">"
    }

    private static func image(_ element: HTMLTree.Element, _ imageAddress: (String) -> String?) -> String {
        let source = SafeLink.clean(element.attribute("src") ?? "")
        let name = (element.attribute("alt") ?? "").singleLine
        if source.hasPrefixIgnoringCase("cid:"),
            let address = imageAddress(ContentIDs.normal(String(source.dropFirst(4)))), isOurs(address)
        {
            var out = "<img"
            attribute("src", address, &out)
            attribute("alt", name, &out)
            for side in ["width", "height"] {
                if let value = element.attribute(side), isHarmless(value, of: side) {
                    attribute(side, value, &out)
                }
            }
            return out + ">"
        }
        // A picture of one point is there to report that the mail was opened.
        let sides = ["width", "height"].compactMap { element.attribute($0).flatMap { Int($0) } }
        if sides.contains(where: { $0 <= 1 }) { return "" }
        return "<span>[image not loaded\(name.isEmpty ? "" : ": " + escaped(name))]</span>"
    }

    /// Pictures that can hold nothing but a picture.
    public static let pictureTypes: Set<String> = ["image/png", "image/jpeg", "image/gif", "image/webp"]

    /// A content id in the form in which `imageAddress` is asked for it.
    public static func contentID(_ id: String) -> String { ContentIDs.normal(id) }

    /// The address of a picture that is its own bytes.
    public static func address(ofPicture bytes: [UInt8], type: String) -> String {
        precondition(pictureTypes.contains(type), "\(type) is no type of a picture")
        return "data:\(type);base64," + String(decoding: TransferEncoding.base64(bytes), as: UTF8.self)
    }

    private static func isOurs(_ address: String) -> Bool {
        address.hasPrefix("cid:")
            || pictureTypes.contains { address.hasPrefix("data:\($0);base64,") }
            || (address.hasPrefix("/") && !address.hasPrefix("//") && !address.hasPrefix("/\\"))
    }

    private static func isHarmless(_ value: String, of name: String) -> Bool {
        if name == "alt" || name == "title" {
            // No reader runs these words, and no later program shall take them for an address.
            return value.utf8.count <= 1_000
                && !["javascript:", "vbscript:", "data:"].contains {
                    SafeLink.clean(value).hasPrefixIgnoringCase($0)
                }
        }
        return value.utf8.count <= 100
            && value.utf8.allSatisfy {
                $0.isLetter || $0.isDigit || $0 >= 0x80 || " #%.,-+_*".utf8.contains($0)
            }
    }

    private static func attribute(_ name: String, _ value: String, _ out: inout String) {
        out += " \(name)=\"" + escaped(value) + "\""
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            true
        default: false
        }
    }

    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: isSpecial) else { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): out += Array("&amp;".utf8)
            case UInt8(ascii: "<"): out += Array("&lt;".utf8)
            case UInt8(ascii: ">"): out += Array("&gt;".utf8)
            case UInt8(ascii: "\""): out += Array("&quot;".utf8)
            case UInt8(ascii: "'"): out += Array("&#39;".utf8)
            case 0: continue
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
