internal import ArgumentParser
internal import Automation
internal import Foundation
internal import Isolation
internal import Journal
internal import Logging
internal import Scheduling
internal import Storage
internal import Trakt
internal import TraktLua
internal import Wording

/// `moonreel serve`: rules on their schedules, until somebody ends it.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run rules on their schedules.",
        discussion: """
            Every Lua file directly in the folders that returns a rule is run by its schedule, and when what it names in \
            on_change has moved. Folders in them may hold modules that rules require. Files that are added, changed or removed count at once; one that breaks keeps the \
            version that worked. Rules of an account that write run one at a time.

              moonreel serve --rules scripts/rules
              moonreel serve --rules scripts/rules --sandbox

            Without --rules the folders are those of rules in config.yaml or MOONREEL_RULES, else the folder rules \
            beside config.yaml. Times in schedules are in time_zone (MOONREEL_TIME_ZONE), else in the machine's zone.

            Each script runs in a locked-down process of its own, without tokens, files or network; moonreel doctor says what \
            holds it on this machine. --in-process runs all in this one.

            What was missed while nobody served is made good by one run, unless the rule says otherwise. SIGTERM and \
            Ctrl-C let what runs come to its next call, within ten seconds; what was not done then is gone on with at \
            the next start. SIGHUP looks at the files again. moonreel rules tells how the rules fare.

            Exit status: 0 ended by SIGTERM, 1 could not serve, 2 bad usage, 3 Trakt refused the account, 130 interrupted.
            """)

    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp("A folder of rules. Repeatable.", valueName: "folder"), completion: .directory)
    var folders: [String] = []

    @OptionGroup var connection: ConnectionOptions

    @Option(
        help: ArgumentHelp(
            "How often Trakt is asked what changed in the account, where a rule has on_change (5m).", valueName: "time")
    )
    var poll: TimeSpan?

    @Flag(
        help: """
            Run scripts in this process instead of a locked-down one each: with less work, and with nothing but Lua to hold \
            them.
            """)
    var inProcess = false

    @OptionGroup var logging: ServeLogOptions

    func validate() throws {
        if let poll, poll.duration < .seconds(30) || poll.duration > .seconds(86_400) {
            throw ValidationError("--poll takes a time from 30s to 24h, not \(poll).")
        }
    }

    func run() async throws {
        let manager = ServiceManager.fromEnvironment()
        ServeSession.takeEarlySignals()
        try await explained {
            let environment = ProcessInfo.processInfo.environment
            let settings = try Settings.current()
            // Other commands read the rules' paths, from wherever they are called.
            let folders = (folders.isEmpty ? settings.ruleFolders() : folders)
                .map { URL(filePath: $0).standardizedFileURL.path }
            let lock = try ServeLock(environment)
            // Held to the end of the process.
            let possession = try lock.take()
            defer { withExtendedLifetime(possession) {} }
            let logger = logging.logger(hiding: [settings.clientSecret, settings.accessToken].compactMap { $0 })
            let guests = inProcess ? nil : Guests { logger.warning("\($0)") }
            let runner: any ScriptRunner = guests ?? InProcess()
            let library = RuleLibrary(folders: folders, zone: try settings.zone(), runner: runner)
            try await check(guests, logger)
            try await connection.connected { connection in
                let context = try await context(connection, manager, logger) { Self.prepare(&$0, runner, logger) }
                let accounts = OpenAccounts(context.journal) { Self.prepare(&$0, runner, logger) }
                var parts = RuleServer.Parts(context: context)
                if case .address = connection.server { parts.open = { try await accounts.open($0) } }
                parts.settings.poll = try poll?.duration ?? settings.pollInterval()
                parts.retention = connection.retention
                parts.websiteURL = connection.websiteURL
                let notices = notices(connection, context.journal, logger)
                let server = RuleServer(library, parts) { event in
                    logger.note(event)
                    if event.isEndOfRun { notices?.wake() }
                }
                let session = ServeSession(
                    server: server, watched: folders + [Doorbell(lock).directory],
                    notices: notices, manager: manager, logger: logger)
                let result: Result<Void, any Error>
                do { result = .success(try await session.run()) } catch { result = .failure(error) }
                await accounts.close()
                await guests?.close()
                try result.get()
            }
        }
    }

    /// What the rules work with. Where only Trakt knows whose the account is, this waits until Trakt can be reached: who
    /// serves may be there before the network is.
    private func context(
        _ connection: Connection, _ manager: ServiceManager, _ logger: Logger,
        prepare: (inout RunContext) -> Void
    ) async throws -> RunContext {
        var context: RunContext?
        var watching: Task<Void, Never>?
        defer { watching?.cancel() }
        while context == nil {
            do { context = try await connection.context() } catch let error as TraktError where error.mayPass {
                // As far as the service manager is concerned it is up.
                manager.ready()
                manager.status("Waiting for Trakt, which cannot be reached.")
                watching = watching ?? Task { await manager.watch { true } }
                logger.warning("\(error) It is tried again in half a minute.")
                try await Task.sleep(for: .seconds(30))
            }
        }
        guard var context else { throw CancellationError() }
        prepare(&context)
        return context
    }

    /// Has it said what does not hold scripts here. Throws when they cannot be run.
    private func check(_ guests: Guests?, _ logger: Logger) async throws {
        guard let guests else { return logger.warning("Scripts run in this process; nothing but Lua holds them.") }
        _ = try await guests.confinement()
    }

    private static func prepare(_ context: inout RunContext, _ runner: any ScriptRunner, _ logger: Logger) {
        context.runner = runner
        context.timing.isWatched = false
        context.tellOfWaiting = { news in logger.warning("\(news.sentence())") }
    }

    /// What delivers notices, if there is any channel for them. A sandbox sends none.
    private func notices(
        _ connection: Connection, _ journal: any JournalStore, _ logger: Logger
    ) -> NoticeDelivery? {
        guard case .address = connection.server, let route = connection.notices, !route.channels.isEmpty else {
            return nil
        }
        return route.delivery(of: journal) { logger.warning("\($0)") }
    }
}

extension TraktError {
    /// Whether the same may be answered at another time.
    fileprivate var mayPass: Bool {
        switch failure {
        case .notSent, .outcomeUnknown, .serverError, .unavailable, .cloudflareError, .rateLimited, .waitTooLong: true
        default: false
        }
    }
}
