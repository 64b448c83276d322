import Foundation

/// A folder that is filled for something, and is as it was before where that fails.
struct NewFolder {
    let path: String
    /// The outermost folder that is not there yet; nil where the folder itself is.
    private let absent: String?

    init(_ path: String) {
        self.path = path
        var (outermost, place): (String?, String) = (nil, path)
        while !place.isEmpty, !Self.isThere(place) {
            outermost = place
            place = (place as NSString).deletingLastPathComponent
        }
        absent = outermost
    }

    /// A link that leads nowhere is there, too, and is not ours to take away.
    private static func isThere(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)) != nil
    }

    /// Only for a folder that was empty or absent.
    func undo() {
        let files = FileManager.default
        if let absent {
            try? files.removeItem(atPath: absent)
            return
        }
        for name in (try? files.contentsOfDirectory(atPath: path)) ?? [] {
            try? files.removeItem(atPath: path + "/" + name)
        }
    }
}
