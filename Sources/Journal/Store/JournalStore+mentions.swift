internal import Trakt

/// An answer that some step got.
package struct KeptAnswer: Sendable, Hashable {
    /// The name of a step that got it.
    package let name: String
    /// The JSON document.
    package let document: [UInt8]

    package init(name: String, document: [UInt8]) {
        self.name = name
        self.document = document
    }
}

/// Looking through everything without any help of the database, run by run.
extension JournalStore {
    package func answers(mentioning texts: Set<String>) async throws(StoreError) -> [KeptAnswer] {
        let mention = Mention(of: texts)
        var found: Set<KeptAnswer> = []
        for run in try await runs(RunQuery()) {
            for step in try await steps(of: run.id) {
                guard case .document(let bytes) = step.result, mention.isIn(bytes) else { continue }
                found.insert(KeptAnswer(name: step.name, document: bytes))
            }
        }
        return Array(found)
    }

    package func effects(mentioning texts: Set<String>) async throws(StoreError) -> [EffectRecord] {
        let mention = Mention(of: texts)
        var found: [EffectRecord] = []
        for run in try await runs(RunQuery()) {
            let questions = Dictionary(try await steps(of: run.id).map { ($0.key, $0.question) }) { first, _ in first }
            found += try await effects(of: run.id).filter { effect in
                let documents = [effect.effect.request.body, questions[effect.effect.key]]
                return documents.compactMap(\.self).contains(where: mention.isIn)
            }
        }
        return found.sorted { $0.id.number < $1.id.number }
    }
}

/// Whether a document has one of some texts in it, whatever the case of ASCII letters.
private struct Mention {
    private let texts: [String]

    init(of texts: Set<String>) {
        self.texts = texts.map { $0.lowercased() }
    }

    func isIn(_ document: [UInt8]) -> Bool {
        let text = String(decoding: document, as: UTF8.self).lowercased()
        return texts.contains { $0.isEmpty || text.contains($0) }
    }
}
