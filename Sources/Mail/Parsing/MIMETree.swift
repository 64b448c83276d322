import CGMime

/// A leaf of a message: its header and its decoded bytes.
struct MIMELeaf {
    var type: HeaderParameters
    var disposition: HeaderParameters?
    var contentID: String?
    var bytes: [UInt8]
    /// Lies in a multipart/alternative or is the root of one.
    var parentType: String

    var filename: String? {
        let name = disposition?.text("filename") ?? type.text("name")
        return name.map(MIMELeaf.cleanFilename).flatMap { $0.isEmpty ? nil : $0 }
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

    private static let started: Void = g_mime_init()

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: Limits) {
        self.limits = limits
        _ = MIMETree.started
        guard let start = bytes.baseAddress else { return }
        let characters = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
        guard let message = cgmime_parse(characters, bytes.count) else { return }
        defer { cgmime_release(message) }
        guard let root = g_mime_message_get_mime_part(message) else { return }
        let type = MIMETree.parameters(root, "Content-Type")
        rootType = type?.value ?? ""
        reportType = type?.token("report-type")?.asciiLowered
        walk(root, parentType: "", depth: 1)
    }

    private mutating func walk(_ object: UnsafeMutablePointer<GMimeObject>, parentType: String, depth: Int) {
        partCount += 1
        guard partCount <= limits.partCountMax else {
            beyondLimits.insert(.parts)
            return
        }
        guard cgmime_kind_of(object) == cgmime_multipart else {
            return add(object, parentType: parentType)
        }
        guard depth < limits.depthMax else {
            beyondLimits.insert(.depth)
            return add(object, parentType: parentType)
        }
        let type = MIMETree.parameters(object, "Content-Type")?.value ?? "multipart/mixed"
        let count = cgmime_child_count(object)
        // Without a boundary all of it stands before the first part.
        if count == 0, let prologue = cgmime_prologue(object) {
            let bytes = Array(
                UnsafeBufferPointer(start: prologue, count: cgmime_length(prologue)).map(
                    UInt8.init(bitPattern:)))
            let plain = HeaderParameters(Array("text/plain".utf8))
            leaves.append(
                MIMELeaf(type: plain, disposition: nil, contentID: nil, bytes: bytes, parentType: type))
        }
        for index in 0..<max(0, count) {
            guard let child = cgmime_child(object, index) else { continue }
            walk(child, parentType: type, depth: depth + 1)
            if partCount > limits.partCountMax { return }
        }
    }

    private mutating func add(_ object: UnsafeMutablePointer<GMimeObject>, parentType: String) {
        let bytes = MIMETree.bytes(object)
        let fallback = parentType == "multipart/digest" ? "message/rfc822" : "text/plain"
        let type = MIMETree.parameters(object, "Content-Type") ?? HeaderParameters(Array(fallback.utf8))
        leaves.append(
            MIMELeaf(
                type: type, disposition: MIMETree.parameters(object, "Content-Disposition"),
                contentID: MIMETree.raw(object, "Content-ID").flatMap(MessageIDs.single), bytes: bytes,
                parentType: parentType))
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
