import Markup
import Operations

/// What a field for files takes. A script reads it from the field, a person from the hint beside it.
struct FilesBound: Sendable {
    /// Bytes of one file; nil where the sum alone counts.
    var each: Int?
    /// How many; nil where a field takes one.
    var count: Int?
    /// Bytes of all.
    var sum = FilesForm.filesMax

    /// Of a form that gives files to the desk to keep.
    static let given = FilesBound(each: GivenFile.sizeMax, count: Office.portalFilesMax)
    /// Of a mail.
    static let mailed = FilesBound(count: Enclosure.fileCountMax, sum: Enclosure.sizeMax)

    /// For example "At most 20 files, 10 MB each, 24 MB together."
    var words: String {
        let parts = [
            count.map { "\($0) files" }, each.map { "\($0 >> 20) MB each" }, "\(sum >> 20) MB together",
        ]
        return "At most \(parts.compactMap(\.self).joined(separator: ", "))."
    }

    var attributes: [Attribute] {
        [.data("each-max", each), .data("count-max", count), .data("sum-max", sum)]
    }
}
