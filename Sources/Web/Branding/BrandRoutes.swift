import Desk
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Operations
import Storage

// How the desk shows itself to customers: name, colour, logo.
extension DeskServer {
    func addBrand(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.brand)) { request, _ in
            try await permitted(.brand, request) { person in try await brandPage(person) }
        }
        router.post(RouterPath(Page.brand)) { request, _ in
            try await permitted(.brand, request) { person in
                let sent = try await FilesForm(request)
                let form = sent.fields
                guard person.isOwn(form) else { return foreignForm() }
                var wish = BrandWish(
                    name: form["name"], colour: form.plain("colour"), dark: form.plain("dark"))
                wish.logo = sent.files.first
                wish.removesLogo = form["no-logo"] == "yes"
                do {
                    try await office.setBrand(wish, by: person.asker)
                    return redirect(to: Page.brand)
                } catch let refusal as Desk.Refusal {
                    return try await brandPage(person, refused: (form, refusal))
                }
            }
        }
        router.get(RouterPath(Page.brandStyle)) { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/css; charset=utf-8", .cacheControl: "max-age=300"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: Self.style(office.brand.value))))
        }
        router.get(RouterPath(Page.brandLogo)) { _, _ in
            guard let brand = office.brand.value, let logo = brand.logo,
                let blob = try await office.database.read({ try $0.blob(logo) })
            else { return notFound() }
            var answer = download(blob, brand.logoType, name: "logo")
            answer.headers[.cacheControl] = "max-age=300"
            return answer
        }
    }

    /// The desk's own colours but for what is done: its rules stand outside the layers, and so come last.
    private static func style(_ brand: Brand?) -> String {
        guard let light = brand?.colour, let dark = brand?.dark else { return "" }
        return """
            :root {
                --accent: light-dark(\(light.written), \(dark.written));
                --accent-ground: light-dark(\(Face.light.ground(of: light).written), \
            \(Face.dark.ground(of: dark).written));
            }

            """
    }

    /// The head of a page that customers open without signing in.
    func customerHead(_ title: String) -> PageHead {
        var head = PageHead(title: title, assets: Page.assets)
        head.show(office.brand.value)
        return head
    }

    private func brandPage(_ person: SignedIn, refused: RefusedForm? = nil) async throws -> Response {
        let stored = try await office.database.read { try $0.brand() }
        var form = ActForm.brand(
            FormTarget(action: Page.brand, csrf: person.csrf), name: stored?.name ?? "",
            colour: stored?.colour ?? "", dark: stored?.dark ?? "", hasLogo: stored?.logo != nil)
        form.show(refused)
        let brand = office.brand.value
        var view = BrandView(head: customerHead("Appearance"), form: form)
        if let light = brand?.colour, let dark = brand?.dark {
            view.contrast =
                "Least contrast: \(Self.said(Face.light.contrast(of: light))) to 1 on light pages, "
                + "\(Self.said(Face.dark.contrast(of: dark))) to 1 on dark ones (\(dark.written))."
        }
        var head = head("Appearance", person, current: Page.brand)
        head.style = view.head.style
        let shown = view
        return page(Layout(head) { shown }, status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func said(_ contrast: Double) -> String {
        "\((contrast * 10).rounded(.down) / 10)"
    }
}

extension Fields {
    fileprivate func plain(_ name: String) -> String { self[name].filter { !$0.isWhitespace } }
}

extension PageHead {
    /// As customers see the desk.
    mutating func show(_ brand: Brand?) {
        guard let brand else { return }
        isBranded = true
        desk = brand.name ?? desk
        style = brand.colour == nil ? nil : "\(Page.brandStyle)?v=\(brand.version)"
        logo = brand.logo == nil ? nil : "\(Page.brandLogo)?v=\(brand.version)"
    }
}
