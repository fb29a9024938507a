/// What was taken out of the text, to be put in elsewhere.
struct KillRing: Sendable {
    enum Side: Sendable {
        case before, after
    }

    private var entries: [String] = []
    private var position = 0
    private static let size = 60

    var current: String? { entries.isEmpty ? nil : entries[position] }

    /// - Parameter joined: To what was taken just before, as both were taken in one go.
    mutating func add(_ text: String, from side: Side, joined: Bool) {
        if joined, let last = entries.last {
            entries[entries.count - 1] = side == .before ? text + last : last + text
        } else {
            entries.append(text)
            if entries.count > Self.size { entries.removeFirst() }
        }
        position = entries.count - 1
    }

    /// The one before the current, and after the oldest the newest.
    mutating func rotate() -> String? {
        guard !entries.isEmpty else { return nil }
        position = (position + entries.count - 1) % entries.count
        return current
    }
}
