/// Patterns in which `*` stands for anything, also for nothing and for slashes.
enum Glob {
    /// Whether a whole text fits. On a mismatch only the last `*` takes one byte more, so that no pattern takes longer
    /// than its length times that of the text.
    static func matches(_ pattern: String, _ text: String) -> Bool {
        let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
        var (place, position) = (0, 0)
        var retry: (place: Int, position: Int)?
        while position < text.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                place += 1
                retry = (place, position)
            } else if place < pattern.count, pattern[place] == text[position] {
                place += 1
                position += 1
            } else if let (start, taken) = retry {
                place = start
                position = taken + 1
                retry = (start, position)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
