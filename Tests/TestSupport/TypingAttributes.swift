package struct TypingAttributes: Sendable, Hashable {
    package let echoes: Bool
    /// Whether the system gives a program whole lines, and lets people edit them before.
    package let makesLines: Bool
    /// Whether Ctrl-C and Ctrl-Z are signals.
    package let makesSignals: Bool

    package init(echoes: Bool, makesLines: Bool, makesSignals: Bool) {
        self.echoes = echoes
        self.makesLines = makesLines
        self.makesSignals = makesSignals
    }

    /// What a terminal begins with, and what a program should leave it with.
    package static let ordinary = TypingAttributes(echoes: true, makesLines: true, makesSignals: true)
}
