/// The bytes after DATA. Only CRLF.CRLF ends them: a bare CR or LF could make two servers see two different
/// ends (SMTP smuggling), so a body with one is read to its real end and refused whole.
struct LMTPBody {
    enum Fault: Equatable {
        case bareLineEnd, tooLarge, lineTooLong, noMemory
    }

    private enum Place {
        case lineStart, inLine, afterCR, dot, dotCR
    }

    private static let cr = UInt8(ascii: "\r")
    private static let lf = UInt8(ascii: "\n")

    private let bytesMax: Int
    private let lineMax: Int
    private var place = Place.lineStart
    private var lineLength = 0
    private var size = 0

    private(set) var bytes: [UInt8] = []
    private(set) var fault: Fault?
    private(set) var isComplete = false

    init(limits: LMTPLimits) {
        bytesMax = limits.messageBytesMax
        lineMax = limits.dataLineBytesMax
    }

    /// Takes what belongs to this body and returns how many bytes that was.
    mutating func take(_ input: ArraySlice<UInt8>) -> Int {
        input.withUnsafeBufferPointer { take($0) }
    }

    private mutating func take(_ input: UnsafeBufferPointer<UInt8>) -> Int {
        var index = 0
        while index < input.count, !isComplete {
            if place == .inLine {
                let start = index
                while index < input.count, input[index] != Self.cr, input[index] != Self.lf { index += 1 }
                keepText(input[start..<index])
                if index == input.count { break }
            }
            step(input[index])
            index += 1
        }
        return index
    }

    private mutating func step(_ byte: UInt8) {
        switch (place, byte) {
        case (.dotCR, Self.lf): isComplete = true
        case (.afterCR, Self.lf): endLine()
        case (.lineStart, UInt8(ascii: ".")): place = .dot
        case (.dot, Self.cr): place = .dotCR
        case (.lineStart, Self.cr), (.inLine, Self.cr): place = .afterCR
        case (.afterCR, Self.cr), (.dotCR, Self.cr):
            refuse(.bareLineEnd)
            place = .afterCR
        case (_, Self.lf), (.afterCR, _), (.dotCR, _):
            refuse(.bareLineEnd)
            place = .inLine
        case (.lineStart, _), (.dot, _), (.inLine, _):
            // The first dot of a longer line was stuffed by the client and is left out.
            place = .inLine
            keepText(CollectionOfOne(byte))
        }
    }

    private mutating func endLine() {
        keep([Self.cr, Self.lf])
        lineLength = 0
        place = .lineStart
    }

    private mutating func keepText(_ text: some Collection<UInt8>) {
        lineLength += text.count
        if lineLength > lineMax { refuse(.lineTooLong) }
        keep(text)
    }

    private mutating func keep(_ text: some Collection<UInt8>) {
        size += text.count
        if size > bytesMax { refuse(.tooLarge) }
        if fault == nil { bytes.append(contentsOf: text) }
    }

    /// The first fault stands; what was kept is dropped at once.
    mutating func refuse(_ reason: Fault) {
        if fault == nil { fault = reason }
        bytes = []
    }
}

extension LMTPReply {
    init(_ fault: LMTPBody.Fault, for recipient: String?) {
        let whom = recipient.map { "<\($0)> " } ?? ""
        switch fault {
        case .bareLineEnd:
            self.init(554, "5.6.0", "\(whom)a CR or LF stands alone; end every line with CRLF")
        case .lineTooLong: self.init(554, "5.6.0", "\(whom)a line is too long; encode the message")
        case .tooLarge: self.init(552, "5.3.4", "\(whom)the message is too large")
        case .noMemory: self.init(452, "4.3.1", "\(whom)too much mail is arriving, try again later")
        }
    }
}
