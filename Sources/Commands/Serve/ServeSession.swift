internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Logging
internal import Synchronization

/// A server of rules together with what tells it of files, signals and the service manager.
struct ServeSession: Sendable {
    /// How long what runs has to come to its next call.
    private static let grace = Duration.seconds(7)
    /// When the process ends whatever is still under way; the next one goes on with it.
    private static let longestEnd = DispatchTimeInterval.milliseconds(9500)

    let server: RuleServer
    /// Where something may change that the server should look at.
    let watched: [String]
    /// What delivers notices; nil where none are sent.
    let notices: NoticeDelivery?
    let manager: ServiceManager
    let logger: Logger

    /// Serves until a signal ends it.
    func run() async throws {
        let ended = Mutex<Int32?>(nil)
        // Held until it is said that it ends, so that nobody says before that it has ended.
        let words = Mutex(())
        Signals.receive(hangups: true) { number in
            if number == SIGHUP { return reload() }
            let again = ended.withLock { ended in
                defer { ended = ended ?? number }
                return ended != nil
            }
            // Who presses Ctrl-C twice will not wait; a second SIGTERM is often the first, sent to the process and to its group.
            if again && number == SIGTERM { return }
            if again { return Self.end(by: SIGINT) }
            words.withLock { _ in close(number) }
        }
        logger.notice("Serving begins.", metadata: ["folders": .string(watched.dropLast().joined(separator: " "))])
        await lookNow()
        manager.ready()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await look() }
            if let notices { group.addTask { await notices.run() } }
            group.addTask { await manager.watch { await server.isAlive() } }
            await server.run()
            group.cancelAll()
        }
        words.withLock { _ in logger.notice("Serving has ended.") }
        if ended.withLock({ $0 }) == SIGINT { throw ExitStatus.interrupted.code }
    }

    /// Looks at the files, and tells the service manager what there is. Answers that sentence.
    @discardableResult
    private func lookNow() async -> String {
        await server.look()
        let count = await server.ruleCount
        let served = count == 1 ? "1 rule is served." : "\(count) rules are served."
        manager.status(served)
        return served
    }

    /// Looks whenever something may be different, also where the rules have their modules by then.
    private func look() async {
        var folders = watched + (await server.moduleFolders)
        while !Task.isCancelled {
            // The first that a watch says is that it misses nothing any more.
            for await _ in FolderWatch(folders, noted: { logger.notice("\($0)") }).changes {
                await lookNow()
                let current = watched + (await server.moduleFolders)
                if current != folders {
                    folders = current
                    break
                }
            }
        }
    }

    private func reload() {
        manager.reloading()
        Task {
            let served = await lookNow()
            logger.notice("The rules' files were looked at again, as SIGHUP asks. \(served)")
            manager.ready()
        }
    }

    /// Takes signals until there is a session, which may have to wait for Trakt. Nothing is under way by then, and no file was
    /// looked at.
    static func takeEarlySignals() {
        Signals.receive(hangups: true) { number in
            if number != SIGHUP { end(by: number) }
        }
    }

    private static func end(by number: Int32) {
        CriticalWork.whenDone {
            _exit(number == SIGINT ? ExitStatus.interrupted.rawValue : ExitStatus.done.rawValue)
        }
    }

    private func close(_ number: Int32) {
        // First of all, and without a word: nobody may be there to read the log. What could not be stopped the next start goes
        // on with; only what cannot be repeated is waited for.
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.longestEnd) {
            Self.end(by: number)
        }
        Task { await server.close(within: Self.grace) }
        manager.stopping()
        manager.status("Ending: what runs comes to its next call.")
        logger.notice("Ending: what runs comes to its next call.")
    }
}
