internal import Foundation
internal import Synchronization

/// A terminal of its own for a program, with a person of the test's at the keyboard.
///
/// ```swift
/// let terminal = try PseudoTerminal(columns: 80, rows: 24)
/// try terminal.start(BuiltProgram.path(), ["repl", "--sandbox"], environment: ["TERM": "xterm-256color"])
/// try await terminal.waits(for: "a prompt") { $0.lines.last == ">" }
/// terminal.type("1 + 1\r")
/// try await terminal.shows("2")
/// terminal.type("\u{04}")
/// #expect(try await terminal.programsEnd() == .exited(0))
/// ```
///
/// Nothing sleeps: what is waited for is looked for whenever something has been written. A program that still runs when
/// the terminal goes is killed.
package final class PseudoTerminal: Sendable {
    /// The program's side, by its name.
    package let path: String
    let main: Int32
    /// The program's side, open so that there is a terminal even while no program has it.
    private let keeper: Mutex<Int32?>
    let watch: ScreenWatch

    package init(columns: Int = 80, rows: Int = 24) throws(PseudoTerminalError) {
        (main, path) = try Self.open()
        let side = Foundation.open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard side >= 0 else { throw .refused("open \(path)", errno) }
        keeper = Mutex(side)
        watch = ScreenWatch(TerminalScreen(columns: columns, rows: rows))
        Self.setSize(main, columns, rows)
        let reading = dup(main)
        _ = fcntl(reading, F_SETFD, FD_CLOEXEC)
        Thread.detachNewThread { [watch] in Self.read(reading, watch) }
    }

    deinit {
        watch.killProgram()
        letGo()
        close(main)
    }

    /// Lets the output end once no program has the terminal.
    func letGo() {
        keeper.withLock { keeper in
            if let side = keeper { close(side) }
            keeper = nil
        }
    }

    package var screen: TerminalScreen { watch.screen }

    /// All that was written, as it was.
    package var output: String { watch.output }

    package func type(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(main, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
        }
    }

    /// Changes the size, which the kernel tells the program.
    package func resize(columns: Int, rows: Int) {
        watch.resize(columns: columns, rows: rows)
        Self.setSize(main, columns, rows)
    }

    /// The screen, once it is as it should be.
    @discardableResult
    package func waits(
        for what: String, within limit: Duration = .seconds(300),
        until condition: @escaping @Sendable (TerminalScreen) -> Bool
    ) async throws -> TerminalScreen {
        try await watch.wait(for: what, within: limit) { screen, _ in condition(screen) }
    }

    /// Waits for a text anywhere on the screen.
    @discardableResult
    package func shows(_ text: String, within limit: Duration = .seconds(300)) async throws -> TerminalScreen {
        try await waits(for: text, within: limit) { $0.text.contains(text) }
    }

    /// How the program ended, once it has and all that it wrote is on the screen.
    package func programsEnd(within limit: Duration = .seconds(300)) async throws -> ProgramEnd {
        try await watch.wait(for: "the program's end", within: limit) { _, end in end != nil }
        return watch.end ?? .signalled(0)
    }

    /// A pair of a terminal's two sides: ours, and the name of the program's.
    private static func open() throws(PseudoTerminalError) -> (Int32, path: String) {
        #if os(Linux)
            // What posix_openpt, unlockpt and ptsname do, which Swift's Glibc does not show.
            let main = Foundation.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
            var (locked, number): (Int32, Int32) = (0, 0)
            guard main >= 0, ioctl(main, 0x4004_5431, &locked) == 0, ioctl(main, 0x8004_5430, &number) == 0 else {
                throw .refused("make a pseudo terminal", errno)
            }
            return (main, "/dev/pts/\(number)")
        #else
            let main = posix_openpt(O_RDWR | O_NOCTTY)
            guard main >= 0, grantpt(main) == 0, unlockpt(main) == 0, let name = ptsname(main) else {
                throw .refused("make a pseudo terminal", errno)
            }
            return (main, String(cString: name))
        #endif
    }

    private static func setSize(_ descriptor: Int32, _ columns: Int, _ rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
    }

    /// Takes what is written until nobody can write any more: the program has ended, or the terminal goes.
    private static func read(_ descriptor: Int32, _ watch: ScreenWatch) {
        var bytes = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = Foundation.read(descriptor, &bytes, bytes.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            watch.receive(bytes[..<count])
        }
        watch.outputEnded()
        close(descriptor)
    }
}
