extension QRCode {
    /// Lines of text that look like the code: two modules above each other are one character.
    ///
    /// Light is drawn and dark is left out, because most terminals are dark; colours, where there are any, make sure.
    package func lines(colours: Bool) -> [String] {
        let margin = 4  // as the standard wants it, all around
        func isLight(_ row: Int, _ column: Int) -> Bool {
            guard modules.indices.contains(row), modules.indices.contains(column) else { return true }
            return !modules[row][column]
        }
        return stride(from: -margin, to: modules.count + margin, by: 2).map { row in
            let line = (-margin..<modules.count + margin).map { column in
                switch (isLight(row, column), isLight(row + 1, column)) {
                case (true, true): "█"
                case (true, false): "▀"
                case (false, true): "▄"
                case (false, false): " "
                }
            }.joined()
            return colours ? "\u{1B}[97;40m\(line)\u{1B}[0m" : line
        }
    }
}
