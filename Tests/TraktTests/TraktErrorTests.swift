import Testing

@testable import Trakt

@Suite("Errors")
struct TraktErrorTests {
    private let endpoint = Catalogue.lists.get

    private func error(_ response: TransportResponse) throws -> TraktError {
        try #require(TraktError(response, to: endpoint))
    }

    @Test(
        "have a kind for every status",
        arguments: [
            (301, "unexpected_status"), (400, "bad_request"), (401, "unauthorized"), (403, "forbidden"),
            (404, "not_found"), (405, "method_not_allowed"), (409, "conflict"), (412, "precondition_failed"),
            (418, "unexpected_status"), (420, "account_limit"), (422, "validation"), (423, "locked"), (426, "vip_only"),
            (429, "rate_limited"), (500, "server_error"), (502, "unavailable"), (503, "unavailable"),
            (504, "unavailable"), (520, "cloudflare_error"), (521, "cloudflare_error"), (522, "cloudflare_error"),
        ])
    func kinds(_ status: Int, kind: String) throws {
        for response in [
            TransportResponse(status: status), .json(status, "{}"),
            .json(status, #"{"error":"x","error_description":"why"}"#),
            .json(status, "[[["), .html(status),
        ] {
            let error = try error(response)
            #expect(error.kind == kind)
            #expect(error.status == status)
            #expect(error.sentence.hasPrefix("lists.get: ") && error.sentence.contains("(\(status))"))
            #expect(error.asJSON["kind"] == .string(kind) && error.asJSON["status"] == .integer(Int64(status)))
            #expect(error.asJSON["endpoint"] == "lists.get" && error.asJSON["message"]?.string == error.sentence)
        }
    }

    @Test("are none for any success", arguments: [200, 201, 204])
    func success(_ status: Int) {
        #expect(TraktError(TransportResponse(status: status), to: endpoint) == nil)
    }

    @Test("tell a private user from a bad token")
    func privateUser() throws {
        #expect(try error(TransportResponse(status: 401, headers: ["x-private-user": "true"])).failure == .privateUser)
        #expect(try error(TransportResponse(status: 401)).sentence.contains("a new one is needed"))
    }

    @Test("tell Cloudflare's 403 from Trakt's")
    func twoForbidden() throws {
        #expect(try error(.html(403, ["Server": "cloudflare"])).failure == .cloudflareBlocked)
        #expect(try error(.html(403, ["Server": "cloudflare", "X-Request-Id": "1"])).failure == .forbidden)
        #expect(try error(.html(403, ["Server": "cloudflare", "x-runtime": "0.01"])).failure == .forbidden)
        #expect(try error(.json(403, "{}", ["Server": "cloudflare"])).failure == .forbidden)
        #expect(try error(TransportResponse(status: 403)).failure == .forbidden)
    }

    @Test("carry the limits of an account")
    func limits() throws {
        let headers: Headers = [
            "X-Upgrade-URL": "https://trakt.tv/vip", "X-VIP-User": "false", "X-Account-Limit": "250",
        ]
        let limit = try error(TransportResponse(status: 420, headers: headers))
        #expect(limit.accountLimit == 250 && limit.upgradeURL == "https://trakt.tv/vip")
        #expect(limit.asJSON["account_limit"] == 250 && limit.asJSON["upgrade_url"] == "https://trakt.tv/vip")
        #expect(limit.asJSON["vip"] == false)
        #expect(limit.sentence.contains("250") && limit.sentence.contains("https://trakt.tv/vip"))
        let vip = try error(TransportResponse(status: 420, headers: ["X-VIP-User": "true", "X-Upgrade-URL": "u"]))
        #expect(!vip.sentence.contains("become"))
        #expect(try error(TransportResponse(status: 426, headers: ["X-Upgrade-URL": "u"])).upgradeURL == "u")
    }

    @Test("carry what the server said")
    func details() throws {
        let conflict = try error(.json(409, #"{"watched_at":"a","expires_at":"2026-11-23T10:00:00.000Z"}"#))
        #expect(conflict.asJSON["expires_at"] == "2026-11-23T10:00:00.000Z")
        let invalid = try error(
            .json(422, #"{"errors":{"comment":["must be at least 5 words","must be written in English"]}}"#))
        #expect(
            invalid.failure
                == .validation(["comment must be at least 5 words", "comment must be written in English"]))
        let described = try error(.json(400, #"{"error":"invalid","error_description":"no such field"}"#))
        #expect(described.detail == "no such field" && described.sentence.contains("no such field"))
        #expect(
            try error(TransportResponse(status: 423, headers: ["X-Account-Deactivated": "true"])).failure
                == .locked(isDeactivated: true))
        #expect(try error(.json(503, "", ["Retry-After": "30"])).retryAfter == .seconds(30))
    }

    @Test("tell whom a 429 stops")
    func rateLimited() throws {
        let limit =
            #"{"name":"AUTHED_API_GET_LIMIT","period":300,"limit":1000,"remaining":0,"until":"2020-10-10T00:24:00Z"}"#
        let trakt = try error(.json(429, "", ["X-RateLimit": limit, "retry-after": "10"]))
        #expect(trakt.failure == .rateLimited(retryAfter: .seconds(10), everything: false))
        #expect(trakt.asJSON["retry_after"] == 10)
        #expect(try error(.html(429)).failure == .rateLimited(retryAfter: nil, everything: true))
        #expect(
            try error(.html(429, ["X-Ratelimit": limit])).failure == .rateLimited(retryAfter: nil, everything: false))
        #expect(try error(.json(429, "")).failure == .rateLimited(retryAfter: nil, everything: false))
    }

    @Test("say of a write whether it may have happened")
    func writes() {
        let write = Catalogue.syncHistory.addHistory
        let maybe: [TraktError.Failure] = [
            .outcomeUnknown("x"), .serverError, .unavailable(status: 503, retryAfter: nil),
            .cloudflareError(status: 520),
            .malformedAnswer(status: 200, reason: "x", isCut: true), .unexpectedStatus(599),
        ]
        for failure in maybe {
            #expect(TraktError(failure, endpoint: write).mayHaveHappened)
            #expect(!TraktError(failure, endpoint: endpoint).mayHaveHappened)
        }
        for failure: TraktError.Failure in [
            .notSent("x"), .notFound, .rateLimited(retryAfter: nil, everything: true), .cancelled,
        ] {
            #expect(!TraktError(failure, endpoint: write).mayHaveHappened)
        }
        #expect(TraktError(.serverError, endpoint: write).sentence.contains("look before sending it again"))
    }
}

@Suite("Trying again")
struct RetryPolicyTests {
    private let policy = RetryPolicy(attempts: 3, firstPause: .seconds(1), longestPause: .seconds(30))
    private let read = Catalogue.lists.get
    private let write = Catalogue.syncHistory.addHistory

    private func next(_ failure: TraktError.Failure, _ endpoint: Endpoint, attempt: Int = 1) -> RetryPolicy.Next {
        policy.next(after: TraktError(failure, endpoint: endpoint), attempt: attempt, random: 0.5)
    }

    @Test("happens to reads that got no proper answer")
    func reads() {
        for failure: TraktError.Failure in [
            .notSent("x"), .outcomeUnknown("x"), .serverError, .unavailable(status: 502, retryAfter: nil),
            .cloudflareError(status: 520), .malformedAnswer(status: 200, reason: "x", isCut: true),
        ] { #expect(next(failure, read) == .again(after: .milliseconds(750))) }
    }

    @Test("never happens to a write that may have happened")
    func writes() {
        for failure: TraktError.Failure in [
            .outcomeUnknown("x"), .serverError, .unavailable(status: 502, retryAfter: .seconds(1)),
            .cloudflareError(status: 520), .malformedAnswer(status: 200, reason: "x", isCut: true),
        ] { #expect(next(failure, write) == .giveUp) }
        #expect(next(.notSent("x"), write) == .again(after: .milliseconds(750)))
        #expect(next(.rateLimited(retryAfter: nil, everything: false), write) == .again(after: .zero))
    }

    @Test("never happens after a clear no")
    func refusals() {
        for failure: TraktError.Failure in [
            .unauthorized, .forbidden, .cloudflareBlocked, .notFound, .locked(isDeactivated: false), .accountStopped,
            .signedOut, .validation([]), .conflict(expiresAt: nil), .vipOnly(upgradeURL: nil), .cancelled,
            .waitTooLong(.seconds(1)), .malformedAnswer(status: 200, reason: "x", isCut: false),
        ] { #expect(next(failure, read) == .giveUp) }
    }

    @Test("waits longer each time, ends, and honours what the server asks for")
    func pauses() {
        #expect(next(.serverError, read, attempt: 2) == .again(after: .milliseconds(1500)))
        #expect(next(.serverError, read, attempt: 3) == .giveUp)
        #expect(next(.unavailable(status: 503, retryAfter: .seconds(7)), read) == .again(after: .seconds(7)))
        #expect(next(.unavailable(status: 503, retryAfter: .seconds(70)), read) == .giveUp)
    }
}
