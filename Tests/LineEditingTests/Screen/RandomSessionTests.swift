import TestSupport
import Testing

@testable import LineEditing

/// Sessions by chance: whatever is typed, printed and resized, the screen shows what is meant to be seen.
@Suite struct RandomSessionTests {
    @Test(arguments: RandomSeeds.some(60))
    func theScreenShowsThePictureAfterEveryKey(_ seed: UInt64) async {
        var session = RandomSession(seed, joins: true)
        for _ in 0..<150 {
            await session.step()
            let problem = session.problem
            #expect(problem == nil)
            if problem != nil { return }
        }
    }

    @Test(arguments: RandomSeeds.some(40))
    func onATerminalThatJoinsNothingAllElseIsInItsPlace(_ seed: UInt64) async {
        var session = RandomSession(seed, joins: false)
        for _ in 0..<150 {
            await session.step()
            let problem = session.problem
            #expect(problem == nil)
            if problem != nil { return }
        }
    }
}

private struct RandomSession {
    private var random: SeededChance
    private let terminal: ModelTerminal
    private var editor: Editor
    private var output: ScreenOutput
    private var hidden = 0
    private var scene = Scene()
    private let palette = Palette.colours
    private let joins: Bool
    private var last = ""

    init(_ seed: UInt64, joins: Bool) {
        random = SeededChance(seed)
        self.joins = joins
        terminal = ModelTerminal(
            columns: Int.random(in: 5...40, using: &random), rows: Int.random(in: 3...12, using: &random), joins: joins)
        let words = ["pa", "pairs", "print", "pcall", "日本", "pa_long_name_of_something"]
        editor = Editor(
            assistant: TestAssistant(words, hint: "(a, 日)"), history: History(["old", "a do\nb\nend", "日本"]))
        output = ScreenOutput(device: terminal, palette: palette)
        output.beginEditing()
        paint()
    }

    private static let keys: [Key] = [
        .text("a"), .text("p"), .text("0 "), .text("日"), .text("é"), .text("\u{301}"), .text("👩‍👩‍👧"), .text("🇫🇮"),
        .text("❤️"), .text("a long text that goes on "), .paste("one\n\ttwo\n日本語日本語\n"), .paste("x\u{1B}[2J\u{200B}y"),
        .control("a"), .control("e"), .control("k"), .control("u"), .control("w"), .control("y"), .control("_"),
        .control("o"), .control("l"), .control("r"), .control("s"), .control("t"), .alt("b"), .alt("d"), .alt("y"),
        .named(.left), .named(.right), .named(.up), .named(.down), .named(.backspace), .named(.delete), .named(.tab),
        .named(.tab), .named(.tab), .named(.tab, .shift), .named(.escape), .named(.enter), .named(.home), .named(.end),
    ]

    mutating func step() async {
        switch Int.random(in: 0..<20, using: &random) {
        case 0: resize()
        case 1:
            last = "print"
            output.print(random.one(of: ["log", "two\nlines", "", "日本 " + String(repeating: "x", count: 50)]))
        default: await press(random.one(of: Self.keys))
        }
        paint()
    }

    private mutating func resize() {
        let size = (Int.random(in: 3...40, using: &random), Int.random(in: 2...12, using: &random))
        last = "resize \(size)"
        terminal.resize(columns: size.0, rows: size.1, tells: false)
        output.eraseAfterResize()
    }

    private mutating func press(_ key: Key) async {
        last = "\(key)"
        switch editor.handle(key) {
        case .complete(let request):
            let answer = await editor.assistant.completions(in: request.text, at: request.cursor)
            _ = editor.receive(answer, for: request)
        case .clearScreen: output.clear()
        case .submitted:
            output.leave(scene)
            hidden = 0
            editor.begin()
            output.begin()
        default: break
        }
    }

    private mutating func paint() {
        scene = editor.scene(prompt: "> ", continuation: "… ", size: terminal.size)
        let picture = scene.picture(hidden: hidden)
        output.paint(scene)
        hidden = picture.hidden
    }

    /// How the screen differs from the picture; nil when it does not.
    var problem: String? {
        let picture = scene.picture(hidden: hidden)
        let screen = terminal.screen
        let top = screen.row - picture.cursor.row
        guard top >= 0, top + picture.rows.count <= screen.rows else {
            return "after \(last): the cursor's row\n\(screen.text)"
        }
        if screen.column != picture.cursor.column {
            return "after \(last): column \(screen.column) of \(picture.cursor)"
        }
        for row in top..<screen.rows {
            let wanted = row - top < picture.rows.count ? picture.rows[row - top] : []
            if !shows(screen.cells[row], wanted) {
                return "after \(last): row \(row - top) is \(screen.cells[row].map(\.text)), not \(wanted.map(\.text))"
            }
        }
        return nil
    }

    private func shows(_ cells: [TerminalScreen.Cell], _ wanted: [Cell]) -> Bool {
        var column = 0
        for cell in wanted {
            if joins || cell.isSteady {
                guard cells[column].text == cell.text, cells[column].rendition == palette.rendition(of: cell.style)
                else { return false }
                if cell.width == 2, !cells[column + 1].text.isEmpty { return false }
            }
            column += cell.width
        }
        return cells[min(column, cells.count)...].allSatisfy { $0.text == " " }
    }
}
