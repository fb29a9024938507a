internal import GRDB
package import Journal

/// Looking through everything: the database reads all of the texts, but only what has been found is made a value of.
extension SQLiteStore {
    package func answers(mentioning texts: Set<String>) async throws(StoreError) -> [KeptAnswer] {
        try await read { database in
            var found: Set<KeptAnswer> = []
            for part in Mention.parts(of: texts) {
                // The texts come first, however many steps there are: each is read once.
                let sql = """
                    SELECT DISTINCT step.name, content.hash FROM content CROSS JOIN step ON step.answer = content.hash
                    WHERE step.result = 'document' AND (\(part.condition("content.bytes")))
                    """
                for row in try Row.fetchAll(database, sql: sql, arguments: part.arguments) {
                    found.insert(KeptAnswer(name: row["name"], document: try database.keptContent(row["hash"])))
                }
            }
            return Array(found)
        }
    }

    package func effects(mentioning texts: Set<String>) async throws(StoreError) -> [EffectRecord] {
        try await read { database in
            var found: [EffectID: EffectRecord] = [:]
            for part in Mention.parts(of: texts) {
                let asked = """
                    EXISTS (SELECT 1 FROM step JOIN content ON content.hash = step.question WHERE step.run = effect.run
                        AND step.key = effect.key AND step.occurrence = effect.occurrence
                        AND (\(part.condition("content.bytes"))))
                    """
                // What is removed by its place or number is named by what was there alone.
                let condition =
                    "\(part.condition("effect.body")) OR \(part.condition("effect.before")) OR \(asked)"
                let arguments = part.arguments + part.arguments + part.arguments
                for effect in try EffectRow.fetch(database, condition, arguments) {
                    found[effect.id] = effect
                }
            }
            return found.values.sorted { $0.id.number < $1.id.number }
        }
    }
}

/// As many texts as one question takes.
private struct Mention {
    private let texts: [String]

    static func parts(of texts: Set<String>) -> [Mention] {
        let sorted = texts.sorted()
        return stride(from: 0, to: sorted.count, by: 50).map { start in
            Mention(texts: Array(sorted[start..<min(start + 50, sorted.count)]))
        }
    }

    /// SQLite's `lower` knows ASCII alone.
    func condition(_ column: String) -> String {
        texts.map { _ in "instr(lower(CAST(\(column) AS TEXT)), lower(?)) > 0" }.joined(separator: " OR ")
    }

    var arguments: StatementArguments { StatementArguments(texts) }
}
