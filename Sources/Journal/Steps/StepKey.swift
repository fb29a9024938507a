package import Trakt

/// What tells the steps of a run apart: what was asked, and how often the same was asked before. Not when it was asked, so
/// that a repetition may ask in another order.
package struct StepKey: Sendable, Hashable, Codable, CustomStringConvertible {
    /// SHA-256 of what was asked, in hexadecimal digits.
    package let content: String
    /// From 1.
    package let occurrence: Int

    package init(content: String, occurrence: Int) {
        self.content = content
        self.occurrence = occurrence
    }

    package var description: String { "\(content)#\(occurrence)" }
}

/// Counts how often a run asked for the same.
package struct StepKeys: Sendable {
    private var asked: [String: Int] = [:]

    package init() {}

    /// The key of a call: of its endpoint, path, query and body, and whether it belongs to a reading of all pages.
    package mutating func next(for call: Call, inWalk: Bool) -> StepKey {
        next([Array(call.endpoint.id.utf8), Array(call.target.utf8), inWalk ? [1] : [0], call.body ?? []])
    }

    /// The key of a message that asks for no call.
    package mutating func next(forMessage name: String, _ document: [UInt8]) -> StepKey {
        next([Array(name.utf8), document])
    }

    private mutating func next(_ parts: [[UInt8]]) -> StepKey {
        // Each part with its length, so that no two lists of parts are the same bytes.
        let bytes = parts.flatMap { Array("\($0.count):".utf8) + $0 }
        let content = SHA256.hexadecimal(of: bytes)
        asked[content, default: 0] += 1
        return StepKey(content: content, occurrence: asked[content] ?? 1)
    }
}
