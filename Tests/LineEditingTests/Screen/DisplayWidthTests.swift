import LineEditing
import Testing

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("moon", 4), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("ﾊﾝｶｸ", 4), ("Ｗ", 2), ("한국", 4),
        ("\u{1112}\u{1161}\u{11AB}", 2), ("🎬", 2), ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇫🇮", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("ก้", 1),
        ("\u{200B}", 0), ("\u{202E}", 0), ("\u{AD}", 1), ("\u{1B}", 0), ("\t", 0), ("▁█", 2), ("𠀀", 2), ("䷀", 2),
    ])
    func aTextTakesTheColumnsThatATerminalGivesIt(_ text: String, _ width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func aBeginningNeverTakesMoreColumnsThanThereAre() {
        #expect(DisplayWidth.prefix(of: "日本語", columns: 5) == "日本")
        #expect(DisplayWidth.prefix(of: "e\u{301}te\u{301}", columns: 2) == "e\u{301}t")
        #expect(DisplayWidth.prefix(of: "moon", columns: 0) == "")
    }

    @Test func whatIsTooLongEndsInAnEllipsisThatFitsToo() {
        #expect(DisplayWidth.shortened("日本語", columns: 6) == "日本語")
        #expect(DisplayWidth.shortened("日本語", columns: 5) == "日本…")
        #expect(DisplayWidth.shortened("日本語", columns: 4) == "日…")
        #expect(DisplayWidth.shortened("moon", columns: 0) == "")
    }
}
