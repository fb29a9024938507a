/// One thing that a terminal draws in one or two columns.
struct Cell: Sendable, Hashable {
    let text: String
    let width: Int
    let style: Style

    /// A character that can be drawn as it is.
    private init(_ character: Character, width: Int, _ style: Style) {
        text = String(character)
        self.width = width
        self.style = style
    }

    /// Whether every terminal gives it as many columns as we do: those that know nothing of joined characters draw
    /// their parts one after the other.
    var isSteady: Bool {
        var parts = 0
        for scalar in text.unicodeScalars {
            if scalar.value == 0xFE0F || scalar.value == 0x200D { return false }
            if DisplayWidth.of(scalar) > 0 { parts += 1 }
        }
        return parts == 1
    }

    /// What stands on the screen for a text on one line. A terminal does as a control character says, and shows
    /// nothing for characters without width: so that neither happens unseen, signs stand for them.
    static func cells(_ text: some Sequence<Character>, _ style: Style, column: Int = 0) -> [Cell] {
        var cells: [Cell] = []
        var column = column
        for character in text {
            for cell in Self.cells(character, style, column: column) {
                cells.append(cell)
                column += cell.width
            }
        }
        return cells
    }

    /// - Parameter column: Where the character begins, as a tab goes to the next stop.
    static func cells(_ character: Character, _ style: Style, column: Int) -> [Cell] {
        let width = DisplayWidth.of(character)
        if width > 0 { return [Cell(character, width: width, style)] }
        if character == "\t" {
            return Array(repeating: Cell(" ", width: 1, style), count: tabStop - column % tabStop)
        }
        return sign(for: character).map { Cell($0, width: 1, .problem) }
    }

    private static let tabStop = 4

    /// `^C` for a control character, `<200B>` for one that cannot be seen.
    private static func sign(for character: Character) -> String {
        if let value = character.asciiValue { return "^" + String(Unicode.Scalar(value ^ 0x40)) }
        return character.unicodeScalars.map { "<" + String($0.value, radix: 16, uppercase: true) + ">" }.joined()
    }
}
