/// Ids of what a plan only intends to make: near the end of what 64 bits hold, where Trakt counts nothing. Plays have ids
/// of 64 bits too, so that being large is not enough.
struct PlannedIDs: Sendable {
    static let first: Int64 = 9_200_000_000_000_000_000

    private var last = first

    mutating func next() -> Int64 {
        last += 1
        return last
    }

    static func isOne(_ id: Int64) -> Bool { id > first }

    static func isOne(_ text: String) -> Bool { Int64(text).map(isOne) ?? false }
}
