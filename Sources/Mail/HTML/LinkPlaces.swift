/// The links that are open in a page, each with its words so far: where those do not say where it leads, the
/// page says it behind them, for eyes, fingers and screen readers alike.
struct LinkPlaces {
    private var links: [(link: SafeLink?, words: String)] = []

    mutating func say(_ words: String) {
        if !links.isEmpty { links[links.count - 1].words += words }
    }

    /// - Parameter isShown: whether anything is seen of the element; a picture of one point is nothing.
    mutating func open(_ element: HTMLTree.Element, isShown: Bool) {
        if element.name == "a" {
            links.append((element.attribute("href").flatMap(SafeLink.init), ""))
        } else if element.name == "img", isShown {
            say(Self.something)
        }
    }

    /// Of the link that ends here: what stands behind its words, or nil where nothing need.
    mutating func close() -> String? {
        guard let (link, words) = links.popLast() else { return nil }
        // A link inside of a link hides what the outer one says.
        if !words.trimmed.isEmpty { say(Self.something) }
        guard let link, let place = link.place, !words.trimmed.isEmpty, !link.isNamed(by: words) else {
            return nil
        }
        return place
    }

    /// Stands for what is seen and is no words.
    private static let something = "[]"
}
