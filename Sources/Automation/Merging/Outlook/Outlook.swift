internal import LuaSyntax

/// What a rule's text tells without doubt of what its runs will ask: where they add something last, whether they look at what
/// lists are like, and whether they ask others than Trakt's API.
struct Outlook: Sendable, Hashable {
    private let path: String
    private var lastLines: Set<Int> = []
    /// Whether the script may look at more of a list than what it is called and what is on it.
    private(set) var looksAtLists = true
    /// Whether the script may ask other hosts, or sign in or out.
    private(set) var goesElsewhere = true

    /// The largest text, and the deepest tree, that is looked through: this is done in the host's own process, for scripts that
    /// anybody may have written.
    private static let (mostBytes, mostDepth) = (256 << 10, 100)

    init(of script: ScriptFile) {
        path = script.path
        guard script.source.count <= Self.mostBytes, Self.hasPlainLines(script.source) else { return }
        let chunk = Chunk(parsing: script.source)
        guard chunk.errors.isEmpty, chunk.block.depth <= Self.mostDepth else { return }
        let names = NameUse(in: chunk.block)
        guard names.keepsMeanings else { return }
        lastLines = LastCallSearch(in: chunk, names).lines
        looksAtLists = ListUse(in: chunk.block).looksAtLists
        goesElsewhere = names.goesElsewhere
    }

    /// Whether an addition is the last thing that a run asks for.
    ///
    /// - Parameter place: where it was asked for, as `rules/a.lua:12`.
    func isLast(at place: String?) -> Bool {
        // As bytes: what looks alike is another file.
        guard let place, place.utf8.starts(with: "\(path):".utf8),
            let line = String(place.utf8.dropFirst(path.utf8.count + 1)).flatMap({ Int($0) })
        else { return false }
        return lastLines.contains(line)
    }

    /// Whether Lua counts the lines as we do: a carriage return alone is a line's end to it.
    private static func hasPlainLines(_ source: [UInt8]) -> Bool {
        source.indices.allSatisfy { place in
            source[place] != UInt8(ascii: "\r") || source[(place + 1)...].first == UInt8(ascii: "\n")
        }
    }
}
