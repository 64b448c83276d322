import BusinessTime
import Documents
import Foundation
import Storage

extension EvidenceTrail {
    init(_ proof: ChainProof) {
        self.init(
            entries: proof.entries.map(\.bytes), json: Self.json(proof),
            seal: proof.seal.map { seal in
                Seal(
                    line: seal.checkpoint.line, covered: Int(seal.covered), leaf: seal.leaf,
                    path: seal.path.map { "\($0.side.rawValue) \(hexadecimal($0.hash))\n" }.joined(),
                    checkpoint: seal.bytes)
            })
    }

    /// A fact's body is JSON already; one that can't be shown as such is written in base64.
    private static func json(_ proof: ChainProof) -> [UInt8] {
        let entries = proof.entries.map { entry -> String in
            let (logged, fact) = (entry.fact, entry.fact.fact)
            let text = String(decoding: fact.body, as: UTF8.self)
            let isJSON = (try? JSONSerialization.jsonObject(with: Data(fact.body))) != nil
            return """
                  {"number": \(logged.number), "sequence": \(logged.sequence), "kind": \(fact.kind.inJSON),
                   "happened": "\(fact.happened)", "recorded": "\(fact.recorded)", \
                "actor": \(fact.actor.inJSON),
                   "body": \(isJSON ? text : fact.body.base64.inJSON),
                   "hash": "\(hexadecimal(logged.hash))"}
                """
        }
        let seal = proof.seal.map { $0.checkpoint.line.inJSON } ?? "null"
        return Array(
            """
            {"stream": "\(proof.stream)", "checkpoint": \(seal),
             "covered": \(proof.seal.map { "\($0.covered)" } ?? "null"), "entries": [
            \(entries.joined(separator: ",\n"))
            ]}

            """.utf8)
    }
}
