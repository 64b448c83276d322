import Foundation

/// A blob read a piece at a time by who can't wait inside a closure, as an answer over a slow line.
public struct BlobPieces: ~Copyable {
    private var rest: [UInt8]?
    private let file: Int32
    private let path: String

    init(_ blob: Blob, path: String) throws {
        rest = blob.bytes
        self.path = path
        file = blob.bytes == nil ? Glibc.open(path, O_RDONLY | O_CLOEXEC) : -1
        if rest == nil, file < 0 { throw BlobFolder.problem(path) }
    }

    /// At most 256 KiB; nil at the end.
    public mutating func next() throws -> [UInt8]? {
        if file < 0 {
            defer { rest = nil }
            return rest
        }
        var piece = [UInt8](repeating: 0, count: BlobFolder.chunkBytes)
        let count = Glibc.read(file, &piece, piece.count)
        if count < 0 { throw BlobFolder.problem(path) }
        if count == 0 { return nil }
        piece.removeLast(piece.count - count)
        return piece
    }

    deinit {
        if file >= 0 { close(file) }
    }
}

extension BlobFolder {
    public func pieces(of blob: Blob) throws -> BlobPieces { try BlobPieces(blob, path: file(blob.digest)) }
}
