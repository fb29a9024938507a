internal import Foundation
internal import Synchronization
internal import Wording

/// Where a command writes: what was asked for to standard output, everything else to standard error.
enum Terminal {
    /// Writes a line of the command's own to standard output. What others wrote, such as a name at Trakt, may be in it.
    static func print(_ line: String) { output(harmless(line)) }

    /// Writes what a script prints, or a document, to standard output as it is; says once why it could not.
    static func output(_ line: String) {
        guard !write(line + "\n", to: STDOUT_FILENO) else { return }
        // Who closed the pipe, as head does, wanted no more of it; the script's changes still have to become whole.
        guard errno != EPIPE, !complained.exchange(true, ordering: .relaxed) else { return }
        note("The output could not be written: \(String(cString: strerror(errno))).")
    }

    /// Whether something for standard output was lost.
    static var lostOutput: Bool { complained.load(ordering: .relaxed) }

    /// Writes a line to standard error.
    static func note(_ line: String) {
        _ = write("moonreel: \(harmless(line))\n", to: STDERR_FILENO)
    }

    /// Writes a line to standard error that nobody needs twice.
    static func noteOnce(_ line: String) {
        if noted.withLock({ $0.insert(line).inserted }) { note(line) }
    }

    private static let noted = Mutex(Set<String>())

    /// Writes a text to standard error.
    static func say(_ text: String) {
        _ = write(harmless(text) + "\n", to: STDERR_FILENO)
    }

    /// Writes a line of a picture to standard error, with the colours that are in it.
    static func draw(_ line: String) {
        _ = write(line + "\n", to: STDERR_FILENO)
    }

    /// Writes a line that follows a note.
    static func detail(_ line: String) {
        _ = write("  \(harmless(line))\n", to: STDERR_FILENO)
    }

    /// Whether a person watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether colours may be used there (https://no-color.org).
    static var hasColours: Bool { isWatched && areColoursWanted }

    /// Whether colours may be used on standard output.
    static var outputHasColours: Bool { isatty(STDOUT_FILENO) == 1 && areColoursWanted }

    private static var areColoursWanted: Bool {
        let environment = ProcessInfo.processInfo.environment
        return (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Writes over the line the cursor is in; nothing takes it away.
    static func progress(_ text: String) {
        _ = write("\r\u{1B}[K" + text, to: STDERR_FILENO)
    }

    /// A text that does nothing to a terminal: it may hold what a server, or a script, made up.
    static func harmless(_ text: String) -> String { text.harmlessLines }

    private static let complained = Atomic(false)

    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            }
            return true
        }
    }
}
