internal import Trakt

/// What a rule says of itself before it runs.
struct RuleDeclaration: Sendable, Hashable {
    /// Its name, if it has one.
    let name: String?
    /// What it may change; nil when it does not say, and then it may change everything.
    let writes: Set<Surface>?
    /// How many things a run of it may remove from one part of the account; nil when it does not say, and then what is
    /// configured holds.
    let mostRemovals: Int?

    /// Reads the message `rule`; throws a sentence about what is wrong with it.
    init(_ document: JSONValue) throws(RunError) {
        name = document["name"]?.string
        mostRemovals = try Self.mostRemovals(document["removes"])
        guard let names = document["writes"]?.array else {
            writes = nil
            return
        }
        var writes: Set<Surface> = []
        for value in names {
            guard let surface = value.string.flatMap(Surface.init(rawValue:)) else {
                throw .unknownSurface(value.string ?? value.encodedText)
            }
            writes.insert(surface)
        }
        self.writes = writes
    }

    private static func mostRemovals(_ removes: JSONValue?) throws(RunError) -> Int? {
        guard let removes else { return nil }
        guard let members = removes.object, members.count == 1, let most = members["most"]?.integer, most >= 0 else {
            throw .badRemovals(removes.encodedText)
        }
        return Int(clamping: most)
    }
}
