internal import ArgumentParser
internal import Foundation
internal import TraktSandbox

/// `moonreel sandbox`: a Trakt in memory, for as long as it runs.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Run a Trakt in memory on 127.0.0.1.",
        discussion: """
            Prints what a shell needs to send scripts there:

              moonreel sandbox --port 4567 > sandbox.env &
              until [ -s sandbox.env ]; do sleep 0.1; done
              . ./sandbox.env
              moonreel run scripts/rules/new-episodes.lua

            Its clock, faults and requests are at /_sandbox/clock, /_sandbox/faults and /_sandbox/requests.
            """)

    @Option(help: "The port; a free one when it is left out.")
    var port: UInt16 = 0

    @Option(help: ArgumentHelp("What it begins with: demo, empty, or a file it was kept in.", valueName: "seed"))
    var seed = "demo"

    @Option(help: ArgumentHelp("Make the user follow this many shows, made-up ones included.", valueName: "count"))
    var shows: Int?

    @Option(help: ArgumentHelp("Begin at this time, such as 2026-11-23T10:00:00Z, and stand still.", valueName: "time"))
    var clock: String?

    @Flag(help: "Make the user a paying member.")
    var vip = false

    @Flag(help: "Limit calls as Trakt does.")
    var limits = false

    @Flag(help: "Print the information as JSON.")
    var json = false

    func validate() throws {
        if let shows, shows < 0 || shows > 100_000 { throw ValidationError("--shows takes a number from 0 to 100000.") }
        if let clock, Moment.date(clock) == nil {
            throw ValidationError("--clock takes a time such as 2026-11-23T10:00:00Z, not \"\(clock)\".")
        }
    }

    func run() async throws {
        let server: SandboxServer
        do {
            server = try SandboxServer(configuration)
        } catch {
            Terminal.note("The sandbox could not begin. \(error)")
            throw ExitStatus.failed.code
        }
        let task = Task { try await server.run() }
        let interruption = Interruption { task.cancel() }
        do {
            let info = try await server.info
            Terminal.print(try json ? Self.document(info) : Self.shellLines(info))
            try await task.value
        } catch is CancellationError {
        } catch {
            if interruption.signalNumber == nil {
                Terminal.note("The sandbox could not listen on 127.0.0.1:\(port): \(error). Try another --port.")
                throw ExitStatus.failed.code
            }
        }
        if interruption.signalNumber == SIGINT { throw ExitStatus.interrupted.code }
    }

    private var configuration: SandboxConfiguration {
        let seed: SandboxConfiguration.Seed =
            switch seed {
            case "demo": .demo
            case "empty": .empty
            default: .file(path: seed)
            }
        return SandboxConfiguration(
            port: Int(port), seed: seed, shows: shows, now: clock.flatMap(Moment.date), isVIP: vip,
            limits: .init(areCallsLimited: limits))
    }

    private static func document(_ info: SandboxInfo) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(info), as: UTF8.self)
    }

    private static func shellLines(_ info: SandboxInfo) -> String {
        """
        export MOONREEL_API_URL=\(info.address)
        export MOONREEL_AUTH_URL=\(info.address)
        export MOONREEL_CLIENT_ID=\(info.clientID)
        export MOONREEL_CLIENT_SECRET=\(info.clientSecret)
        export MOONREEL_ACCESS_TOKEN=\(info.accessToken)
        """
    }
}
