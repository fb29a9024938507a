/// The part of the screen that is ours: what is being typed, or a status, below everything that was printed.
struct ScreenOutput: Sendable {
    private let device: any TerminalDevice
    private var painter: Painter
    private var hidden = 0
    private var status: String?

    init(device: any TerminalDevice, palette: Palette) {
        self.device = device
        painter = Painter(palette: palette)
    }

    private var columns: Int { device.size.columns }

    mutating func beginEditing() {
        status(nil)
        device.use(.editing)
        begin()
    }

    func endEditing() {
        device.write("\u{1B}[?2004l")
        device.use(.computing)
    }

    /// Begins below whatever others have written, with pastes told from what is typed.
    mutating func begin() {
        hidden = 0
        let row = Painter.emptyRow(columns: columns, palette: painter.palette)
        draw { $0.erase() + row + "\u{1B}[?2004h" }
    }

    mutating func paint(_ scene: Scene) {
        let picture = scene.picture(hidden: hidden)
        hidden = picture.hidden
        draw { $0.change(to: picture, columns: scene.size.columns) }
    }

    /// Leaves all of it on the screen, or above it, and goes below.
    mutating func leave(_ scene: Scene) {
        let whole = scene.wholePicture()
        draw { $0.change(to: whole, columns: scene.size.columns) + $0.leave() }
        hidden = 0
    }

    mutating func eraseAfterResize() {
        let columns = columns
        draw { $0.eraseAfterResize(columns: columns) }
    }

    mutating func clear() {
        draw { painter in
            _ = painter.erase()
            return "\u{1B}[H\u{1B}[2J"
        }
    }

    mutating func print(_ text: String) {
        guard device.kind == .screen else { return device.write(text + "\n") }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        draw { $0.erase() + lines.joined(separator: "\r\n") + "\r\n" }
        if let status { show(status) }
    }

    mutating func status(_ text: String?) {
        status = text
        guard let text else { return draw { $0.erase() } }
        show(text)
    }

    private mutating func show(_ status: String) {
        let columns = columns
        // The last column stays free, where some terminals go on in the next row.
        let row = Cell.cells(DisplayWidth.prefix(of: status, columns: columns - 1), .hint)
        let picture = Picture(rows: [row], cursor: Place(row: 0, column: Picture.width(row)))
        draw { $0.change(to: picture, columns: columns) }
    }

    private mutating func draw(_ change: (inout Painter) -> String) {
        let text = change(&painter)
        // First, so that what is on the screen has been noted.
        device.noteRowsBelowCursor(painter.rowsBelowCursor)
        device.write(text)
    }
}
