/// Ids of what a plan only intends to make. Trakt's own are far smaller, and a script's number keeps these exactly.
struct PlannedIDs: Sendable {
    static let first: Int64 = 9_000_000_000_000_000

    private var last = first

    mutating func next() -> Int64 {
        last += 1
        return last
    }

    static func isOne(_ id: Int64) -> Bool { id > first }

    static func isOne(_ text: String) -> Bool { Int64(text).map(isOne) ?? false }
}
