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
    private let main: Int32
    /// The program's side, open so that there is a terminal even while no program has it.
    private let keeper: Mutex<Int32?>
    private let watch: ScreenWatch

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
    private func letGo() {
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
        for what: String, within limit: Duration = .seconds(60),
        until condition: @escaping @Sendable (TerminalScreen) -> Bool
    ) async throws -> TerminalScreen {
        try await watch.wait(for: what, within: limit) { screen, _ in condition(screen) }
    }

    /// Waits for a text anywhere on the screen.
    @discardableResult
    package func shows(_ text: String, within limit: Duration = .seconds(60)) async throws -> TerminalScreen {
        try await waits(for: text, within: limit) { $0.text.contains(text) }
    }

    /// How the program ended, once it has and all that it wrote is on the screen.
    package func programsEnd(within limit: Duration = .seconds(60)) async throws -> ProgramEnd {
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

extension PseudoTerminal {
    /// Starts a program whose controlling terminal this is. One only: the terminal is hung up when it ends.
    package func start(
        _ program: String, _ arguments: [String] = [], environment: [String: String], directory: String? = nil
    ) throws(PseudoTerminalError) {
        var command = [program] + arguments
        if let directory { command = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, directory] + command }
        let words = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        let process = try spawn(command[0], words, variables)
        watch.began(process)
        Thread.detachNewThread { [watch, weak self] in
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            self?.letGo()
            let signal = status & 0x7F
            watch.ended(signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal))
        }
    }

    private func spawn(
        _ program: String, _ words: [UnsafeMutablePointer<CChar>?], _ variables: [UnsafeMutablePointer<CChar>?]
    ) throws(PseudoTerminalError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // The first terminal that the leader of a new session opens becomes its controlling terminal.
        posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Self.spawnFlags)
        var process: pid_t = 0
        let problem = posix_spawn(&process, program, &actions, &attributes, words, variables)
        guard problem == 0 else { throw .refused("start \(program)", problem) }
        return process
    }

    private static var spawnFlags: Int16 {
        #if os(Linux)
            // Swift's Glibc does not show it.
            let newSession = 0x80
        #else
            let newSession = Int(POSIX_SPAWN_SETSID)
        #endif
        return Int16(newSession | Int(POSIX_SPAWN_SETSIGMASK) | Int(POSIX_SPAWN_SETSIGDEF))
    }

    package func signal(_ number: Int32) { watch.signal(number) }

    /// How the terminal treats what is typed: as the program has it now.
    package var attributes: TypingAttributes {
        var value = termios()
        tcgetattr(main, &value)
        let isOn = { (flag: Int32) in value.c_lflag & tcflag_t(flag) != 0 }
        return TypingAttributes(echoes: isOn(ECHO), makesLines: isOn(ICANON), makesSignals: isOn(ISIG))
    }
}

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

package enum ProgramEnd: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
}

package enum PseudoTerminalError: Error, Sendable, CustomStringConvertible {
    case refused(String, Int32)
    case notInTime(String, screen: String)

    package var description: String {
        switch self {
        case .refused(let what, let reason): "could not \(what): \(String(cString: strerror(reason)))"
        case .notInTime(let what, let screen): "waited in vain for \(what); the screen shows:\n\(screen)"
        }
    }
}
