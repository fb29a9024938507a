internal import LuaSyntax

extension SeededChance {
    /// A Lua text in which some tokens were dropped, doubled, swapped or put in others' places.
    package mutating func mutated(_ source: [UInt8]) -> [UInt8] {
        var pieces = Lexer.tokens(of: source).map { Array(source[$0.range.start..<$0.range.end]) }
        for _ in 0...below(4) where pieces.count > 2 {
            let place = below(pieces.count)
            let other = below(pieces.count)
            switch below(4) {
            case 0: pieces.remove(at: place)
            case 1: pieces.insert(pieces[other], at: place)
            case 2: pieces.swapAt(place, other)
            default: pieces[place] = pieces[other]
            }
        }
        return Array(pieces.joined())
    }
}
