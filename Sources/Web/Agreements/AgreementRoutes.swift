import Agreements
import BusinessTime
import Desk
import HTTPTypes
import Hummingbird
import Markup
import NIOCore
import Operations
import Storage

// Agreements: the list, one with its versions, and each version as it reads.
extension DeskServer {
    func addAgreements(to router: Router<DeskContext>) {
        router.get(RouterPath(Page.agreements)) { request, _ in
            try await permitted(.agreementView, request) { person in
                try await agreementsPage(person, show: request.uri.queryParameters.get("show"))
            }
        }
        router.post(RouterPath(Page.agreements)) { request, _ in
            try await permitted(.agreementDraft, request) { person in
                try await begin(try await Fields(form: request), person)
            }
        }
        router.get("/agreements/:name/draft") { request, context in
            try await permitted(.agreementDraft, request) { person in
                try await draftPage(try context.parameters.require("name"), person)
            }
        }
        router.post("/agreements/:name/draft") { request, context in
            try await permitted(.agreementDraft, request) { person in
                try await save(
                    try context.parameters.require("name"), try await Fields(form: request), person)
            }
        }
        router.post("/agreements/:name/draft/preview") { request, context in
            try await permitted(.agreementDraft, request) { person in
                try await preview(
                    try context.parameters.require("name"), try await Fields(form: request), person)
            }
        }
        router.post("/agreements/:name/draft/text") { request, context in
            try await permitted(.agreementDraft, request) { person in
                try await replace(
                    try context.parameters.require("name"), try await Fields(form: request), person)
            }
        }
        router.get("/agreements/:name/draft/text") { request, context in
            try await permitted(.agreementDraft, request) { _ in
                let name = try context.parameters.require("name")
                guard let draft = try await office.draft(name) else { return notFound() }
                return download(Array(draft.yaml.utf8), "application/yaml", name: "\(name)-draft.yaml")
            }
        }
    }

    func addAgreementVersions(to router: Router<DeskContext>) {
        router.get("/agreements/:name") { request, context in
            try await permitted(.agreementView, request) { person in
                try await agreementPage(try context.parameters.require("name"), person)
            }
        }
        router.get("/agreements/:name/:version") { request, context in
            try await permitted(.agreementView, request) { person in
                try await documentPage(
                    try context.parameters.require("name"), Int(context.parameters.get("version") ?? "") ?? 0,
                    person)
            }
        }
        router.get("/agreements/:name/:version/promises") { request, context in
            try await permitted(.agreementPromises, request) { person in
                try await promisesPage(
                    try context.parameters.require("name"), Int(context.parameters.get("version") ?? "") ?? 0,
                    person)
            }
        }
        router.get("/agreements/:name/:version/changes") { request, context in
            try await permitted(.agreementView, request) { person in
                try await changesPage(
                    try context.parameters.require("name"), Int(context.parameters.get("version") ?? "") ?? 0,
                    Fields(query: request), person)
            }
        }
        router.get("/agreements/:name/:version/text") { request, context in
            try await permitted(.agreementView, request) { _ in
                try await termsFile(
                    try context.parameters.require("name"), Int(context.parameters.get("version") ?? "") ?? 0)
            }
        }
        addClauses(to: router)
    }

    /// Answers who is signed in and may do it.
    func permitted(
        _ capability: Capability, _ request: Request, _ body: (SignedIn) async throws -> Response
    ) async throws -> Response {
        try await signedIn(request) { person in
            try Access.require(capability, by: person.asker)
            return try await body(person)
        }
    }

    func download(_ bytes: [UInt8], _ type: String, name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
