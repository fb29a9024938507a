import LineEditing
import TestSupport
import Testing

@Suite struct KeyDecoderRandomTests {
    /// Pieces that sequences are made of, and bytes of no meaning.
    private static func bytes(_ random: inout SeededChance) -> [UInt8] {
        let pieces = [
            "\u{1B}", "\u{1B}[", "\u{1B}O", "[", "O", "1", "5", ";", "~", "A", "$", "^", "u", "é", "日", "👍", "x",
            "\r", "\u{03}", "\u{7F}", "\u{1B}[200~", "\u{1B}[201~", "\u{1B}[1;5C",
        ]
        return (0..<60).flatMap { _ in
            Bool.random(using: &random)
                ? Array(random.one(of: pieces).utf8) : [UInt8.random(in: 0...255, using: &random)]
        }
    }

    @Test(arguments: RandomSeeds.some(200))
    func howBytesAreCutDoesNotMatter(_ seed: UInt64) {
        var random = SeededChance(seed)
        let bytes = Self.bytes(&random)
        var whole = KeyDecoder()
        let expected = whole.decode(bytes) + whole.nothingFollowed()
        var cut = KeyDecoder()
        var keys: [Key] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...5, using: &random)
            keys += cut.decode(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        #expect(Self.joined(keys + cut.nothingFollowed()) == Self.joined(expected))
    }

    @Test(arguments: RandomSeeds.some(200))
    func whateverCameBeforeWhatIsTypedAfterwardsComesThrough(_ seed: UInt64) {
        var random = SeededChance(seed)
        var decoder = KeyDecoder()
        _ = decoder.decode(Self.bytes(&random))
        _ = decoder.nothingFollowed()
        // In case a paste is under way.
        _ = decoder.decode("\u{1B}[201~".utf8) + decoder.nothingFollowed()
        #expect(decoder.decode("moon é\r".utf8) == [.text("moon é"), .named(.enter)])
    }

    @Test(arguments: RandomSeeds.some(200))
    func noCharacterThatIsTypedBetweenSequencesIsLost(_ seed: UInt64) {
        var random = SeededChance(seed)
        let texts = ["a", "é", "日", "👍🏽", "e\u{301}", " ", "z~9"]
        let sequences = [
            "\u{1B}[A", "\u{1B}[1;5C", "\u{1B}OH", "\r", "\u{7F}", "\u{1B}\u{1B}[D", "\u{1B}[[B", "\u{1B}[3$",
        ]
        var typed = ""
        var bytes: [UInt8] = []
        for _ in 0..<100 {
            let text = random.one(of: texts)
            typed += text
            bytes += Array((text + random.one(of: sequences)).utf8)
        }
        var decoder = KeyDecoder()
        var keys: [Key] = []
        for byte in bytes { keys += decoder.decode([byte]) }
        #expect(keys.compactMap { if case .text(let text) = $0 { text } else { nil } }.joined() == typed)
    }

    /// Text may come in pieces.
    private static func joined(_ keys: [Key]) -> [Key] {
        keys.reduce(into: []) { result, key in
            if case .text(let more) = key, case .text(let text)? = result.last {
                result[result.count - 1] = .text(text + more)
            } else {
                result.append(key)
            }
        }
    }
}
