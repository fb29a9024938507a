/// Where the lines of a source begin, to tell people places.
package struct SourceLines: Sendable {
    /// A line and a character in it, both counted from 1.
    package struct Place: Sendable, Hashable, Comparable {
        package let line: Int
        package let column: Int

        package static func < (one: Place, other: Place) -> Bool {
            (one.line, one.column) < (other.line, other.column)
        }
    }

    private let source: [UInt8]
    private let starts: [Int]

    package init(_ source: [UInt8]) {
        self.source = source
        var starts = [0]
        for (offset, byte) in source.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        self.starts = starts
    }

    package var count: Int { starts.count }

    /// The line of a byte, counted from 1.
    package func line(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The place of a byte; characters are Unicode scalars.
    package func place(of offset: Int) -> Place {
        let line = line(of: offset)
        let before = source[starts[line - 1]..<min(max(offset, starts[line - 1]), source.count)]
        return Place(line: line, column: before.count { $0 & 0xC0 != 0x80 } + 1)
    }

    /// The bytes of a line, without its end.
    package func range(ofLine line: Int) -> SourceRange {
        let start = starts[line - 1]
        var end = line < starts.count ? starts[line] - 1 : source.count
        if end > start, source[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return SourceRange(start, end)
    }

    /// The text of a line, without its end.
    package func text(ofLine line: Int) -> String { text(range(ofLine: line)) }

    package func text(_ range: SourceRange) -> String {
        String(decoding: source[range.start..<range.end], as: UTF8.self)
    }
}
