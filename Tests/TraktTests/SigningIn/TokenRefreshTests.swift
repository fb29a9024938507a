import Foundation
import Testing
import Trakt

@Suite("A refresh of tokens")
struct TokenRefreshTests {
    private static let start = Date(timeIntervalSince1970: 1_000_000)
    private let now = start + 100_000

    @Test("begins with noting that it has begun, then sends the refresh token")
    func begins() {
        let refresh = TokenRefresh(stored: .sample(), insteadOf: Secret("a"), at: now)
        #expect(refresh.begin() == .send(Secret("r"), storingFirst: .sample(begun: now)))
    }

    @Test("sends nothing when somebody else has refreshed meanwhile")
    func alreadyDone() {
        let refresh = TokenRefresh(stored: .sample(access: "b"), insteadOf: Secret("a"), at: now)
        #expect(refresh.begin() == .use(.sample(access: "b")))
    }

    @Test("sends nothing when there is nothing to send, or it was refused before")
    func hopeless() {
        let none = TokenRefresh(stored: .sample(refresh: nil), insteadOf: Secret("a"), at: now)
        #expect(none.begin() == .fail(.noRefreshToken, storingFirst: nil))
        let gone = TokenRefresh(stored: nil, insteadOf: Secret("a"), at: now)
        #expect(gone.begin() == .fail(.signedOut, storingFirst: nil))
        let refused = TokenRefresh(stored: .sample(refused: now), insteadOf: Secret("a"), at: now)
        #expect(refused.begin() == .fail(.signInAgain(lostAt: nil, detail: nil), storingFirst: nil))
    }

    @Test("stores new tokens before anybody uses them")
    func succeeds() {
        let refresh = TokenRefresh(stored: .sample(), insteadOf: Secret("a"), at: now)
        let new = Tokens(
            access: Secret("b"), refresh: Secret("r2"), createdAt: now, lifetime: 86_400, receivedAt: now)
        var expected = SignedInAccount.sample()
        expected.tokens = new
        #expect(refresh.received(.tokens(new), at: now) == .store(expected))
    }

    @Test("keeps the refresh token when the answer brings none")
    func kept() {
        let refresh = TokenRefresh(stored: .sample(), insteadOf: Secret("a"), at: now)
        let new = Tokens(access: Secret("b"), refresh: nil, createdAt: now, lifetime: 86_400, receivedAt: now)
        guard case .store(let account) = refresh.received(.tokens(new), at: now) else {
            Issue.record("it was not stored")
            return
        }
        #expect(account.tokens.refresh == Secret("r"))
    }

