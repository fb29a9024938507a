/// A terminal as the line reader needs it; one of bytes in a test, or of the system.
package protocol TerminalDevice: Sendable {
    var kind: TerminalKind { get }
    var size: TerminalSize { get }

    func write(_ text: String)

    /// Why something could not be written, as `errno` says it: the first time. Nothing is written afterwards.
    var writeError: Int32? { get }

    /// Says where the cursor is in what is being drawn: how many rows of it are below; nil when nothing is drawn.
    func noteRowsBelowCursor(_ rows: Int?)

    /// Treats what is typed in another way. Going from editing to the original takes back, too, what was asked of the
    /// screen, and goes below what is drawn.
    func use(_ mode: TerminalMode)

    /// What happens next; nil when the task is cancelled.
    func next() async -> TerminalEvent?

    /// Adds an `interrupted` to what happens; from any thread.
    func interrupt()

    /// Stops this program as Ctrl-Z does, and returns when it goes on.
    func suspend()
}

/// What the system does with what is typed.
package enum TerminalMode: Sendable, Hashable {
    /// What it did before us.
    case original
    /// Nothing: each key comes to us as it is, and there are events for it.
    case editing
    /// Whole lines come, which the system lets people edit a little.
    case lines
    /// Nothing but to interrupt us at Ctrl-C. What is typed waits for the next read.
    case computing
}

package enum TerminalEvent: Sendable, Hashable {
    case input([UInt8])
    /// Nothing followed the input for as long as the parts of one key may be apart.
    case silence
    case resized
    /// The program was stopped, and somebody else may have written on the screen.
    case resumed
    /// A read was interrupted by something else than a key.
    case interrupted
    case ended
}
