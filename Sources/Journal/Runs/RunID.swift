/// The number of a run: what a person types behind `moonreel show`.
package struct RunID: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    package var description: String { String(number) }

    package static func < (one: RunID, other: RunID) -> Bool { one.number < other.number }
}
