@testable import IMAP

/// What a reader makes of a server's bytes, and how it gave up.
struct Heard: Hashable {
    var responses: [Response] = []
    var bodies: [[UInt8]] = []
    var violation: Violation?

    /// `pieces` are the sizes in which the bytes arrive, over and over.
    init(_ bytes: [UInt8], pieces: [Int] = [1 << 20], bodyMax: Int = 1 << 20, bounds: Bounds = Bounds()) {
        var reader = ResponseReader(bounds: bounds)
        reader.bodyBytesMax = bodyMax
        var rest = bytes[...]
        var turn = 0
        do {
            while !rest.isEmpty {
                let size = pieces[turn % pieces.count]
                turn += 1
                for event in try reader.take(Array(rest.prefix(size))) { note(event) }
                rest = rest.dropFirst(size)
            }
        } catch {
            violation = error
        }
    }

    init(_ text: String, pieces: [Int] = [1 << 20], bodyMax: Int = 1 << 20, bounds: Bounds = Bounds()) {
        self.init(Array(text.utf8), pieces: pieces, bodyMax: bodyMax, bounds: bounds)
    }

    private mutating func note(_ event: ResponseReader.Event) {
        switch event {
        case .bodyBegins: bodies.append([])
        case .bodyPiece(let bytes): bodies[bodies.count - 1] += bytes
        case .response(let response): responses.append(response)
        }
    }

    var fetched: Fetched? {
        responses.lazy.compactMap { if case .told(.fetched(let fetched)) = $0 { fetched } else { nil } }.first
    }
}

func told(_ untagged: Untagged) -> Response { .told(untagged) }
