internal import ArgumentParser
internal import Foundation
internal import Trakt
internal import TraktSandbox

/// Where a command's calls go: to an account at Trakt, or to a sandbox in this process.
struct ConnectionOptions: ParsableArguments {
    @Option(help: "The account to use.")
    var account: String?

    @Flag(help: "Use a Trakt in memory instead of an account: made-up, fresh each time, gone afterwards.")
    var sandbox = false

    @Option(help: ArgumentHelp("Keep the sandbox in this file between runs.", valueName: "file"))
    var sandboxState: String?

    func validate() throws {
        if sandbox, account != nil {
            throw ValidationError("--account and --sandbox exclude each other: the sandbox has its own user.")
        }
        if sandboxState != nil, !sandbox {
            throw ValidationError("--sandbox-state belongs to --sandbox; add that.")
        }
    }
}

/// A way to Trakt, open for the length of a command.
struct Connection: Sendable {
    let client: Client
    /// What time it is there.
    let now: Date

    /// The name of the account that the environment describes.
    static let environmentAccount = "environment"
}

extension ConnectionOptions {
    /// Opens the connection, runs the body, closes it.
    func connected<Result>(
        _ settings: Settings = Settings(), _ body: (Connection) async throws -> Result
    ) async throws -> Result {
        guard sandbox else { return try await withTransport { try await body(connection(settings, $0)) } }
        let store = sandboxState.map(SandboxStateFile.init)
        let server = try SandboxServer(SandboxConfiguration(seed: store?.seed ?? .demo))
        return try await server.serving { info in
            let result = try await withTransport { try await body(Self.connection(to: info, $0)) }
            try store?.save(server.snapshot())
            return result
        }
    }

    private func connection(_ settings: Settings, _ transport: HTTPTransport) throws(ConnectionError) -> Connection {
        guard let token = settings.accessToken, let clientID = settings.clientID else {
            if settings.accessToken != nil { throw .noClientID }
            throw account.map { .unknownAccount($0, known: []) } ?? .noAccount
        }
        if let account, account != Connection.environmentAccount {
            throw .unknownAccount(account, known: [Connection.environmentAccount])
        }
        var configuration = Client.Configuration(
            clientID: clientID, account: Connection.environmentAccount, tokens: FixedToken(token),
            userAgent: Self.userAgent)
        if let url = settings.apiURL { configuration.apiURL = try Self.checked(url, "MOONREEL_API_URL") }
        if let url = settings.authURL { configuration.authURL = try Self.checked(url, "MOONREEL_AUTH_URL") }
        return Connection(client: Client(configuration: configuration, transport: transport), now: Date())
    }

    /// A sandbox in this process does not count calls, so no time is spent waiting for its limits.
    static func connection(to info: SandboxInfo, _ transport: HTTPTransport) -> Connection {
        let configuration = Client.Configuration(
            apiURL: info.address, authURL: info.address, clientID: info.clientID, account: "sandbox",
            tokens: FixedToken(info.accessToken), userAgent: userAgent, limits: unlimited)
        let now = Moment.date(info.now) ?? Date()
        return Connection(client: Client(configuration: configuration, transport: transport), now: now)
    }

    private static let unlimited: RateLimits.Settings = {
        let limit = RateLimits.Limit(calls: 1_000_000, period: .seconds(1))
        return RateLimits.Settings(writes: limit, reads: limit, readsWithoutAccount: limit)
    }()

    private static let userAgent = "Moonreel/\(Version.number)"

    private static func checked(_ url: String, _ variable: String) throws(ConnectionError) -> String {
        var text = url
        while text.hasSuffix("/") { text.removeLast() }
        guard let components = URLComponents(string: text), ["http", "https"].contains(components.scheme),
            components.host?.isEmpty == false
        else { throw .badAddress(variable, url) }
        return text
    }

    private func withTransport<Result>(_ body: (HTTPTransport) async throws -> Result) async throws -> Result {
        let transport = HTTPTransport()
        do {
            let result = try await body(transport)
            await transport.shutdown()
            return result
        } catch {
            await transport.shutdown()
            throw error
        }
    }
}

/// Why a command has nobody to talk to.
enum ConnectionError: Error, Hashable, CustomStringConvertible {
    case noAccount
    case noClientID
    case unknownAccount(String, known: [String])
    case badAddress(String, String)

    var description: String {
        switch self {
        case .noAccount:
            "There is no account: add --sandbox to use a Trakt in memory, or set MOONREEL_CLIENT_ID and "
                + "MOONREEL_ACCESS_TOKEN to your app's client id and a token."
        case .noClientID: "MOONREEL_ACCESS_TOKEN is set, but MOONREEL_CLIENT_ID is not: set it to your app's client id."
        case .unknownAccount(let name, let known):
            "There is no account called \(name). "
                + (known.isEmpty
                    ? "Set MOONREEL_CLIENT_ID and MOONREEL_ACCESS_TOKEN for one called \(Connection.environmentAccount), "
                        + "or use --sandbox." : "There is: \(known.joined(separator: ", ")).")
        case .badAddress(let variable, let value):
            "\(variable) is \"\(value)\", which is no address: it begins with https:// or http://."
        }
    }
}
