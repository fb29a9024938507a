import LineEditing
import Testing

@Suite struct KeyDecoderTests {
    private static let escape = "\u{1B}"

    private func keys(_ bytes: String) -> [Key] {
        var decoder = KeyDecoder()
        return decoder.decode(bytes.utf8) + decoder.nothingFollowed()
    }

    @Test func whatIsTypedAtOnceIsOneText() {
        #expect(keys("local x = 1") == [.text("local x = 1")])
        #expect(keys("日本 é👩‍👩‍👧") == [.text("日本 é👩‍👩‍👧")])
    }

    @Test func controlCharactersAreKeysWithCtrl() {
        #expect(keys("\u{01}\u{1A}\u{1F}\u{00}") == [.control("a"), .control("z"), .control("_"), .control(" ")])
        #expect(keys("\r\n\t") == [.named(.enter), .named(.enter), .named(.tab)])
        #expect(keys("\u{7F}\u{08}") == [.named(.backspace), .named(.backspace)])
    }

    /// xterm's ctlseqs, "PC-Style Function Keys"; rxvt's "Reference: key codes"; console_codes(4).
    @Test(arguments: [
        ("[A", Key.named(.up)), ("OA", .named(.up)), ("[B", .named(.down)), ("[C", .named(.right)),
        ("OD", .named(.left)), ("[H", .named(.home)), ("OH", .named(.home)), ("[1~", .named(.home)),
        ("[7~", .named(.home)), ("[F", .named(.end)), ("OF", .named(.end)), ("[4~", .named(.end)),
        ("[8~", .named(.end)), ("[3~", .named(.delete)), ("[2~", .named(.insert)), ("[5~", .named(.pageUp)),
        ("[6~", .named(.pageDown)), ("[1;5C", .named(.right, .control)), ("[1;3D", .named(.left, .alt)),
        ("[1;9D", .named(.left, .alt)), ("[1;6A", .named(.up, [.control, .shift])), ("[5C", .named(.right, .control)),
        ("Oc", .named(.right, .control)), ("O5D", .named(.left, .control)), ("[a", .named(.up, .shift)),
        ("\u{1B}[C", .named(.right, .alt)), ("\u{1B}OD", .named(.left, .alt)), ("[3;5~", .named(.delete, .control)),
        ("[3^", .named(.delete, .control)), ("[3$", .named(.delete, .shift)),
        ("[7@", .named(.home, [.control, .shift])),
        ("[Z", .named(.tab, .shift)), ("[13;2u", .named(.enter, .shift)), ("[27;5;13~", .named(.enter, .control)),
        ("[97;5u", .control("a")), ("[98;3u", .alt("b")), ("[127;3u", .named(.backspace, .alt)),
        ("OP", .named(.function(1))), ("[11~", .named(.function(1))), ("[[A", .named(.function(1))),
        ("[15~", .named(.function(5))), ("[24~", .named(.function(12))), ("OM", .named(.enter)),
        ("b", .alt("b")), ("\u{7F}", .named(.backspace, .alt)), ("\r", .named(.enter, .alt)), ("é", .alt("é")),
        ("[", .alt("[")), ("O", .alt("O")),
    ])
    func aSequenceIsTheKeyThatTerminalsSendItFor(_ sequence: String, _ key: Key) {
        #expect(keys(Self.escape + sequence) == [key])
        #expect(keys("a" + Self.escape + sequence + "\r") == [.text("a"), key, .named(.enter)] || sequence.count == 1)
    }

    @Test func escapeIsAKeyOnceNothingFollows() {
        var decoder = KeyDecoder()
        #expect(decoder.decode([0x1B]) == [])
        #expect(decoder.isWaiting)
        #expect(decoder.nothingFollowed() == [.named(.escape)])
        #expect(!decoder.isWaiting)
        #expect(keys(Self.escape + Self.escape) == [.named(.escape), .named(.escape)])
        #expect(keys(Self.escape + Self.escape + "b") == [.named(.escape), .alt("b")])
    }

    @Test func whatNoKeyboardSendsIsKnownToBeUnknown() {
        #expect(keys(Self.escape + "[?1;2cx") == [.unknown(Array("\u{1B}[?1;2c".utf8)), .text("x")])
        #expect(keys(Self.escape + "[12;40Rx").last == .text("x"))
        #expect(keys(Self.escape + "[1;\rx") == [.unknown(Array("\u{1B}[1;".utf8)), .named(.enter), .text("x")])
        let long = keys(Self.escape + "[" + String(repeating: "1", count: 1_000) + "x")
        #expect(long.first == .unknown(Array(("\u{1B}[" + String(repeating: "1", count: 62)).utf8)))
    }

    @Test func bytesThatAreNoCharacterAreShownAsSuch() {
        var decoder = KeyDecoder()
        #expect(decoder.decode([0x61, 0xFF, 0x62]) == [.text("a\u{FFFD}b")])
        #expect(decoder.decode([0xC3]) == [])
        #expect(decoder.decode([0xA9]) == [.text("é")])
        #expect(decoder.decode([0xF0, 0x9F]) == [])
        #expect(decoder.nothingFollowed() == [.text("\u{FFFD}\u{FFFD}")])
        #expect(decoder.decode([0xED, 0xA0, 0x80]) == [.text("\u{FFFD}\u{FFFD}\u{FFFD}")], "half of a surrogate pair")
    }
}

@Suite struct PasteDecodingTests {
    private let paste = "\u{1B}[200~for i = 1, 3 do\r\tprint(i)\u{1B}[A\rend\r\u{1B}[201~"

    @Test func aPasteIsOneKeyWhateverIsInIt() {
        var decoder = KeyDecoder()
        #expect(
            decoder.decode(("a" + paste + "b").utf8) == [
                .text("a"), .paste("for i = 1, 3 do\r\tprint(i)\u{1B}[A\rend\r"), .text("b"),
            ])
    }

    @Test func aPasteGoesOnOverPauses() {
        var decoder = KeyDecoder()
        var keys: [Key] = []
        for byte in paste.utf8 { keys += decoder.decode([byte]) + (byte == 0x0D ? decoder.nothingFollowed() : []) }
        #expect(keys == [.paste("for i = 1, 3 do\r\tprint(i)\u{1B}[A\rend\r")])
    }

    @Test func ctrlCEndsAPasteWhoseEndIsLost() {
        var decoder = KeyDecoder()
        #expect(decoder.decode("\u{1B}[200~rm\rabc\u{03}".utf8) == [])
        #expect(decoder.nothingFollowed() == [.paste("rm\rabc"), .control("c")])
        #expect(decoder.decode("\u{1B}[200~a\u{03}b\r\u{1B}[201~".utf8) == [.paste("a\u{03}b\r")])
    }

    @Test func aLongPasteComesWhole() {
        var decoder = KeyDecoder()
        let text = String(repeating: "x = '日本'\n", count: 50_000)
        var keys: [Key] = []
        let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)
        for start in stride(from: 0, to: bytes.count, by: 4_096) {
            keys += decoder.decode(bytes[start..<min(start + 4_096, bytes.count)])
        }
        #expect(keys == [.paste(text)])
    }
}
