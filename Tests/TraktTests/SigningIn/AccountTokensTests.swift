import Foundation
import Synchronization
import TestSupport
import Testing
import Trakt

@Suite("The tokens of an account")
struct AccountTokensTests {
    private static let start = Date(timeIntervalSince1970: 1_000_000)

    private func tokens(
        _ store: MemoryStore, _ transport: any Transport, at now: Date = start
    ) -> AccountTokens {
        AccountTokens(
            of: store, now: { now },
            server: { account in
                AuthorizationServer(
                    app: account.app, url: account.authURL, transport: transport, userAgent: "Tests/1.0", now: { now })
            })
    }

    private static func answer(_ access: String, _ refresh: String) -> ScriptedTransport.Outcome {
        .success(.json(#"{"access_token":"\#(access)","refresh_token":"\#(refresh)","expires_in":86400}"#))
    }

    @Test("are used as they are while they are young")
    func young() async throws {
        let transport = ScriptedTransport([Self.answer("b", "r2")])
        #expect(try await tokens(MemoryStore(.sample()), transport).accessToken() == "a")
        #expect(transport.requests.isEmpty)
    }

    @Test("are renewed early, and stored before they are used")
    func early() async throws {
        let store = MemoryStore(.sample())
        let transport = ScriptedTransport([Self.answer("b", "r2")])
        let tokens = tokens(store, transport, at: Self.start + 86_400 - 3_600)
        #expect(try await tokens.accessToken() == "b")
        #expect(store.current?.tokens.refresh == Secret("r2"))
        #expect(store.current?.refreshBegunAt == nil)
        // Begun, then the new ones.
        #expect(store.stored.map(\.tokens.access.text) == ["a", "b"])
        #expect(store.stored[0].refreshBegunAt != nil)
        #expect(try await tokens.accessToken() == "b")
        #expect(transport.requests.count == 1)
        #expect(
            try JSONValue(parsing: transport.requests[0].body ?? []) == [
                "client_id": "id", "client_secret": "visible-secret", "grant_type": "refresh_token",
                "redirect_uri": "urn:ietf:wg:oauth:2.0:oob", "refresh_token": "r",
            ])
    }

    @Test("are renewed once for many who ask at the same time")
    func together() async throws {
        let store = MemoryStore(.sample())
        let transport = ScriptedTransport([Self.answer("b", "r2"), Self.answer("c", "r3")])
        let tokens = tokens(store, transport)
        let answers = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<50 { group.addTask { try await tokens.accessToken(insteadOf: "a") } }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(answers == ["b"] && transport.requests.count == 1)
    }

    @Test("are taken from the store when somebody else has renewed them")
    func elsewhere() async throws {
        let store = MemoryStore(.sample())
        let transport = ScriptedTransport([Self.answer("x", "y")])
        let tokens = tokens(store, transport)
        #expect(try await tokens.accessToken() == "a")
        try store.store(.sample(access: "b"))
        #expect(try await tokens.accessToken(insteadOf: "a") == "b")
        #expect(transport.requests.isEmpty)
    }

    @Test("still serve when an early renewal fails, and are not tried again at once")
    func earlyFailure() async throws {
        let transport = ScriptedTransport([.failure(.notSent("down"))])
        let tokens = tokens(MemoryStore(.sample()), transport, at: Self.start + 86_000)
        for _ in 0..<5 { #expect(try await tokens.accessToken() == "a") }
        #expect(transport.requests.count == 1)
    }

    @Test("serve to their end when they cannot be renewed, and end only then")
    func unrenewable() async throws {
        for account in [SignedInAccount.sample(refresh: nil), .sample(refused: Self.start + 80_000)] {
            let transport = ScriptedTransport([.failure(.notSent("down"))])
            let early = tokens(MemoryStore(account), transport, at: Self.start + 86_400 - 600)
            #expect(try await early.accessToken() == "a")
            await #expect(throws: RefreshError.self) { try await early.accessToken(insteadOf: "a") }
            let late = tokens(MemoryStore(account), transport, at: Self.start + 86_400)
            await #expect(throws: RefreshError.self) { try await late.accessToken() }
            #expect(transport.requests.isEmpty)
        }
    }

    @Test("that were renewed just now are not renewed for the next 401: that is about what the account may do")
    func fresh() async throws {
        let renewal = ScriptedTransport([Self.answer("b", "r2"), Self.answer("c", "r3")])
        let transport = ScriptedTransport([.success(.json(401, ""))])
        let client = Client(
            configuration: .init(
                clientID: "id", tokens: tokens(MemoryStore(.sample()), renewal), userAgent: "Tests/1.0"),
            transport: transport, clock: TestClock(skipsSleeps: true))
        let call = try Catalogue.syncHistory.addHistory.call(Arguments(named: ["movies": [1]]))
        for requests in [2, 3] {
            let error = await #expect(throws: TraktError.self) { try await client.send(call) }
            #expect(error?.failure == .notAllowed && error?.kind == "unauthorized" && error?.status == 401)
            #expect(error?.sentence.contains("renewed just now") == true)
            #expect(transport.requests.count == requests)
        }
        #expect(renewal.requests.count == 1)
    }

    @Test("that have ended and cannot be renewed are an error that says what to do")
    func lost() async throws {
        let store = MemoryStore(.sample())
        let transport = ScriptedTransport([.success(.json(401, #"{"error":"invalid_grant"}"#))])
        let tokens = tokens(store, transport, at: Self.start + 90_000)
        for _ in 0..<3 {
            let error = await #expect(throws: RefreshError.self) { try await tokens.accessToken() }
            #expect(error?.needsSignIn == true && "\(error ?? .signedOut)".contains("has to sign in again"))
        }
        // A token that was refused is not sent again.
        #expect(transport.requests.count == 1)
    }

    @Test("are renewed to the end also when who asked was cancelled")
    func cancelled() async throws {
        let store = MemoryStore(.sample())
        let transport = HeldTransport()
        let tokens = tokens(store, transport)
        let task = Task { try await tokens.accessToken(insteadOf: "a") }
        await transport.arrived()
        task.cancel()
        transport.answer(.json(#"{"access_token":"b","refresh_token":"r2","expires_in":86400}"#))
        await tokens.settle()
        #expect(store.current?.tokens.access == Secret("b"))
    }

    @Test("that cannot be stored safely are not even asked for")
    func unstorable() async throws {
        let store = MemoryStore(.sample(), canStore: false)
        let transport = ScriptedTransport([Self.answer("b", "r2")])
        await #expect(throws: RefreshError.self) {
            try await tokens(store, transport).accessToken(insteadOf: "a")
        }
        #expect(transport.requests.isEmpty)
    }

    @Test("are asked for again by the client after a 401, for a write too, and only once")
    func client() async throws {
        func client(_ transport: ScriptedTransport) -> Client {
            let renewal = ScriptedTransport([Self.answer("b", "r2")])
            return Client(
                configuration: .init(
                    clientID: "id", tokens: tokens(MemoryStore(.sample()), renewal), userAgent: "Tests/1.0"),
                transport: transport, clock: TestClock(skipsSleeps: true))
        }
        let call = try Catalogue.syncHistory.addHistory.call(Arguments(named: ["movies": [1]]))
        let mended = ScriptedTransport([.success(.json(401, "")), .success(.json(201, "{}"))])
        #expect(try await client(mended).send(call).status == 201)
        #expect(mended.requests.map { $0.headers["Authorization"] } == ["Bearer a", "Bearer b"])
        let hopeless = ScriptedTransport([.success(.json(401, ""))])
        await #expect(throws: TraktError.self) { try await client(hopeless).send(call) }
        #expect(hopeless.requests.count == 2)
        // A private user is no reason to think ill of the token.
        let privately = ScriptedTransport([.success(.json(401, "", ["X-Private-User": "true"]))])
        await #expect(throws: TraktError.self) { try await client(privately).send(call) }
        #expect(privately.requests.count == 1)
    }
}

/// A store in memory that remembers what was stored.
private final class MemoryStore: CredentialStore {
    private let state: Mutex<(account: SignedInAccount?, stored: [SignedInAccount])>
    private let canStore: Bool

    struct Full: Error {}

    init(_ account: SignedInAccount?, canStore: Bool = true) {
        state = Mutex((account, []))
        self.canStore = canStore
    }

    var current: SignedInAccount? { state.withLock { $0.account } }
    var stored: [SignedInAccount] { state.withLock { $0.stored } }

    func account() throws -> SignedInAccount? { current }

    func store(_ account: SignedInAccount) throws {
        guard canStore else { throw Full() }
        state.withLock {
            $0.account = account
            $0.stored.append(account)
        }
    }

    func withExclusiveAccess<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result { try await body() }
}

/// Answers when it is told to.
final class HeldTransport: Transport {
    private let arrivals = AsyncStream<Void>.makeStream()
    private let answers = AsyncStream<TransportResponse>.makeStream()

    func arrived() async { for await _ in arrivals.stream { return } }

    func answer(_ response: TransportResponse) { answers.continuation.yield(response) }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        arrivals.continuation.yield()
        for await response in answers.stream { return response }
        throw .cancelled
    }
}
