/// A part of a source, counted in bytes of its UTF-8.
package struct SourceRange: Sendable, Hashable {
    package var start: Int
    package var end: Int

    package init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    package func contains(_ offset: Int) -> Bool { start <= offset && offset < end }

    /// From the beginning of this to the end of the other.
    package func through(_ other: SourceRange) -> SourceRange { SourceRange(start, max(end, other.end)) }
}
