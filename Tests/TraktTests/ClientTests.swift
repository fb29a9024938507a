import Logging
import Synchronization
import TestSupport
import Testing
import Trakt

@Suite("The client")
struct ClientTests {
    private let clock = TestClock(skipsSleeps: true)

    private func client(
        _ transport: any Transport, token: String? = "secret-token", longestWait: Duration = .seconds(600),
        logger: Logger = Logger(label: "test")
    ) -> Client {
        Client(
            configuration: .init(
                apiURL: "https://api.example.com/", clientID: "the-key", tokens: FixedToken(token),
                userAgent: "Moonreel/9.9", longestWait: longestWait),
            transport: transport, clock: clock, random: { 0.5 }, logger: logger)
    }

    private var read: Call { get throws { try Catalogue.shows.get.call(Arguments(["breaking-bad"])) } }

    private var write: Call {
        get throws { try Catalogue.syncHistory.addHistory.call(Arguments(named: ["movies": [1]])) }
    }

    private func failure(_ body: () async throws(TraktError) -> Answer) async throws -> TraktError {
        do {
            _ = try await body()
        } catch { return error }
        throw Unexpected()
    }

    private struct Unexpected: Error {}

    @Test("hides tokens and what they are made from wherever a request or an answer is printed")
    func printing() async throws {
        let body = Array(#"{"refresh_token": "secret-text"}"#.utf8)
        let request = TransportRequest(
            method: .post, url: "https://auth.example.com/oauth/token",
            headers: ["Authorization": "Bearer secret-text", "trakt-api-version": "2"], body: body,
            timeout: .seconds(1))
        let response = TransportResponse(status: 200, headers: ["Set-Cookie": "secret-text"], body: body)
        var texts = [
            "\(request)", String(reflecting: request), "\(response)", String(reflecting: response),
            "\(request.headers)", "\([request])",
        ]
        for value in [request, response, request.headers] as [Any] {
            var dumped = ""
            dump(value, to: &dumped)
            texts.append(dumped)
        }
        let bytes = "\(body[0]), \(body[1])"
        #expect(texts.allSatisfy { !$0.contains("secret-text") && !$0.contains(bytes) })
        #expect(texts[0].hasPrefix("POST https://auth.example.com/oauth/token") && texts[0].contains("32 bytes"))
        #expect(texts[0].contains("trakt-api-version: 2"))
    }

    @Test("sends the headers Trakt requires, and the token when somebody is signed in")
    func headers() async throws {
        let transport = ScriptedTransport([.success(.json("{}"))])
        _ = try await client(transport).send(read)
        _ = try await client(transport, token: nil).send(read)
        let request = transport.requests[0]
        #expect(request.method == .get && request.url == "https://api.example.com/shows/breaking-bad")
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["user-agent"] == "Moonreel/9.9")
        #expect(request.headers["TRAKT-API-KEY"] == "the-key")
        #expect(request.headers["trakt-api-version"] == "2")
        #expect(request.headers["authorization"] == "Bearer secret-token")
        #expect(request.body == nil && request.timeout == .seconds(30))
        #expect(transport.requests[1].headers["authorization"] == nil)
    }

