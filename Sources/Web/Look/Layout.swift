import Markup

/// A link of the top line.
struct NavLink: Sendable {
    var label: String
    var href: String
    var isCurrent: Bool = false
    /// Not a place of every day: it stands under "More".
    var isRare: Bool = false
    /// Of the element, where scripts find it.
    var key: String?
    /// What it counts, for scripts and in words.
    var count: Int?
    var words: String?
}

/// Who is signed in, and the form that signs them out.
struct Reader: Sendable {
    /// What they write is kept in the browser for them alone.
    var id: Int64
    var name: String
    /// Where they see their sessions and ways of signing in.
    var account: String
    var signOut: FormTarget
}

/// What stands around every page.
struct PageHead: Sendable {
    var title: String
    /// Nil on pages for strangers, such as signing in.
    var reader: Reader?
    var links: [NavLink] = []
    /// The folder of stylesheet and modules; may hold a version, as they find each other relatively.
    var assets: String = "/assets"
    /// The stream of live changes, nil where nothing changes.
    var live: String?
    /// Where places and acts are looked up, nil for who has none.
    var palette: String?
    /// What is new; nil for who sees no tickets.
    var bell: BellMark?
    /// Where the reader is in a call.
    var call: CallMark?
    /// The name of the desk.
    var desk: String = "Duly"
    /// Whether the keys of the desk do something here.
    var hasKeys = true
    /// Whether customers see the desk under a look of their own.
    var isBranded = false
    /// A stylesheet behind the desk's, and a picture; nil for none.
    var style: String?
    var logo: String?
    /// Where somebody who is not signed in can go.
    var places: [NavLink] = []
}

/// The whole page: head, skip link, top line, main part, live region, list of keys.
struct Layout<Main: Content>: View {
    let head: PageHead
    let main: Main

    init(_ head: PageHead, @ContentBuilder main: () -> Main) {
        self.head = head
        self.main = main()
    }

    var body: some Content {
        Raw("<!doctype html>")
        Element(.html, .lang("en")) {
            PageLinks(head: head)
            Element(
                .body, .data("live", head.live), .data("palette", head.palette),
                .data("reader", head.reader.map { String($0.id) })
            ) {
                Element(.a, class: "skip", .href("#main")) { "Skip to the page" }
                if let reader = head.reader {
                    TopLine(head: head, reader: reader)
                } else if head.isBranded || !head.places.isEmpty {
                    StrangersLine(head: head)
                }
                Element(.p, class: "lost", .id("lost"), .role("status"), .flag("hidden"))
                Element(.main, .id("main"), .named("tabindex", fixed: "-1")) { main }
                Element(
                    .p, class: "unseen", .id("said"), .role("status"), .named("aria-live", fixed: "polite"))
                if head.reader != nil, head.hasKeys { KeysHelp() }
                Drawings()
            }
        }
    }
}

private struct PageLinks: View {
    let head: PageHead

    var body: some Content {
        Element(.head) {
            Raw("<meta charset=\"utf-8\">")
            Raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            Raw("<meta name=\"color-scheme\" content=\"light dark\">")
            Element(.title) { "\(head.title) · \(head.desk)" }
            Element(
                .link, .named("rel", fixed: "icon"), .type("image/svg+xml"), .href(head.assets + "/icon.svg"))
            Element(.link, .named("rel", fixed: "stylesheet"), .href(head.assets + "/app.css"))
            if let style = head.style {
                Element(.link, .named("rel", fixed: "stylesheet"), .href(style))
            }
            Element(.script, .type("module"), .src(head.assets + "/app.js"))
        }
    }
}

/// The desk's sign and name, or those that customers know.
struct DeskMark: View {
    let head: PageHead

    var body: some Content {
        if let logo = head.logo {
            Element(.img, .src(logo), .named("alt", fixed: ""), .number("height", 28))
        } else if !head.isBranded {
            Icon.mark
        }
        Element(.span, .dir("auto")) { head.desk }
    }
}

/// Above a page for everybody.
private struct StrangersLine: View {
    let head: PageHead

    var body: some Content {
        Element(.header, class: "top of-strangers") {
            Element(.span, class: "mark") { DeskMark(head: head) }
            if !head.places.isEmpty {
                Element(.nav, .named("aria-label", fixed: "Desk")) {
                    Each(head.places) { link in
                        Element(.a, .href(link.href), .aria("current", link.isCurrent ? "page" : nil)) {
                            link.label
                        }
                    }
                }
            }
        }
    }
}

private struct TopLine: View {
    let head: PageHead
    let reader: Reader

    private var rare: [NavLink] { head.links.filter(\.isRare) }

    private var more: String { rare.first { $0.isCurrent }.map { "More: \($0.label)" } ?? "More" }

    private func place(_ link: NavLink) -> some Content {
        Element(
            .a, .href(link.href), .aria("current", link.isCurrent ? "page" : nil),
            .all(link.key.map { [.id($0)] } ?? []), .data("count", link.count), .aria("label", link.words)
        ) { link.label }
    }

    var body: some Content {
        Element(.header, class: "top") {
            Element(.a, class: "mark", .href("/")) { DeskMark(head: head) }
            // A menu where it is narrow, which opens without scripts; else always there.
            Element(
                .button, class: "quiet menu-button", .type("button"),
                .named("popovertarget", fixed: "menu")
            ) { "Menu" }
            Element(.nav, .id("menu"), .flag("popover"), .named("aria-label", fixed: "Desk")) {
                Each(head.links.filter { !$0.isRare }) { place($0) }
                if !rare.isEmpty {
                    Element(.details, class: "more") {
                        Element(.summary) { more }
                        Element(.div) { Each(rare) { place($0) } }
                    }
                }
                // Where it is narrow the name is not shown, and this stands in the menu.
                Element(.a, class: "of-reader", .href(reader.account)) { "Your account" }
            }
            if let bell = head.bell {
                bell
                // What is behind it opens here; without scripts the bell leads to its page.
                Element(.div, class: "bell-over", .id("bell-over"), .flag("popover"))
            }
            if head.hasKeys {
                Element(
                    .button, class: "quiet keys-button", .type("button"),
                    .named("popovertarget", fixed: "keys"), .named("aria-label", fixed: "Keys")
                ) {
                    Element(.kbd) { "?" }
                    Element(.span) { "Keys" }
                }
            }
            Element(.a, class: "reader", .href(reader.account), .title("Your account")) { reader.name }
            Element(.form, .named("method", fixed: "post"), .action(reader.signOut.action)) {
                reader.signOut
                Element(.button, class: "quiet", .type("submit")) { "Sign out" }
            }
            head.call
        }
    }
}

/// What rows and drawings point to, once a page: the pattern of a pause, and the icons.
private struct Drawings: View {
    var body: some Content {
        Element(
            .svg, class: "patterns", .number("width", 0), .number("height", 0),
            .named("aria-hidden", fixed: "true")
        ) {
            Element(.defs) {
                Raw(
                    """
                    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
                    patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"></rect>\
                    <rect class="hatch-line" width="2" height="6"></rect></pattern>
                    """)
                Icon.drawings
            }
        }
    }
}
