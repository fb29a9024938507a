internal import Automation
internal import Foundation
internal import Journal
internal import REPL
internal import Synchronization
internal import Trakt

/// What a console is begun with on one account.
struct ReplSession: Sendable {
    let context: RunContext
    let settings: Session.Settings
    let name: String
    let account: String
    let clock: @Sendable (String?) async throws -> String

    init(_ connection: Connection, _ context: RunContext, writes: Session.Writes) {
        let clock = connection.clock
        var settings = Session.Settings(
            directory: FileManager.default.currentDirectoryPath, seed: UInt64.random(in: .min ... .max),
            clock: clock.now)
        settings.writes = writes
        settings.websiteURL = connection.websiteURL
        self.context = context
        self.settings = settings
        self.clock = clock.command
        name = context.account
        account =
            switch connection.server {
            case .fleetingSandbox: "A sandbox in this process, made-up and gone afterwards."
            case .sandboxFile(let path): "The sandbox in \(path)."
            case .address(let address):
                (context.user.map { "\($0.slug) at \(address)" } ?? "\(context.account) at \(address)") + "."
            }
    }
}

/// What time it is where a session is: here, or in a sandbox, whose clock stands where somebody puts it.
struct ReplClock: Sendable {
    let now: @Sendable () -> Date
    /// Tells the time, or sets it to what was typed.
    let command: @Sendable (String?) async throws -> String
}

extension Connection {
    var clock: ReplClock {
        guard let setClock else { return Self.machineClock }
        let time = SandboxTime(now)
        let command: @Sendable (String?) async throws -> String = { text in
            guard let text else { return time.now.traktText }
            let target = try ClockArgument(text).date(from: time.now)
            try await setClock(target)
            time.set(target)
            return target.traktText
        }
        return ReplClock(now: { time.now }, command: command)
    }

    private static var machineClock: ReplClock {
        let command: @Sendable (String?) async throws -> String = { text in
            guard text == nil else { throw ClockError.notASandbox }
            return Date().traktText
        }
        return ReplClock(now: { Date() }, command: command)
    }
}

/// The time of a sandbox as this process has set it.
private final class SandboxTime: Sendable {
    private let date: Mutex<Date>

    init(_ date: Date) { self.date = Mutex(date) }

    var now: Date { date.withLock { $0 } }

    func set(_ new: Date) { date.withLock { $0 = new } }
}
