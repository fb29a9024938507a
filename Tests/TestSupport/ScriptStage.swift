package import Automation
package import Foundation
package import Journal
package import Lua
import Synchronization
package import Trakt
package import TraktSandbox

/// A sandbox on a socket with its clock standing still, and all it takes to run scripts there and to see what they
/// sent.
package struct ScriptStage: Sendable {
    package let sandbox: SandboxInfo
    package let transport: HTTPTransport

    /// What time it is on a stage: the afternoon of a Wednesday.
    package static let now = Date(timeIntervalSince1970: 1_772_627_696)  // 2026-03-04T12:34:56Z

    /// A stage whose server is down.
    package var unreachable: ScriptStage {
        var sandbox = sandbox
        sandbox.address = "http://127.0.0.1:1"
        return ScriptStage(sandbox: sandbox, transport: transport)
    }

    /// A client as a command has it, but for its pauses between attempts, which take no time.
    package func client(
        pageSize: Int = 250, account: String = "sandbox", through carrier: (any Transport)? = nil
    ) -> Client {
        let limit = RateLimits.Limit(calls: 1_000_000, period: .seconds(1))
        let configuration = Client.Configuration(
            apiURL: sandbox.address, authURL: sandbox.address, clientID: sandbox.clientID, account: account,
            tokens: FixedToken(sandbox.accessToken), userAgent: "MoonreelTests/1.0",
            limits: RateLimits.Settings(writes: limit, reads: limit, readsWithoutAccount: limit), pageSize: pageSize)
        return Client(
            configuration: configuration, transport: carrier ?? transport, clock: TestClock(skipsSleeps: true))
    }

    /// Runs a text as the script `test.lua` in a directory.
    package func run(
        _ source: String, in directory: String = "", options: [String: String] = [:], arguments: [String] = [],
        client: Client? = nil, accounts: (any AccountHost)? = nil, journal: (any JournalStore)? = nil,
        now: Date = now, limits: Limits = Limits(time: .seconds(300))
    ) async throws -> ScriptRun {
        let path = directory.isEmpty ? "test.lua" : directory + "/test.lua"
        let script = try ScriptFile(path: path, source: Array(source.utf8))
        return try await run(
            script, options: options, arguments: arguments, client: client, accounts: accounts, journal: journal,
            now: now, limits: limits)
    }

    /// Runs a script.
    package func run(
        _ script: ScriptFile, options: [String: String] = [:], arguments: [String] = [], client: Client? = nil,
        accounts: (any AccountHost)? = nil, journal: (any JournalStore)? = nil, now: Date = now,
        limits: Limits = Limits(time: .seconds(300))
    ) async throws -> ScriptRun {
        var run = Run(script, now: now, seed: 7)
        run.options = options
        run.arguments = arguments
        run.limits = limits
        let lines = Mutex<[LogLine]>([])
        let context = try context(client: client, accounts: accounts, journal: journal)
        let report = try await run.perform(in: context) { line in
            lines.withLock { $0.append(line) }
        }
        return ScriptRun(report: report, lines: lines.withLock { $0 })
    }
}

/// Starts a sandbox, runs the body with a stage in it, stops it.
package func withStage<Result>(
    shows: Int? = nil, now: Date = ScriptStage.now, isVIP: Bool = false, limits: AccountLimits? = nil,
    _ body: (ScriptStage) async throws -> Result
) async throws -> Result {
    let configuration = SandboxConfiguration(
        shows: shows, now: now, isVIP: isVIP, limits: SandboxConfiguration.Limits(account: limits))
    return try await withSandbox(configuration) { info in
        let transport = HTTPTransport()
        do {
            let result = try await body(ScriptStage(sandbox: info, transport: transport))
            await transport.shutdown()
            return result
        } catch {
            await transport.shutdown()
            throw error
        }
    }
}

extension AccountLimits {
    /// More than any test needs.
    package static let roomy = AccountLimits(
        lists: 1000, listItems: 100_000, allListItems: 1_000_000, watchlistItems: 100_000, favorites: 1000,
        collection: 1_000_000, history: 1_000_000, ratings: 100_000, notes: 1000, recentSearches: 100)
}
