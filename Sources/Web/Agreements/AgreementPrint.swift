import Agreements
import Documents
import Hummingbird
import Operations
import Storage

// What leaves the desk as a file: the print of a version, and the evidence of its signatures.
extension DeskServer {
    func addPrints(to router: Router<DeskContext>) {
        router.get("/agreements/:name/:version/pdf") { request, context in
            try await permitted(.agreementView, request) { _ in
                try await printedAgreement(try AgreementVersion(context))
            }
        }
        router.get("/agreements/:name/:version/evidence") { request, context in
            try await permitted(.agreementEvidence, request) { _ in
                try await evidence(try AgreementVersion(context))
            }
        }
    }

    func printedAgreement(_ version: AgreementVersion) async throws -> Response {
        let printed = try await office.database.read { try office.printed(version, in: $0) }
        guard let printed else { return notFound() }
        return download(
            printed.rendered(), "application/pdf", name: "\(version.agreement)-\(version.number).pdf")
    }

    /// 404 for what was not signed here.
    func evidence(_ version: AgreementVersion) async throws -> Response {
        guard let bundle = try await office.evidence(of: version) else { return notFound() }
        return download(
            bundle.zipped(), "application/zip",
            name: "\(version.agreement)-\(version.number)-evidence.zip")
    }
}

extension AgreementVersion {
    /// As an address names it; a number that is none names no version.
    init(_ context: DeskContext) throws {
        self.init(
            agreement: try context.parameters.require("name"),
            number: Int(context.parameters.get("version") ?? "") ?? 0)
    }
}
