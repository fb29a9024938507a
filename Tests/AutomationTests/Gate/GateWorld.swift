import Automation
import Foundation
import Journal
import Simulation
import Storage
import Synchronization
import TestSupport
import Trakt

import struct TraktSandbox.SandboxConfiguration
import struct TraktSandbox.SandboxDoor

/// A Trakt in memory, hosts of the world and a journal, for runs whose scripts are up to something.
final class GateWorld: Sendable {
    let door: SandboxDoor
    let web: FakeWeb
    let journal: SQLiteStore
    let accounts: FakeAccounts
    private let time: SimulatedTime
    private let transport: SeenTransport

    init(_ seed: UInt64) throws {
        let time = SimulatedTime(from: ScriptStage.now)
        self.time = time
        door = try SandboxDoor(SandboxConfiguration(isVIP: true)) { time.atServer }
        transport = SeenTransport(SimulatedTransport(to: door, in: time, seed: seed))
        web = FakeWeb(seed)
        var parameters = SQLiteStore.Parameters()
        parameters.now = { time.onWall }
        journal = try .inMemory(parameters)
        accounts = FakeAccounts(
            AuthorizationServer(
                app: App(clientID: door.info.clientID, clientSecret: Secret(door.info.clientSecret)),
                url: door.info.address, transport: transport, userAgent: "Tests/1.0"))
    }

    func context(_ runner: HostileRunner) throws -> RunContext {
        let limit = RateLimits.Limit(calls: 1_000_000, period: .seconds(1))
        let configuration = Client.Configuration(
            apiURL: door.info.address, authURL: door.info.address, clientID: door.info.clientID, account: "sandbox",
            tokens: FixedToken(door.info.accessToken), userAgent: "Tests/1.0",
            limits: RateLimits.Settings(writes: limit, reads: limit, readsWithoutAccount: limit))
        let client = Client(configuration: configuration, transport: transport, clock: time, random: { 0.5 })
        var context = RunContext(
            client: client, accounts: accounts, journal: journal, server: .address(door.info.address))
        context.now = { [time] in time.onWall }
        context.renewal = nil
        context.clock = time
        context.channels = ["phone", "mail"]
        context.web = AllowedHosts(FakeWeb.allowed).map {
            WebAccess(transport: web, hosts: $0, userAgent: "Tests/1.0")
        }
        context.runner = runner
        return context
    }

    /// What arrived at Trakt that is more than a question, since this was asked last.
    func takeWrites() -> [String] { transport.take() }

    /// What no script may ever see.
    var secrets: [String] { [door.info.accessToken, door.info.clientSecret] + accounts.secrets }

    /// What the account has, place by place.
    func account() throws -> [String: String] {
        var account: [String: String] = [:]
        for place in Self.places.keys {
            let answer = door.answer(
                method: "GET", target: place,
                headers: [
                    "User-Agent": "Person/1.0", "trakt-api-key": door.info.clientID, "trakt-api-version": "2",
                    "Authorization": "Bearer \(door.info.accessToken)",
                ])
            account[place] = "\(answer.status) " + String(decoding: answer.body, as: UTF8.self)
        }
        return account
    }

    /// Where the account shows what it has, and the parts whose writes can be seen there. What a service brought counts as
    /// its connection's, also where it is taken back from the history.
    static let places: [String: Set<String>] = [
        "/sync/watchlist?limit=1000": ["watchlist", "history", "watching", "collection"],
        "/sync/favorites": ["favorites"], "/sync/ratings": ["ratings"], "/sync/collection/movies": ["collection"],
        "/sync/collection/shows": ["collection"],
        "/sync/history?limit=1000": ["history", "watching", "playback", "connections"],
        "/sync/playback": ["playback", "watching", "history"], "/users/hidden/calendar": ["hidden"],
        "/users/hidden/dropped": ["hidden", "progress"], "/users/me/notes/all": ["notes"],
        "/users/me/following": ["follows", "blocked"],
        "/users/me/comments": ["comments", "likes", "ratings", "history", "watching", "connections"],
        "/users/me/lists": ["lists", "likes", "comments"], "/users/me/lists/favorites-of-2025/items": ["lists"],
    ]
}

/// Notes what is written, on its way.
private final class SeenTransport: Transport {
    private let transport: SimulatedTransport
    private let writes = Mutex<[String]>([])

    init(_ transport: SimulatedTransport) { self.transport = transport }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        if request.method != .get { writes.withLock { $0.append("\(request.method.rawValue) \(request.url)") } }
        return try await transport.send(request)
    }

    func take() -> [String] {
        writes.withLock { writes in
            defer { writes = [] }
            return writes
        }
    }
}

/// Who signs people in for scripts.
final class FakeAccounts: AccountHost {
    private let own: AuthorizationServer
    private let kept = Mutex<[String]>([])

    init(_ server: AuthorizationServer) { own = server }

    var secrets: [String] { kept.withLock { $0 } }

    func server() -> AuthorizationServer { own }

    func keep(_ tokens: Tokens, from server: AuthorizationServer) -> KeptAccount {
        kept.withLock { $0 += [tokens.access.text, tokens.refresh?.text].compactMap { $0 } }
        return KeptAccount(name: "kept", user: nil)
    }

    func renew() {}

    func signOut() {}
}
