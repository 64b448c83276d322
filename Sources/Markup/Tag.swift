/// The name of an element. The list holds what pages use; `script` and `link` can only point to files,
/// because the content policy of every page refuses scripts and styles inside it.
public struct Tag: Sendable {
    @usableFromInline let start: StaticString
    /// Empty for an element that has no inside, as `br` and `input`.
    @usableFromInline let end: StaticString

    private init(_ start: StaticString, _ end: StaticString = "") {
        self.start = start
        self.end = end
    }

    @usableFromInline var isVoid: Bool { end.utf8CodeUnitCount == 0 }
}

// HTML
extension Tag {
    public static let a = Tag("<a", "</a>")
    public static let abbr = Tag("<abbr", "</abbr>")
    public static let article = Tag("<article", "</article>")
    public static let aside = Tag("<aside", "</aside>")
    public static let bdi = Tag("<bdi", "</bdi>")
    public static let blockquote = Tag("<blockquote", "</blockquote>")
    public static let body = Tag("<body", "</body>")
    public static let button = Tag("<button", "</button>")
    public static let caption = Tag("<caption", "</caption>")
    public static let code = Tag("<code", "</code>")
    public static let datalist = Tag("<datalist", "</datalist>")
    public static let dd = Tag("<dd", "</dd>")
    public static let del = Tag("<del", "</del>")
    public static let details = Tag("<details", "</details>")
    public static let dialog = Tag("<dialog", "</dialog>")
    public static let div = Tag("<div", "</div>")
    public static let dl = Tag("<dl", "</dl>")
    public static let dt = Tag("<dt", "</dt>")
    public static let em = Tag("<em", "</em>")
    public static let fieldset = Tag("<fieldset", "</fieldset>")
    public static let figcaption = Tag("<figcaption", "</figcaption>")
    public static let figure = Tag("<figure", "</figure>")
    public static let footer = Tag("<footer", "</footer>")
    public static let form = Tag("<form", "</form>")
    public static let h1 = Tag("<h1", "</h1>")
    public static let h2 = Tag("<h2", "</h2>")
    public static let h3 = Tag("<h3", "</h3>")
    public static let h4 = Tag("<h4", "</h4>")
    public static let head = Tag("<head", "</head>")
    public static let header = Tag("<header", "</header>")
    public static let html = Tag("<html", "</html>")
    public static let i = Tag("<i", "</i>")
    public static let iframe = Tag("<iframe", "</iframe>")
    public static let ins = Tag("<ins", "</ins>")
    public static let kbd = Tag("<kbd", "</kbd>")
    public static let label = Tag("<label", "</label>")
    public static let legend = Tag("<legend", "</legend>")
    public static let li = Tag("<li", "</li>")
    public static let main = Tag("<main", "</main>")
    public static let mark = Tag("<mark", "</mark>")
    public static let meter = Tag("<meter", "</meter>")
    public static let nav = Tag("<nav", "</nav>")
    public static let ol = Tag("<ol", "</ol>")
    public static let optgroup = Tag("<optgroup", "</optgroup>")
    public static let option = Tag("<option", "</option>")
    public static let output = Tag("<output", "</output>")
    public static let p = Tag("<p", "</p>")
    public static let pre = Tag("<pre", "</pre>")
    public static let progress = Tag("<progress", "</progress>")
    public static let q = Tag("<q", "</q>")
    public static let s = Tag("<s", "</s>")
    public static let samp = Tag("<samp", "</samp>")
    public static let script = Tag("<script", "</script>")
    public static let section = Tag("<section", "</section>")
    public static let select = Tag("<select", "</select>")
    public static let small = Tag("<small", "</small>")
    public static let span = Tag("<span", "</span>")
    public static let strong = Tag("<strong", "</strong>")
    public static let sub = Tag("<sub", "</sub>")
    public static let summary = Tag("<summary", "</summary>")
    public static let sup = Tag("<sup", "</sup>")
    public static let table = Tag("<table", "</table>")
    public static let tbody = Tag("<tbody", "</tbody>")
    public static let td = Tag("<td", "</td>")
    public static let template = Tag("<template", "</template>")
    public static let textarea = Tag("<textarea", "</textarea>")
    public static let tfoot = Tag("<tfoot", "</tfoot>")
    public static let th = Tag("<th", "</th>")
    public static let thead = Tag("<thead", "</thead>")
    public static let time = Tag("<time", "</time>")
    public static let title = Tag("<title", "</title>")
    public static let tr = Tag("<tr", "</tr>")
    public static let ul = Tag("<ul", "</ul>")
}

// HTML without an inside
extension Tag {
    public static let br = Tag("<br")
    public static let col = Tag("<col")
    public static let hr = Tag("<hr")
    public static let img = Tag("<img")
    public static let input = Tag("<input")
    public static let link = Tag("<link")
    public static let meta = Tag("<meta")
    public static let wbr = Tag("<wbr")
}

// SVG
extension Tag {
    public static let svg = Tag("<svg", "</svg>")
    public static let circle = Tag("<circle", "</circle>")
    public static let clipPath = Tag("<clipPath", "</clipPath>")
    public static let defs = Tag("<defs", "</defs>")
    public static let desc = Tag("<desc", "</desc>")
    public static let g = Tag("<g", "</g>")
    public static let line = Tag("<line", "</line>")
    public static let path = Tag("<path", "</path>")
    public static let pattern = Tag("<pattern", "</pattern>")
    public static let polygon = Tag("<polygon", "</polygon>")
    public static let polyline = Tag("<polyline", "</polyline>")
    public static let rect = Tag("<rect", "</rect>")
    public static let symbol = Tag("<symbol", "</symbol>")
    public static let text = Tag("<text", "</text>")
    public static let tspan = Tag("<tspan", "</tspan>")
    public static let use = Tag("<use", "</use>")
}