    @Test("leaves the account as it was when the token was certainly not used")
    func notApplied() {
        let error = TraktError(.notSent("down"), endpoint: Catalogue.auth.token)
        let refresh = TokenRefresh(stored: .sample(), insteadOf: Secret("a"), at: now)
        #expect(
            refresh.received(.notApplied(error), at: now)
                == .fail(.notApplied(error.sentence), storingFirst: .sample()))
    }

    @Test("remembers an answer that never came, and tells when the token is then spent")
    func lostAnswer() {
        let error = TraktError(.outcomeUnknown("cut"), endpoint: Catalogue.auth.token)
        let first = TokenRefresh(stored: .sample(), insteadOf: Secret("a"), at: now)
        // What is stored is what was stored before sending: that it has begun.
        #expect(
            first.received(.unanswered(error), at: now) == .fail(.unanswered(error.sentence), storingFirst: nil))
        let second = TokenRefresh(stored: .sample(begun: now), insteadOf: Secret("a"), at: now + 60)
        #expect(second.begin() == .send(Secret("r"), storingFirst: .sample(begun: now)))
        #expect(
            second.received(.spent(detail: nil), at: now + 60)
                == .fail(
                    .signInAgain(lostAt: now, detail: nil), storingFirst: .sample(begun: now, refused: now + 60)))
        #expect("\(RefreshError.signInAgain(lostAt: now, detail: nil))".contains("its answer never came"))
    }

    @Test(
        "sees in every answer whether the token was used",
        arguments: [
            (.json(401, #"{"error":"invalid_grant"}"#), "spent"), (.json(400, #"{"error":"invalid_grant"}"#), "spent"),
            (.json(401, ""), "spent"), (.json(400, ""), "spent"),
            (.json(401, #"{"error":"invalid_client"}"#), "app"), (.json(403, ""), "app"),
            (.json(400, #"{"error":"invalid_request"}"#), "app"),
            (.json(400, #"{"error":"unauthorized_client"}"#), "app"),
            (.json(401, #"{"error":"unsupported_grant_type"}"#), "app"), (.json(400, #"{"error":"other"}"#), "spent"),
            (.json(429, ""), "not"), (.json(404, ""), "not"), (.html(403, ["Server": "cloudflare"]), "not"),
            (.json(500, ""), "unknown"), (.html(502), "unknown"), (.html(522), "unknown"),
            (.json(200, "{}"), "unknown"),
            (.html(200), "unknown"),
        ] as [(TransportResponse, String)])
    func answers(_ response: TransportResponse, _ expected: String) async {
        let server = AuthorizationServer(
            app: App(clientID: "id"), transport: ScriptedTransport([.success(response)]), userAgent: "Tests/1.0")
        let word =
            switch await server.refresh(Secret("r")) {
            case .tokens: "tokens"
            case .spent: "spent"
            case .appRefused: "app"
            case .notApplied: "not"
            case .unanswered: "unknown"
            }
        #expect(word == expected)
    }

    @Test("reads numbers that no token can have as what a token may have")
    func absurdNumbers() throws {
        let answer = try JSONValue(parsing: #"{"access_token":"a","expires_in":1e300,"created_at":1e300}"#)
        let tokens = try #require(Tokens(answer: answer, receivedAt: Self.start))
        #expect(tokens.createdAt == Self.start && (86_400...400_000_000).contains(tokens.lifetime))
        let negative: JSONValue = ["access_token": "a", "expires_in": -1, "created_at": -1]
        #expect(Tokens(answer: negative, receivedAt: Self.start)?.lifetime == 86_400)
        #expect(Tokens(answer: negative, receivedAt: Self.start)?.createdAt == Self.start)
    }

    @Test("is due an hour before the end, and sooner for short lives, whatever the machine's clock says")
    func due() {
        func tokens(_ lifetime: TimeInterval, received: Date) -> Tokens {
            Tokens(
                access: Secret("a"), refresh: nil, createdAt: Self.start, lifetime: lifetime, receivedAt: received)
        }
        for received in [Self.start, Self.start + 1_000_000, Self.start - 1_000_000] {
            let day = tokens(86_400, received: received)
            #expect(!day.isRefreshDue(at: received + 86_400 - 3_601) && day.isRefreshDue(at: received + 86_400 - 3_600))
            #expect(!day.isExpired(at: received + 86_399) && day.isExpired(at: received + 86_400))
            let short = tokens(600, received: received)
            #expect(!short.isRefreshDue(at: received + 449) && short.isRefreshDue(at: received + 450))
        }
    }

    @Test("hides tokens from every way of printing them")
    func secrets() {
        let account = SignedInAccount.sample(access: "visible-access", refresh: "visible-refresh")
        var dumped = ""
        dump(account, to: &dumped)
        for text in [
            "\(account)", String(reflecting: account), dumped, "\(account.tokens)", "\(FixedToken("visible"))",
        ] {
            #expect(!text.contains("visible"), "\(text)")
        }
    }
}

extension SignedInAccount {
    static func sample(
        access: String = "a", refresh: String? = "r", begun: Date? = nil, refused: Date? = nil,
        received: Date = Date(timeIntervalSince1970: 1_000_000)
    ) -> SignedInAccount {
        SignedInAccount(
            app: App(clientID: "id", clientSecret: Secret("visible-secret")), apiURL: "https://api.example.com",
            authURL: "https://auth.example.com",
            tokens: Tokens(
                access: Secret(access), refresh: refresh.map(Secret.init), createdAt: received, lifetime: 86_400,
                receivedAt: received),
            signedInAt: received, refreshBegunAt: begun, refusedAt: refused)
    }
}
