/// What Outlook wraps into `winmail.dat`: files, and the message in forms of its own (MS-OXTNEF). Read here
/// and not by libytnef, which prints to standard output what it can't read and trusts lengths that strangers
/// write. Every length is checked, and what is broken ends the reading with what was found before.
struct TNEF {
    struct File: Equatable {
        var name: String?
        var type: String?
        var contentID: String?
        var content: [UInt8] = []
        /// A message of Outlook's that hangs on this one; read as one more file of this kind.
        var isMessage = false
    }

    static let fileCountMax = 200
    /// Bytes of a message in compressed form, after expansion.
    static let bodyBytesMax = 16_777_216

    private(set) var files: [File] = []
    private(set) var text: String?
    private(set) var html: String?
    /// The message as RTF, when there is no other form.
    private(set) var rtf: [UInt8]?
    /// Whether every record was read.
    private(set) var isWhole = false
    private var codePage = 1252

    private static let signature: UInt32 = 0x223E_9F78

    /// Nil when these are no bytes of this form.
    init?(_ bytes: [UInt8]) {
        var input = LittleEndian(bytes[...])
        guard input.number32() == TNEF.signature, input.skip(2) else { return nil }
        while !input.isAtEnd, files.count <= TNEF.fileCountMax {
            guard let level = input.byte(), level == 1 || level == 2, let name = input.number32(),
                let length = input.number32(), let value = input.take(Int(length)), input.skip(2)
            else { break }
            take(name & 0xFFFF, value)
        }
        isWhole = input.isAtEnd
        files = files.filter { !$0.content.isEmpty || $0.name != nil }
    }

    private mutating func take(_ name: UInt32, _ value: ArraySlice<UInt8>) {
        switch name {
        case 0x9007:
            var input = LittleEndian(value)
            codePage = input.number32().map(Int.init) ?? codePage
        case 0x800C: text = text ?? words(value)
        case 0x9002: files.append(File())
        case 0x8010:
            let name = words(value)
            change { $0.name = $0.name ?? name }
        case 0x800F: change { $0.content = Array(value) }
        case 0x9005: takeFile(MAPIProperties(value))
        case 0x9003: takeBody(MAPIProperties(value))
        default: break
        }
    }

    private mutating func change(_ body: (inout File) -> Void) {
        if files.isEmpty { files.append(File()) }
        body(&files[files.count - 1])
    }

    private mutating func takeFile(_ properties: MAPIProperties) {
        let codePage = codePage
        let name = properties.text(0x3707, codePage) ?? properties.text(0x3704, codePage)
        change { file in
            // "Untitled" stands where a message hangs; it shows another name.
            let shown = properties.text(0x3001, codePage)
            file.name =
                name ?? (properties.values[0x3701]?.type == 0x0D ? shown ?? file.name : file.name ?? shown)
            file.type = properties.text(0x370E, codePage)
            file.contentID = properties.text(0x3712, codePage)
            guard let value = properties.values[0x3701] else { return }
            // An object begins with the identifier of its interface; a message is of this form again.
            let inner = value.type == 0x0D ? value.bytes.dropFirst(16) : value.bytes
            file.isMessage = value.type == 0x0D
            if !inner.isEmpty { file.content = Array(inner) }
        }
    }

    private mutating func takeBody(_ properties: MAPIProperties) {
        text = properties.text(0x1000, codePage) ?? text
        if let value = properties.values[0x1013] {
            html = value.type == 0x1F ? properties.text(0x1013, codePage) : TNEF.page(value.bytes, codePage)
        }
        if let value = properties.values[0x1009] {
            rtf = CompressedRTF.expanded(value.bytes, byteCountMax: TNEF.bodyBytesMax)
        }
    }

    private func words(_ bytes: ArraySlice<UInt8>) -> String? {
        let text = Charset.text(bytes, declared: "windows-\(codePage)")
        return text.isEmpty ? nil : text
    }

    private static func page(_ bytes: ArraySlice<UInt8>, _ codePage: Int) -> String? {
        bytes.isEmpty
            ? nil : Charset.text(bytes, declared: MetaCharset.find(in: Array(bytes)) ?? "windows-\(codePage)")
    }
}

/// A list of properties as MAPI writes it: type, identifier, and for most of them a length.
struct MAPIProperties {
    struct Value {
        let type: UInt32
        /// The first of several values.
        let bytes: ArraySlice<UInt8>
    }

    private(set) var values: [UInt32: Value] = [:]

    static let countMax = 5_000

    init(_ bytes: ArraySlice<UInt8>) {
        var input = LittleEndian(bytes)
        guard let count = input.number32() else { return }
        for _ in 0..<min(Int(count), MAPIProperties.countMax) {
            guard let type = input.number16(), let identifier = input.number16(),
                identifier < 0x8000 || MAPIProperties.skipName(&input),
                let value = MAPIProperties.value(of: type & 0x0FFF, isMany: type & 0x1000 != 0, &input)
            else { return }
            values[identifier] = Value(type: type & 0x0FFF, bytes: value)
        }
    }

    /// The value as text, without the zero at its end.
    func text(_ identifier: UInt32, _ codePage: Int) -> String? {
        guard let value = values[identifier], value.type == 0x1E || value.type == 0x1F else { return nil }
        let text =
            value.type == 0x1F
            ? Charset.text(value.bytes, declared: "utf-16le")
            : Charset.text(value.bytes, declared: "windows-\(codePage)")
        return text.isEmpty ? nil : text
    }

    private static func skipName(_ input: inout LittleEndian) -> Bool {
        guard input.skip(16), let kind = input.number32() else { return false }
        if kind == 0 { return input.skip(4) }
        guard let length = input.number32() else { return false }
        return input.takePadded(Int(length)) != nil
    }

    private static func value(
        of type: UInt32, isMany: Bool, _ input: inout LittleEndian
    ) -> ArraySlice<UInt8>? {
        if [0x1E, 0x1F, 0x102, 0x0D].contains(type) {
            guard let count = input.number32(), count <= countMax else { return nil }
            var first: ArraySlice<UInt8>?
            for _ in 0..<count {
                guard let length = input.number32(), let value = input.takePadded(Int(length)) else {
                    return nil
                }
                first = first ?? value
            }
            return first ?? []
        }
        let size = [5: 8, 6: 8, 7: 8, 0x14: 8, 0x40: 8, 0x48: 16][type] ?? 4
        guard isMany else { return input.take(size) }
        guard let count = input.number32(), count <= countMax else { return nil }
        return input.take(size * Int(count))
    }
}

/// Numbers with their lowest byte first, taken from the front; nil when too few bytes are left.
struct LittleEndian {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// The bytes after these up to a multiple of four go too.
    mutating func takePadded(_ count: Int) -> ArraySlice<UInt8>? {
        guard let value = take(count) else { return nil }
        rest = rest.dropFirst((4 - count % 4) % 4)
        return value
    }

    mutating func skip(_ count: Int) -> Bool { take(count) != nil }

    mutating func byte() -> UInt8? { take(1)?.first }

    mutating func number16() -> UInt32? { take(2).map(LittleEndian.number) }

    mutating func number32() -> UInt32? { take(4).map(LittleEndian.number) }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