    @Test("sends a write's body")
    func body() async throws {
        let transport = ScriptedTransport([.success(.json(201, #"{"added":{"movies":1}}"#))])
        let answer = try await client(transport).send(write)
        #expect(transport.requests[0].body == Array(#"{"movies":[{"ids":{"trakt":1}}]}"#.utf8))
        #expect(answer.status == 201)
        #expect(try answer.json()["added"]?["movies"] == 1)
    }

    @Test("sends nothing that needs an account when nobody is signed in")
    func signedOut() async throws {
        let transport = ScriptedTransport([.success(.json("{}"))])
        let call = try write
        let error = try await failure { () async throws(TraktError) in
            try await client(transport, token: nil).send(call)
        }
        #expect(error.kind == "signed_out" && transport.requests.isEmpty)
    }

    @Test("tells Cloudflare's 403 from Trakt's, and repeats neither")
    func forbidden() async throws {
        let call = try read
        for (response, kind) in [
            (.html(403, ["Server": "cloudflare"]), "cloudflare_blocked"),
            (.json(403, "{}"), "forbidden"),
        ] as [(TransportResponse, String)] {
            let transport = ScriptedTransport([.success(response)])
            let error = try await failure { () async throws(TraktError) in try await client(transport).send(call) }
            #expect(error.kind == kind && transport.requests.count == 1)
        }
    }

    @Test("sends nothing more for an account that Trakt locked")
    func locked() async throws {
        let transport = ScriptedTransport([
            .success(TransportResponse(status: 423, headers: ["X-Account-Locked": "true"]))
        ])
        let client = client(transport)
        let (read, write) = (try read, try write)
        #expect(try await failure { () async throws(TraktError) in try await client.send(read) }.kind == "locked")
        #expect(
            try await failure { () async throws(TraktError) in try await client.send(read) }.kind == "account_stopped")
        #expect(
            try await failure { () async throws(TraktError) in try await client.send(write) }.kind == "account_stopped")
        #expect(transport.requests.count == 1)
    }

    @Test("waits out a 429, for a write too")
    func rateLimited() async throws {
        let limit =
            #"{"name":"AUTHED_API_POST_LIMIT","period":1,"limit":1,"remaining":0,"until":"2020-10-10T00:24:00Z"}"#
        let transport = ScriptedTransport([
            .success(.json(429, "", ["x-ratelimit": limit, "Retry-After": "12"])), .success(.json(201, "{}")),
        ])
        _ = try await client(transport).send(write)
        #expect(transport.requests.count == 2 && clock.pauses == [.seconds(12)])
    }

    @Test("stops everything while Cloudflare blocks, other clients of the same limiter too")
    func cloudflareLimit() async throws {
        let limiter = RateLimiter(clock: clock)
        func client(_ transport: ScriptedTransport, account: String) -> Client {
            Client(
                configuration: .init(
                    clientID: "k", account: account, tokens: FixedToken("t"), userAgent: "Tests/1.0",
                    retries: .init(attempts: 1)),
                transport: transport, limiter: limiter, clock: clock)
        }
        let blocked = ScriptedTransport([.success(.html(429))])
        let free = ScriptedTransport([.success(.json("{}"))])
        let call = try read
        let error = try await failure { () async throws(TraktError) in
            try await client(blocked, account: "a").send(call)
        }
        #expect(error.kind == "rate_limited")
        #expect(clock.pauses.isEmpty)
        _ = try await client(free, account: "b").send(call)
        #expect(clock.pauses == [.seconds(60)])
    }

    @Test("fails rather than waiting longer than configured")
    func waitTooLong() async throws {
        let transport = ScriptedTransport([.success(.json(429, "", ["Retry-After": "3600"]))])
        let call = try read
        let error = try await failure { () async throws(TraktError) in try await client(transport).send(call) }
        #expect(error.kind == "rate_limited" && error.retryAfter == .seconds(3600))
        #expect(transport.requests.count == 1 && clock.pauses.isEmpty)
    }

    @Test("repeats a read that got no answer, and gives up in the end")
    func repeats() async throws {
        let call = try read
        let transport = ScriptedTransport([
            .failure(.outcomeUnknown("cut")), .success(.html(502)), .success(.json("{}")),
        ])
        _ = try await client(transport).send(call)
        #expect(transport.requests.count == 3)
        #expect(clock.pauses == [.milliseconds(375), .milliseconds(750)])
        let dead = ScriptedTransport([.failure(.notSent("connection refused"))])
        let error = try await failure { () async throws(TraktError) in try await client(dead).send(call) }
        #expect(error.kind == "not_sent" && error.sentence.contains("connection refused"))
        #expect(dead.requests.count == 4)
    }

    @Test("never sends a write again whose outcome is unknown")
    func unknownWrite() async throws {
        let call = try write
        let outcomes: [ScriptedTransport.Outcome] = [
            .failure(.outcomeUnknown("cut")), .success(.html(502)), .success(TransportResponse(status: 500)),
            .success(.html(520)), .success(.json(201, #"{"added":{"mov"#)),
        ]
        for outcome in outcomes {
            let transport = ScriptedTransport([outcome])
            let error = try await failure { () async throws(TraktError) in try await client(transport).send(call) }
            #expect(error.mayHaveHappened && transport.requests.count == 1)
        }
    }

    @Test("sends a write again that never left")
    func unsentWrite() async throws {
        let transport = ScriptedTransport([.failure(.notSent("connection refused")), .success(.json(201, "{}"))])
        _ = try await client(transport).send(write)
        #expect(transport.requests.count == 2)
    }

    @Test(
        "says when a success is none",
        arguments: [
            (.html(200), "an HTML page"), (.json("[]"), "an array instead of an object"),
            (.json(""), "nothing"), (.json("\"x\""), "neither an array nor an object"),
            (.json(#"{"title":"Brea"#), "ends too early"),
        ] as [(TransportResponse, String)])
    func malformed(_ response: TransportResponse, reason: String) async throws {
        let call = try read
        let transport = ScriptedTransport([.success(response)])
        let error = try await failure { () async throws(TraktError) in try await client(transport).send(call) }
        #expect(error.kind == "malformed_answer" && error.sentence.contains(reason))
        // Only a cut answer may look different the next time.
        #expect(transport.requests.count == (reason == "ends too early" ? 4 : 1))
    }

    @Test("calls a cancelled read cancelled, and a cancelled write unsettled")
    func cancelled() async throws {
        for (call, kind) in [(try read, "cancelled"), (try write, "outcome_unknown")] {
            let client = client(CancellingTransport())
            let task = Task { try await failure { () async throws(TraktError) in try await client.send(call) }.kind }
            #expect(try await task.value == kind)
        }
    }

    /// Meets a caller who gives up while the answer is awaited.
    private struct CancellingTransport: Transport {
        func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
            withUnsafeCurrentTask { $0?.cancel() }
            throw .outcomeUnknown("it was cancelled while the answer was awaited")
        }
    }

    @Test("takes 204 for nothing")
    func noContent() async throws {
        let transport = ScriptedTransport([.success(TransportResponse(status: 204))])
        let answer = try await client(transport).send(try Catalogue.shows.nextEpisode.call(Arguments(["x"])))
        #expect(answer.body == nil)
        #expect(try answer.json() == .null)
    }

    @Test("describes the page an answer is")
    func page() async throws {
        let transport = ScriptedTransport([.success(.page(2, of: 3, items: 4, total: 14, limit: 5))])
        let answer = try await client(transport).send(
            try Catalogue.syncHistory.history.call(Arguments(named: ["page": 2])))
        #expect(answer.page == Page(number: 2, limit: 5, pageCount: 3, itemCount: 14, items: 4))
    }

    @Test("keeps the token out of the log")
    func log() async throws {
        let lines = LogLines()
        var logger = Logger(label: "test") { _ in lines }
        logger.logLevel = .trace
        let transport = ScriptedTransport([.failure(.outcomeUnknown("cut")), .success(.json("{}"))])
        _ = try await client(transport, logger: logger).send(read)
        let text = lines.text
        #expect(text.contains("/shows/breaking-bad") && text.contains("outcome_unknown"))
        #expect(!text.contains("secret-token") && !text.contains("the-key"))
    }
}

@Suite("All pages of a call")
struct PagesTests {
    private func client(_ outcomes: [ScriptedTransport.Outcome]) -> (Client, ScriptedTransport) {
        let transport = ScriptedTransport(outcomes)
        let client = Client(
            configuration: .init(clientID: "k", tokens: FixedToken("t"), userAgent: "Tests/1.0", pageSize: 5),
            transport: transport,
            clock: TestClock(skipsSleeps: true), random: { 0 })
        return (client, transport)
    }

    @Test("are fetched once each, and the last knows that nothing is missing")
    func complete() async throws {
        let (client, transport) = client([
            .success(.page(1, of: 3, items: 5, total: 12, limit: 5)),
            .success(.page(2, of: 3, items: 5, total: 12, limit: 5)),
            .success(.page(3, of: 3, items: 2, total: 12, limit: 5)),
        ])
        var walk: PageWalk?
        for try await page in client.pages(of: try Catalogue.syncHistory.history.call(Arguments())) { walk = page.walk }
        #expect(walk?.isComplete == true && walk?.itemsSeen == 12)
        let root = "https://api.trakt.tv/sync/history?limit=5&page="
        #expect(transport.requests.map(\.url) == [root + "1", root + "2", root + "3"])
    }

    @Test("are incomplete when a page was short")
    func short() async throws {
        let (client, _) = client([
            .success(.page(1, of: 2, items: 4, total: 7, limit: 5)),
            .success(.page(2, of: 2, items: 2, total: 7, limit: 5)),
        ])
        var walk: PageWalk?
        for try await page in client.pages(of: try Catalogue.syncHistory.history.call(Arguments())) { walk = page.walk }
        #expect(walk?.isFinished == true && walk?.isComplete == false)
    }

    @Test("end with the failure of one")
    func failing() async throws {
        let (client, transport) = client([
            .success(.page(1, of: 2, items: 5, total: 7, limit: 5)), .success(TransportResponse(status: 404)),
        ])
        var pages = client.pages(of: try Catalogue.syncHistory.history.call(Arguments())).makeAsyncIterator()
        #expect(try await pages.next() != nil)
        await #expect(throws: TraktError.self) { try await pages.next() }
        #expect(try await pages.next() == nil)
        #expect(transport.requests.count == 2)
    }
}

/// Keeps what is logged.
private final class LogLines: LogHandler {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    func log(event: LogEvent) {
        lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }
}
