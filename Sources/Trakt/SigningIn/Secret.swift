/// A text that is sent and stored but never shown: printing it, in whatever way, hides it.
public struct Secret: Sendable, Hashable {
    /// The text itself, for who sends or stores it.
    public let text: String

    public init(_ text: String) {
        self.text = text
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(hidden)" }
    public var debugDescription: String { "(hidden)" }
    // dump() and test failures look inside.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
