internal import ArgumentParser
internal import Foundation
internal import Trakt
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

            A page at its address shows what the account holds and what is asked, as it \
            changes. Apps sign in there as at Trakt, in a browser or with a code for \
            /activate; the tokens that are printed never expire.

            Its clock, faults, requests and sign-ins are at /_sandbox/clock, \
            /_sandbox/faults, /_sandbox/requests and /_sandbox/sign-ins. POST \
            /_sandbox/faults switches one thing on that goes wrong, DELETE all of them off:

              {"kind": "status", "path": "/sync/*", "status": 503, "count": 2}

            Its kind is one of

              status            an answer of Trakt with this status
              html              a page of Cloudflare: 403, or 429 for its error 1015
              latency, cut_before_headers, apply_then_cut, cut_body
                                what networks do
              apply_then_status, apply_half, apply_late
                                changes that are made, in part or later,
                                and not reported
              stale_list, stale_reads, short_page, empty_array
                                reads that tell less than there is
              short_codes       emoji come as short codes
              app_deleted       403 to every call
              vip_required      426 to every call
              account_revoked   the token is refused, and its renewal
              refresh_expired   the renewal of the token is refused
              account_locked, account_deactivated
                                423 to every call with a token
              private_user      401 to what others keep
              clock_wrong       a date that is "seconds" ahead
              maintenance       503 to every call

            --state keeps library, accounts, tokens and clock: the file is written half a \
            second after a change and when the sandbox is ended, always as a whole. One that \
            is killed loses at most its last second. Faults and the list of requests are not \
            kept, and two sandboxes cannot share a file.
            """)

    @Option(help: ArgumentHelp("The port; a free one when it is left out.", valueName: "port"))
    var port: UInt16 = 0

    @Option(
        help: ArgumentHelp("What it begins with: demo, empty, or a file it was kept in.", valueName: "seed"),
        completion: .seed)
    var seed = "demo"

    @Option(help: ArgumentHelp("Make the user follow this many shows, made-up ones included.", valueName: "count"))
    var shows: Int?

    @Option(help: ArgumentHelp("Begin at this time, such as 2026-11-23T10:00:00Z, and stand still.", valueName: "time"))
    var clock: String?

    @Option(
        help: ArgumentHelp("Keep it in this file; what is there, it begins with.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var state: String?

    @Option(
        name: .customLong("cors-origin"),
        help: ArgumentHelp(
            "Let web pages from here call it, instead of those on this machine; * stands for anything. Repeatable.",
            valueName: "url"))
    var origins: [String] = []

    @Flag(help: "Make the user a paying member.")
    var vip = false

    @Flag(help: "Limit calls as Trakt does.")
    var limits = false

    @Flag(help: "Print the information as JSON.")
    var json = false

    func validate() throws {
        if let shows, shows < 0 || shows > 100_000 { throw ValidationError("--shows takes a number from 0 to 100000.") }
        if let clock, Date(trakt: clock) == nil {
            throw ValidationError("--clock takes a time such as 2026-11-23T10:00:00Z, not \"\(clock)\".")
        }
    }

    func run() async throws {
        let server: SandboxServer
        do {
            server = try SandboxServer(configuration, keeping: state)
            // At once, so that a file which cannot be written is not noticed at the end.
            try server.keep()
        } catch {
            Terminal.note("The sandbox could not begin. \(error)")
            throw ExitStatus.failed.code
        }
        let task = Task { try await server.run() }
        let interruption = Interruption(of: "The sandbox") {
            // Before the time that is left to the server runs; what fails here fails below again.
            try? server.keep()
            task.cancel()
        }
        do {
            let info = try await server.info
            Terminal.print(try json ? Self.document(info) : Self.shellLines(info))
            if isatty(STDERR_FILENO) == 1 {
                Terminal.say("# The sandbox is at \(info.address)/, devices are activated at \(info.address)/activate")
            }
            try await task.value
        } catch is CancellationError {
        } catch {
            if interruption.signalNumber == nil {
                Terminal.note("The sandbox could not listen on 127.0.0.1:\(port): \(error). Try another --port.")
                throw ExitStatus.failed.code
            }
        }
        do { try server.keep() } catch {
            Terminal.note("\(error)")
            throw ExitStatus.failed.code
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
            port: Int(port), seed: seed, shows: shows, now: clock.flatMap(Date.init(trakt:)), isVIP: vip,
            limits: .init(areCallsLimited: limits),
            origins: origins.isEmpty ? SandboxConfiguration.localOrigins : origins)
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
