import Agreements
public import Desk
public import Mail

/// What goes with an answer besides its words: copies to others, and files.
public struct Enclosure: Hashable, Sendable {
    public static let copyCountMax = 20
    public static let fileCountMax = 20
    /// Bytes of all files. A third more goes by mail, and many servers stop at 25 MB.
    public static let sizeMax = 15 << 20

    public let copies: [MailAddress]
    public let files: [GivenFile]
    /// The writer has seen that a copy goes to another customer.
    public let isForOthersToo: Bool

    public static let nothing = Enclosure(copies: [], files: [], isForOthersToo: false)

    private init(copies: [MailAddress], files: [GivenFile], isForOthersToo: Bool) {
        self.copies = copies
        self.files = files
        self.isForOthersToo = isForOthersToo
    }

    /// - Parameter copies: addresses between commas, blanks or lines.
    public init(copies: String, files: [GivenFile], isForOthersToo: Bool) throws(Refusal) {
        var addresses: [MailAddress] = []
        var bad: [String] = []
        for word in copies.split(whereSeparator: { $0.isWhitespace || ",;".contains($0) }) {
            guard let address = MailAddress(String(word)) else {
                bad.append(String(word))
                continue
            }
            if !addresses.contains(where: { $0.isSameMailbox(as: address) }) { addresses.append(address) }
        }
        if !bad.isEmpty { throw .badCopies(bad) }
        if addresses.count > Self.copyCountMax { throw .tooManyCopies }
        if let empty = GivenFile.empty(of: files) { throw .emptyFile(empty, .primaryChannel) }
        if files.count > Self.fileCountMax { throw .tooManyEnclosed }
        let size = files.reduce(0) { $0 + $1.bytes.count }
        if size > Self.sizeMax { throw .tooLargeEnclosed(size, files) }
        self.init(copies: addresses, files: files, isForOthersToo: isForOthersToo)
    }

    public var withoutCopies: Enclosure {
        Enclosure(copies: [], files: files, isForOthersToo: isForOthersToo)
    }

    /// Pictures that the text names in brackets, such as `[error.png]`, are shown there.
    func isShown(_ file: GivenFile, in text: String) -> Bool {
        SafeHTML.pictureTypes.contains(file.mediaType.lowercased()) && text.contains("[\(file.name)]")
    }
}

extension MailBody {
    /// Words with pictures at the places that name them; each is shown once.
    static func blocks(_ text: String, pictures: [(name: String, contentID: String)]) -> [Block] {
        var blocks: [Block] = [.paragraph(text)]
        for picture in pictures {
            let place = blocks.firstIndex { block in
                if case .paragraph(let words) = block { words.contains("[\(picture.name)]") } else { false }
            }
            guard let place, case .paragraph(let words) = blocks[place],
                let mark = words.firstRange(of: "[\(picture.name)]")
            else { continue }
            let parts: [Block] = [
                .paragraph(String(words[..<mark.lowerBound])),
                .picture(contentID: picture.contentID, name: picture.name),
                .paragraph(String(words[mark.upperBound...])),
            ]
            blocks.replaceSubrange(place...place, with: parts.filter { !$0.isBlank })
        }
        return blocks
    }
}

extension MailBody.Block {
    fileprivate var isBlank: Bool {
        if case .paragraph(let words) = self { words.allSatisfy(\.isWhitespace) } else { false }
    }
}

extension Refusal {
    /// All of them: nobody mends one to be told of the next.
    static func badCopies(_ words: [String]) -> Refusal {
        let named = words.prefix(Enclosure.copyCountMax).map { "\"\($0.prefix(254))\"" }
            .joined(separator: ", ")
        return Refusal(
            "bad-address", clause: .primaryChannel, field: "cc",
            words.count == 1 ? "\(named) is no mail address." : "\(named) are no mail addresses.",
            remedy: "Write addresses such as dora@acme.example, with commas between them.")
    }

    static let tooManyCopies = Refusal(
        "too-many-copies", clause: .primaryChannel, field: "cc",
        "More than \(Enclosure.copyCountMax) copies.", remedy: "Send it to a list of theirs instead.")

    static let copyToUs = Refusal(
        "copy-to-us", clause: .primaryChannel, field: "cc", "A copy would go to the desk itself.",
        remedy: "Leave the desk's own address out: the ticket has the answer.")

    static let copyOfNote = Refusal(
        "copy-of-note", clause: .primaryChannel, field: "cc", "A note goes to nobody.",
        remedy: "Leave Cc empty, or send a reply.")

    static func copyToOthers(_ addresses: [String]) -> Refusal {
        Refusal(
            "copy-to-others", clause: .primaryChannel, field: "cc",
            "\(addresses.joined(separator: ", ")) belongs to another customer, who would read this ticket.",
            remedy: "Leave it out, or tick that the copy is meant for another customer too.")
    }

    static let tooManyEnclosed = Refusal(
        "too-many-files", clause: .primaryChannel, field: "files",
        "More than \(Enclosure.fileCountMax) files.", remedy: "Put several into one archive.")

    static func tooLargeEnclosed(_ size: Int, _ files: [GivenFile]) -> Refusal {
        let largest = files.max { $0.bytes.count < $1.bytes.count }?.name ?? ""
        return Refusal(
            "files-too-large", clause: .primaryChannel, field: "files",
            "The files have \((size + (1 << 20) - 1) >> 20) MB together, more than the "
                + "\(Enclosure.sizeMax >> 20) MB that a mail takes; the largest is \"\(largest)\".",
            remedy: "Send a part of them, or a link to where they lie.")
    }
}
