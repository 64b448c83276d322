import CGMime

/// A leaf of a message: its header and its decoded bytes.
struct MIMELeaf {
    var type: HeaderParameters
    var disposition: HeaderParameters?
    var contentID: String?
    var bytes: [UInt8]
    /// Lies in a multipart/alternative or is the root of one.
    var parentType: String
    /// The number of the innermost multipart/alternative around it, 0 when there is none.
    var alternative = 0
    /// The name of a file that was unpacked from another form.
    var name: String?
    /// Counts only when the mail has no text and no page beside it.
    var isSpare = false

    var filename: String? {
        if let name { return MIMELeaf.cleanFilename(name) }
        let name = disposition?.text("filename") ?? type.text("name")
        return name.map(MIMELeaf.cleanFilename).flatMap { $0.isEmpty ? nil : $0 }
    }

    init(
        type: HeaderParameters, disposition: HeaderParameters?, contentID: String?, bytes: [UInt8],
        parentType: String
    ) {
        self.type = type
        self.disposition = disposition
        self.contentID = contentID
        self.bytes = bytes
        self.parentType = parentType
    }

    /// A file unpacked from another form.
    init(name: String?, type: String? = nil, bytes: [UInt8], contentID: String? = nil) {
        let known = type.flatMap { $0.contains("/") ? $0 : nil } ?? "application/octet-stream"
        self.init(
            type: HeaderParameters(Array(known.utf8)),
            disposition: HeaderParameters(Array("attachment".utf8)), contentID: contentID, bytes: bytes,
            parentType: "")
        self.name = name
    }

    /// The last path component, without control and direction characters.
    private static func cleanFilename(_ name: String) -> String {
        let base = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let kept = base.unicodeScalars.filter {
            $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
        }
        return String(String(String.UnicodeScalarView(kept)).trimmed.prefix(200))
    }
}

/// The leaves of a message in their order, taken apart by GMime. GMime stops at its own depth of 1,024,
/// long after ours.
struct MIMETree {
    private(set) var leaves: [MIMELeaf] = []
    private(set) var beyondLimits: Set<LimitName> = []
    /// The type of the outermost part, lower case, empty when not given.
    private(set) var rootType = ""
    /// The report-type of a multipart/report.
    private(set) var reportType: String?
    private let limits: Limits
    private var partCount = 0
    private var alternativeCount = 0

    private static let started: Void = g_mime_init()

    /// Where a part lies.
    private struct Place {
        var parentType = ""
        var depth = 1
        var alternative = 0

        func inside(_ type: String, alternative: Int) -> Place {
            Place(parentType: type, depth: depth + 1, alternative: alternative)
        }
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>, bodyStart: Int, limits: Limits) {
        self.limits = limits
        _ = MIMETree.started
        read(bytes, Place(), bodyStart: bodyStart)
    }

