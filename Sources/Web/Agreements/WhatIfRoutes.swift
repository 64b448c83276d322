import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Operations
import Storage

// What the past would have been under other terms: asked on a page, answered while it is reckoned.
extension DeskServer {
    /// Steps of progress that one answer shows at most.
    private static let stepsMax = 100

    func addWhatIf(to router: Router<DeskContext>) {
        router.get("/agreements/:name/what-if") { request, context in
            try await permitted(.whatIf, request) { person in
                let name = try context.parameters.require("name")
                guard let view = try await whatIfView(name, person) else { return notFound() }
                return page(Layout(head(view.title, person, current: Page.agreements)) { view })
            }
        }
        router.post("/agreements/:name/what-if") { request, context in
            try await permitted(.whatIf, request) { person in
                let form = try await Fields(form: request)
                guard person.isOwn(form) else { return foreignForm() }
                return try await reckon(try context.parameters.require("name"), form, person, request)
            }
        }
    }

    private func reckon(
        _ name: String, _ form: Fields, _ person: SignedIn, _ request: Request
    ) async throws -> Response {
        guard var view = try await whatIfView(name, person, form) else { return notFound() }
        do {
            let order = try WhatIfOrder(form, sources: try await whatIfSources(name))
            let problems = AgreementDraft.check(order.yaml, zones: office.zone)
            guard problems.isEmpty else {
                view.problems = ProblemList(problems)
                return answer(view, person, .unprocessableContent)
            }
            view.asked = "\(order.terms) in \(order.period)"
            return try await growing(Layout(head(view.title, person, current: Page.agreements)) { view }) {
                try await replay(name, order, into: &$0) {
                    let now = try await self.person(of: request)
                    return Access.allows(.whatIf, by: now?.asker)
                }
            }
        } catch let refusal as Desk.Refusal {
            view.refusal = Refusal(refusal)
            for index in view.fields.indices where view.fields[index].name == refusal.field {
                view.fields[index].problem = refusal.message
            }
            return answer(view, person, .unprocessableContent)
        }
    }

    private func answer(_ view: WhatIfView, _ person: SignedIn, _ status: HTTPResponse.Status) -> Response {
        page(Layout(head(view.title, person, current: Page.agreements)) { view }, status: status)
    }

    /// A page of which one place is written while the work goes on.
    private func growing(
        _ layout: some Content,
        _ work: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
    ) async throws -> Response {
        let whole = layout.rendered(capacity: 65_536)
        guard let mark = whole.firstRange(of: Array("id=\"\(WhatIfView.place)\">".utf8)) else {
            preconditionFailure("the page has the place")
        }
        let body = ResponseBody { writer in
            var open: any ResponseBodyWriter = writer
            try await open.write(ByteBuffer(bytes: whole[..<mark.upperBound]))
            try await work(&open)
            try await open.write(ByteBuffer(bytes: whole[mark.upperBound...]))
            try await open.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: body)
    }

    private func replay(
        _ name: String, _ order: WhatIfOrder, into writer: inout any ResponseBodyWriter,
        while stillMay: @Sendable () async throws -> Bool
    ) async throws {
        let total = try await office.database.read { try $0.ticketCount(of: name) }
        let (steps, step) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        try await writer.write(ByteBuffer(bytes: ReplayStep(done: 0, of: total).rendered()))
        let work = Task { [office] in
            defer { step.finish() }
            return try await office.replay(name, under: order.yaml, period: order.period) { step.yield($0) }
        }
        do {
            var shown = 0
            for await done in steps where done - shown >= max(1, total / Self.stepsMax) {
                shown = done
                try await writer.write(ByteBuffer(bytes: ReplayStep(done: done, of: total).rendered()))
            }
            let words = WhatIfWords(replay: try await work.value, terms: order.terms)
            guard try await stillMay() else { throw CutShort() }
            try await writer.write(ByteBuffer(bytes: words.result.rendered()))
        } catch let refusal as Desk.Refusal {
            try await writer.write(ByteBuffer(bytes: Refusal(refusal).rendered()))
        } catch {
            // Nobody reads it any more.
            work.cancel()
            throw error
        }
    }

    /// The draft if there is one, and every version.
    private func whatIfSources(_ name: String) async throws -> [WhatIfOrder.Source] {
        try await office.database.read { reader in
            let draft = try reader.draft(of: name).map {
                WhatIfOrder.Source(choice: FieldChoice(value: "draft", label: "The draft"), yaml: $0.yaml)
            }
            let versions = try reader.agreements().filter { $0.name == name && $0.inForceFrom != nil }
            return [draft].compactMap { $0 }
                + versions.reversed().map {
                    WhatIfOrder.Source(
                        choice: FieldChoice(value: "\($0.version)", label: "Version \($0.version)"),
                        yaml: String(decoding: $0.text, as: UTF8.self))
                }
        }
    }

    private func whatIfView(
        _ name: String, _ person: SignedIn, _ form: Fields? = nil
    ) async throws -> WhatIfView? {
        let sources = try await whatIfSources(name)
        guard sources.contains(where: { $0.choice.value != "draft" }) else { return nil }
        let now = office.clock()
        let quarter = try await office.database.read {
            try DeskWords(of: $0, office, now: now).quarter(of: now)
        }
        let paste = FieldChoice(value: WhatIfOrder.pasted, label: "The terms pasted below")
        return WhatIfView(
            title: "What if: \(name)", back: NavLink(label: "Agreement \(name)", href: Page.agreement(name)),
            target: FormTarget(action: Page.whatIf(name), csrf: person.csrf),
            fields: [
                FormField(
                    scope: "whatif", name: "period", label: "Period", kind: .line,
                    value: form?["period"] ?? quarter,
                    hint: "A year, a quarter or a month: 2026, 2026-Q3 or 2026-10.", isRequired: true),
                FormField(
                    scope: "whatif", name: "terms", label: "Under",
                    kind: .choice(sources.map(\.choice) + [paste]),
                    value: form?["terms"] ?? sources[0].choice.value,
                    hint: "Begin a draft to change figures by form, then come back.", isRequired: true),
                FormField(
                    scope: "whatif", name: "yaml", label: "Terms to paste", kind: .text(rows: 10),
                    value: form?["yaml"] ?? "",
                    hint: "As YAML, as every version can be exported from its page."),
            ])
    }
}

extension ProblemList {
    /// Of terms that have no form beside them.
    init(_ problems: [Problem]) {
        self.init(
            lines: problems.map {
                Line(
                    clause: $0.clause.id, message: $0.message, remedy: $0.remedy, field: nil,
                    label: $0.path)
            })
    }
}
