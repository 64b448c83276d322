/// One of the two faces of the pages: the grounds on which words stand, and what is written on a button.
/// They are those of the stylesheet; a test compares them.
public enum Face: String, CaseIterable, Sendable {
    case light, dark

    var grounds: [Colour] {
        switch self {
        case .light: [Colour(red: 0xFF, green: 0xFF, blue: 0xFF), Colour(red: 0xF4, green: 0xF4, blue: 0xF0)]
        case .dark: [Colour(red: 0x1F, green: 0x21, blue: 0x25), Colour(red: 0x17, green: 0x18, blue: 0x1B)]
        }
    }

    /// On a button in the colour.
    var ink: Colour {
        switch self {
        case .light: Colour(red: 0xFF, green: 0xFF, blue: 0xFF)
        case .dark: Colour(red: 0x10, green: 0x15, blue: 0x1D)
        }
    }

    /// Behind what is chosen: the paper, with a little of the colour in it.
    public func ground(of colour: Colour) -> Colour {
        grounds[0].mixed(with: colour, self == .light ? 0.1 : 0.2)
    }

    /// The least between words in the colour and what they stand on, or between the colour and words on it.
    public func contrast(of colour: Colour) -> Double {
        (grounds + [ink, ground(of: colour)]).map { colour.contrast(to: $0) }.min() ?? 1
    }

    public func fits(_ colour: Colour) -> Bool { contrast(of: colour) >= Colour.contrastMin }

    /// The nearest that fits: darker for light pages, lighter for dark ones.
    public func nearest(to colour: Colour) -> Colour {
        let end = self == .light ? Colour(red: 0, green: 0, blue: 0) : Colour(red: 255, green: 255, blue: 255)
        return (0...100).lazy.map { colour.mixed(with: end, Double($0) / 100) }.first(where: fits) ?? end
    }
}
