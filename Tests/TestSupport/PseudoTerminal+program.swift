internal import Foundation

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
        // Sockets of other tests are not the program's to keep open. One that is closed already is no mistake.
        for descriptor in 3..<Self.firstUnused { posix_spawn_file_actions_addclose(&actions, descriptor) }
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

    /// A number above those of all open files, and of some that may be opened in this moment.
    private static var firstUnused: Int32 {
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd")) ?? []
        return (open.compactMap { Int32($0) }.max() ?? 3) + 64
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

package enum ProgramEnd: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
}
