internal import Foundation
package import Trakt

/// What changes come to in the end, as a person reads it: grouped by surface, title by title.
package struct PlanDiff: Sendable, Hashable {
    package enum Sign: String, Sendable, Hashable {
        case added = "+"
        case removed = "-"
        case changed = "~"
    }

    package struct Line: Sendable, Hashable {
        package let sign: Sign
        package let text: String
        /// How many things it is about.
        package var count = 1
    }

    /// What changes of one surface, or of one list.
    package struct Group: Sendable, Hashable {
        package let title: String
        package var lines: [Line]
    }

    package let groups: [Group]
    /// Writing calls.
    package let calls: Int
    /// How long Trakt's limits make these take.
    package let seconds: Int
    /// Why a run would be refused, in sentences.
    package let refusals: [String]
    /// What a person should know beside the changes.
    package let remarks: [String]

    package func count(_ sign: Sign) -> Int {
        groups.flatMap(\.lines).reduce(0) { $1.sign == sign ? $0 + $1.count : $0 }
    }

    package var isEmpty: Bool { groups.isEmpty }
}

extension PlanDiff {
    /// The diff as lines of text.
    ///
    /// - Parameter styled: makes a line what it looks like, for a terminal with colours; it has a sign where it says a
    ///   change.
    package func lines(styled: (Sign?, String) -> String = { _, text in text }) -> [String] {
        var lines: [String] = []
        for group in groups {
            lines.append(styled(nil, group.title))
            lines += group.lines.map { styled($0.sign, "  \($0.sign.rawValue) \($0.text)") }
        }
        if !groups.isEmpty { lines.append("") }
        lines.append(styled(nil, summary))
        lines += refusals.map { styled(.removed, "A run would be refused: \($0)") }
        return lines + remarks.map { styled(nil, "Note: \($0)") }
    }

    private var summary: String {
        guard calls > 0 else { return "Nothing would change." }
        let counts = [
            (count(.added), "to add"), (count(.removed), "to remove"), (count(.changed), "to change"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let net = counts.isEmpty ? "Nothing would change in the end" : counts.joined(separator: ", ")
        return
            "\(net): \(calls) writing call\(calls == 1 ? "" : "s"), \(seconds) second\(seconds == 1 ? "" : "s") at Trakt's pace."
    }

    package var asJSON: JSONValue {
        let groups: [JSONValue] = groups.map { group in
            [
                "title": .string(group.title),
                "lines": .array(
                    group.lines.map {
                        [
                            "sign": .string($0.sign.rawValue), "text": .string($0.text),
                            "count": .integer(Int64($0.count)),
                        ]
                    }),
            ]
        }
        return [
            "groups": .array(groups), "added": .integer(Int64(count(.added))),
            "removed": .integer(Int64(count(.removed))), "changed": .integer(Int64(count(.changed))),
            "calls": .integer(Int64(calls)), "seconds": .integer(Int64(seconds)),
            "refusals": .array(refusals.map { .string($0) }), "remarks": .array(remarks.map { .string($0) }),
        ]
    }
}