    /// A whole entity with its header.
    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Place, bodyStart: Int? = nil) {
        guard let start = bytes.baseAddress else { return }
        let characters = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
        guard let message = cgmime_parse(characters, bytes.count) else { return }
        defer { cgmime_release(message) }
        guard let root = g_mime_message_get_mime_part(message) else { return }
        if place.depth == 1 {
            let type = MIMETree.parameters(root, "Content-Type")
            rootType = type?.value ?? ""
            reportType = type?.token("report-type")?.asciiLowered
        }
        // The parser hands out what stands before the first part only up to a NUL.
        if let bodyStart, cgmime_kind_of(root) == cgmime_multipart, cgmime_child_count(root) == 0 {
            return addLoose(Array(bytes[min(bodyStart, bytes.count)...]), in: rootType, place)
        }
        walk(root, place)
    }

    private mutating func walk(_ object: UnsafeMutablePointer<GMimeObject>, _ place: Place) {
        partCount += 1
        guard partCount <= limits.partCountMax else {
            beyondLimits.insert(.parts)
            return
        }
        guard cgmime_kind_of(object) == cgmime_multipart else { return add(object, place) }
        guard place.depth < limits.depthMax else {
            beyondLimits.insert(.depth)
            return add(object, place)
        }
        let type = MIMETree.parameters(object, "Content-Type")?.value ?? "multipart/mixed"
        let count = cgmime_child_count(object)
        let inside = place.inside(type, alternative: alternative(of: type, place))
        for index in 0..<max(0, count) {
            guard let child = cgmime_child(object, index) else { continue }
            walk(child, inside)
            if partCount > limits.partCountMax { return }
        }
        // Without a boundary all of it stands before the first part; some programs add parts after the last.
        let before = count == 0 ? MIMETree.bytes(cgmime_prologue(object)) : []
        let rest = before + MIMETree.bytes(cgmime_epilogue(object))
        if count == 0 || rest.contains(UInt8(ascii: "-")) {
            addLoose(rest, in: type, place, isOnlyParts: count > 0)
        }
    }

    private mutating func alternative(of type: String, _ place: Place) -> Int {
        guard type == "multipart/alternative" else { return place.alternative }
        alternativeCount += 1
        return alternativeCount
    }

    /// The body of a multipart in which no part was found.
    private mutating func addLoose(
        _ bytes: [UInt8], in type: String, _ place: Place, isOnlyParts: Bool = false
    ) {
        let inside = place.inside(type, alternative: alternative(of: type, place))
        let parts =
            place.depth < limits.depthMax ? LooseParts.split(bytes, countMax: limits.partCountMax) : []
        for part in parts where !part.isEmpty { part.withUnsafeBufferPointer { read($0, inside) } }
        if !parts.isEmpty || isOnlyParts || bytes.isEmpty { return }
        let plain = HeaderParameters(Array("text/plain".utf8))
        add(MIMELeaf(type: plain, disposition: nil, contentID: nil, bytes: bytes, parentType: type), place)
    }

    private mutating func add(_ object: UnsafeMutablePointer<GMimeObject>, _ place: Place) {
        let bytes = MIMETree.bytes(object)
        let fallback = place.parentType == "multipart/digest" ? "message/rfc822" : "text/plain"
        let type = MIMETree.parameters(object, "Content-Type") ?? HeaderParameters(Array(fallback.utf8))
        add(
            MIMELeaf(
                type: type, disposition: MIMETree.parameters(object, "Content-Disposition"),
                contentID: MIMETree.raw(object, "Content-ID").flatMap(MessageIDs.single), bytes: bytes,
                parentType: place.parentType), place)
    }

    private mutating func add(_ leaf: MIMELeaf, _ place: Place) {
        var leaf = leaf
        leaf.alternative = place.alternative
        switch leaf.type.value {
        case "application/ms-tnef", "application/vnd.ms-tnef":
            leaves += leaf.unpacked() ?? [leaf]
        case "application/pkcs7-mime", "application/x-pkcs7-mime":
            if place.depth < limits.depthMax, let signed = SignedContent.read(leaf.bytes) {
                signed.withUnsafeBufferPointer {
                    read($0, place.inside(leaf.type.value, alternative: place.alternative))
                }
            }
            leaves.append(leaf)
        default:
            if leaf.filename?.asciiLowered == "winmail.dat", let files = leaf.unpacked() {
                leaves += files
            } else {
                leaves.append(leaf)
            }
        }
    }

    /// Base 64 is decoded here: GMime loses the last bytes of a text without padding.
    private static func bytes(_ object: UnsafeMutablePointer<GMimeObject>) -> [UInt8] {
        let encoded = cgmime_base64(object)
        guard let array = encoded ?? cgmime_bytes(object) else { return [] }
        defer { g_byte_array_unref(array) }
        guard array.pointee.len > 0 else { return [] }
        let buffer = UnsafeBufferPointer(start: array.pointee.data, count: Int(array.pointee.len))
        return encoded == nil ? Array(buffer) : Base64.decode(buffer)
    }

    private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] {
        guard let text else { return [] }
        return UnsafeBufferPointer(start: text, count: cgmime_length(text)).map(UInt8.init(bitPattern:))
    }

    private static func parameters(_ object: UnsafeMutablePointer<GMimeObject>, _ name: String)
        -> HeaderParameters?
    {
        raw(object, name).map(HeaderParameters.init)
    }

    private static func raw(_ object: UnsafeMutablePointer<GMimeObject>, _ name: String) -> [UInt8]? {
        guard let value = cgmime_field(object, name) else { return nil }
        let bytes = UnsafeBufferPointer(start: value, count: cgmime_length(value)).map(
            UInt8.init(bitPattern:))
        return Array(Array(bytes).trimmedBytes)
    }

    /// SHA-256 in hexadecimal.
    static func sha256(_ bytes: [UInt8]) -> String {
        guard let text = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, gsize(bytes.count)) else {
            preconditionFailure("GLib knows SHA-256")
        }
        defer { g_free(text) }
        return String(cString: text)
    }
}
