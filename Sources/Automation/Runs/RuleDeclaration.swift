internal import Trakt

/// What a rule says of itself before it runs.
struct RuleDeclaration: Sendable, Hashable {
    /// Its name, if it has one.
    let name: String?
    /// What it may change; nil when it does not say, and then it may change everything.
    let writes: Set<Surface>?

    /// Reads the message `rule`; throws a sentence about what is wrong with it.
    init(_ document: JSONValue) throws(RunError) {
        name = document["name"]?.string
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
}
