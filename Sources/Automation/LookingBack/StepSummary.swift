internal import Foundation
package import Journal
package import Trakt

/// A step in short: what was asked, and what came of it.
package struct StepSummary: Sendable, Hashable {
    package let step: StepRecord

    package init(_ step: StepRecord) {
        self.step = step
    }

    /// The call without what all have in common: `users.lists.add`.
    package var name: String { step.name.hasPrefix("trakt.") ? String(step.name.dropFirst(6)) : step.name }

    /// The arguments as JSON, cut where they are long.
    package func arguments(upTo length: Int = 60) -> String {
        guard let document = try? JSONValue(parsing: step.question) else { return "" }
        let arguments = document["arguments"] ?? document
        guard let values = arguments.array else { return Self.cut(arguments.encodedText, length) }
        return Self.cut(values.map(\.encodedText).joined(separator: ", "), length)
    }

    /// What the script got, in a few words.
    package func answer(upTo length: Int = 80) -> String {
        switch step.result {
        case .digest: "too large to keep"
        case .failure(let bytes), .uncertain(let bytes):
            Self.cut(Self.failure((try? JSONValue(parsing: bytes)) ?? .null), length)
        case .document(let bytes): Self.cut(Self.document((try? JSONValue(parsing: bytes)) ?? .null), length)
        }
    }

    private static func failure(_ error: JSONValue) -> String {
        let message = error["message"]?.string ?? "an error"
        return error["kind"]?.string.map { "error \($0): \(message)" } ?? "error: \(message)"
    }

    private static func document(_ answer: JSONValue) -> String {
        guard let status = answer["status"]?.integer else {
            return answer["chunkname"]?.string ?? answer.encodedText
        }
        switch answer["body"] {
        case nil: return "\(status)"
        case .array(let items)?: return "\(status), \(items.count) item\(items.count == 1 ? "" : "s")\(page(answer))"
        case let body?:
            let counts = counts(in: body)
            guard counts.isEmpty else { return "\(status), \(counts.joined(separator: ", "))" }
            let title = body["title"]?.string ?? body["name"]?.string
            return title.map { "\(status), \($0)" } ?? "\(status)"
        }
    }

    private static func page(_ answer: JSONValue) -> String {
        guard let page = answer["page"]?["page"]?.integer, let last = answer["page"]?["page_count"]?.integer, last > 1
        else { return "" }
        return ", page \(page) of \(last)"
    }

    /// What a writing call counts: "2 added", "1 not found".
    static func counts(in body: JSONValue) -> [String] {
        ["added", "updated", "existing", "deleted", "not_found"].compactMap { word in
            guard let kinds = body[word]?.object else { return nil }
            let count = kinds.values.map { $0.integer ?? Int64($0.array?.count ?? 0) }.clampedSum
            return count == 0 ? nil : "\(count) \(word.replacing("_", with: " "))"
        }
    }

    static func cut(_ text: String, _ length: Int) -> String {
        text.count <= length ? text : text.prefix(max(0, length - 3)) + "..."
    }

    /// The whole step as JSON.
    package var document: JSONValue {
        var members: [String: JSONValue] = [
            "order": .integer(Int64(step.order)), "answer_order": .integer(Int64(step.answerOrder)),
            "name": .string(step.name), "asked_at": .string(step.askedAt.formatted(.iso8601)),
            "answered_at": .string(step.answeredAt.formatted(.iso8601)),
            "question": (try? JSONValue(parsing: step.question)) ?? .null,
        ]
        members["place"] = step.place.map { .string($0) }
        switch step.result {
        case .document(let bytes): members["answer"] = (try? JSONValue(parsing: bytes)) ?? .null
        case .failure(let bytes), .uncertain(let bytes):
            members["error"] = (try? JSONValue(parsing: bytes)) ?? .null
        case .digest(let digest): members["answer_digest"] = .string(digest)
        }
        return .object(members)
    }
}
