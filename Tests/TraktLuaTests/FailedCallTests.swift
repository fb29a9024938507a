import Automation
import Lua
import TestSupport
import Testing
import Trakt

@Suite("Calls that fail")
struct FailedCallTests {
    struct Failure: Sendable, CustomTestStringConvertible {
        let name: String
        var fault: JSONValue?
        let call: String
        let kind: String
        var status: Int64?
        let endpoint: String
        /// Further fields of the error.
        var fields: [String: JSONValue] = [:]
        /// How often the call is sent: only what is safe to repeat is repeated.
        /// Nil for a write, which is looked for as well before it is given up.
        var attempts: Int? = 1
        let says: [String]

        var testDescription: String { name }
    }

    private static let read = #"trakt.shows.get("breaking-bad")"#
    private static let write = "trakt.sync.history.add { movies = { { ids = { trakt = 1 } } } }"

    static let failures = [
        Failure(
            name: "404", call: #"trakt.shows.get("no-such-show")"#, kind: "not_found", status: 404,
            endpoint: "shows.get", says: ["shows.get", "404", "Check the id"]),
        Failure(
            name: "401 of a private user", call: #"trakt.users.lists.all("nils-quiet")"#, kind: "private_user",
            status: 401, endpoint: "users.lists.all", says: ["users.lists.all", "private", "friends"]),
        Failure(
            name: "401", fault: ["path": "/sync/*", "kind": "status", "status": 401],
            call: "trakt.sync.watchlist.get()", kind: "unauthorized", status: 401, endpoint: "sync.watchlist.get",
            says: ["token", "a new one is needed"]),
        Failure(
            name: "403 of Trakt", fault: ["path": "/shows/*", "kind": "status", "status": 403], call: read,
            kind: "forbidden", status: 403, endpoint: "shows.get", says: ["API key"]),
        Failure(
            name: "420", fault: ["path": "/sync/watchlist", "kind": "status", "status": 420],
            call: "trakt.sync.watchlist.add { movies = { { ids = { trakt = 1 } } } }", kind: "account_limit",
            status: 420, endpoint: "sync.watchlist.add",
            fields: ["account_limit": 250, "upgrade_url": "https://trakt.tv/vip", "vip": false],
            says: ["limit", "250", "https://trakt.tv/vip"]),
        Failure(
            name: "423", fault: ["path": "/shows/*", "kind": "status", "status": 423], call: read, kind: "locked",
            status: 423, endpoint: "shows.get", fields: ["deactivated": false], says: ["locked", "support"]),
        Failure(
            name: "426", fault: ["path": "/shows/*", "kind": "status", "status": 426], call: read, kind: "vip_only",
            status: 426, endpoint: "shows.get", fields: ["upgrade_url": "https://trakt.tv/vip"],
            says: ["VIP", "https://trakt.tv/vip"]),
        Failure(
            name: "429", fault: ["path": "/shows/*", "kind": "status", "status": 429], call: read,
            kind: "rate_limited", status: 429, endpoint: "shows.get", fields: ["retry_after": 1], attempts: 4,
            says: ["too many calls", "1 seconds"]),
        Failure(
            name: "403 of Cloudflare", fault: ["path": "/shows/*", "kind": "html", "status": 403], call: read,
            kind: "cloudflare_blocked", status: 403, endpoint: "shows.get", says: ["Cloudflare", "call less often"]),
        Failure(
            name: "429 of Cloudflare", fault: ["path": "/shows/*", "kind": "html", "status": 429], call: read,
            kind: "rate_limited", status: 429, endpoint: "shows.get", fields: ["retry_after": 1], attempts: 4,
            says: ["Cloudflare stopped all calls"]),
        Failure(
            name: "503 of Cloudflare", fault: ["path": "/shows/*", "kind": "html", "status": 503], call: read,
            kind: "unavailable", status: 503, endpoint: "shows.get", attempts: 4, says: ["overloaded", "Try again"]),
        Failure(
            name: "500 for a read", fault: ["path": "/shows/*", "kind": "status", "status": 500], call: read,
            kind: "server_error", status: 500, endpoint: "shows.get", attempts: 4, says: ["Trakt failed"]),
        Failure(
            name: "503 for a write", fault: ["path": "/sync/history", "kind": "status", "status": 503], call: write,
            kind: "unavailable", status: 503, endpoint: "sync.history.add", fields: ["may_have_happened": true],
            attempts: nil, says: ["overloaded"]),
        Failure(
            name: "a cut body", fault: ["path": "/shows/*", "kind": "cut_body"], call: read, kind: "outcome_unknown",
            endpoint: "shows.get", attempts: 4, says: ["shows.get: there is no answer", "Try again later"]),
        Failure(
            name: "a connection cut before the answer", fault: ["path": "/shows/*", "kind": "cut_before_headers"],
            call: read, kind: "outcome_unknown", endpoint: "shows.get", attempts: 4, says: ["there is no answer"]),
        Failure(
            name: "a write that was done and not answered", fault: ["path": "/sync/history", "kind": "apply_then_cut"],
            call: write, kind: "outcome_unknown", endpoint: "sync.history.add", fields: ["may_have_happened": true],
            attempts: nil, says: ["The change may have been made; look before sending it again."]),
        Failure(
            name: "`[]` for an object", fault: ["path": "/shows/*", "kind": "empty_array"], call: read,
            kind: "malformed_answer", status: 200, endpoint: "shows.get", says: ["an array instead of an object"]),
    ]

    @Test(
        "The error is a table with kind, status, endpoint and message, and prints as a sentence",
        arguments: failures)
    func caught(_ failure: Failure) async throws {
        try await withStage { stage in
            if let fault = failure.fault { try await stage.fault(fault) }
            let run = try await stage.run(
                """
                local ok, problem = pcall(function() return \(failure.call) end)
                assert(not ok)
                assert(tostring(problem):find(problem.message, 1, true), tostring(problem))
                local fields = {}
                for name, value in pairs(problem) do fields[name] = value end
                return fields
                """)
            let value = try run.value
            #expect(value["kind"]?.string == failure.kind, "\(value)")
            #expect(value["status"]?.integer == failure.status, "\(value)")
            #expect(value["endpoint"]?.string == failure.endpoint, "\(value)")
            for (name, field) in failure.fields { #expect(value[name] == field, "\(value)") }
            for name in ["retry_after", "upgrade_url", "account_limit"] where failure.fields[name] == nil {
                #expect(value[name] == nil, "\(value)")
            }
            let message = try #require(value["message"]?.string)
            for words in failure.says { #expect(message.contains(words), "\(message)") }
            if let attempts = failure.attempts { #expect(try await stage.requests().count == attempts) }
        }
    }

    @Test("Nobody catches it: the run fails with the same fields, at the script's line, as refused by Trakt")
    func uncaught() async throws {
        try await withStage { stage in
            let run = try await stage.run("local id = 'no-such-show'\n\nprint(trakt.shows.get(id).title)")
            #expect(try run.failure.place == "test.lua:3")
            #expect(try run.failure.kind == "not_found")
            let fields = try run.failureFields
            #expect(fields["status"] == 404)
            #expect(fields["endpoint"] == "shows.get")
            #expect(run.report.wasRefused)
            #expect(run.report.reads == 1)
        }
    }

    @Test("After a lock nothing more is sent")
    func locked() async throws {
        try await withStage { stage in
            try await stage.fault(["path": "/shows/*", "kind": "status", "status": 423, "count": 1])
            let run = try await stage.run(
                """
                local kinds = {}
                for position, id in ipairs { "breaking-bad", "the-wire" } do
                  kinds[position] = select(2, pcall(trakt.shows.get, id)).kind
                end
                kinds[3] = select(2, pcall(trakt.sync.history.add, { movies = { { ids = { trakt = 1 } } } })).kind
                return kinds
                """)
            #expect(try run.value == ["locked", "account_stopped", "account_stopped"])
            #expect(try await stage.requests().count == 1)
        }
    }

    @Test("A passing failure of a read is not noticed")
    func retried() async throws {
        try await withStage { stage in
            try await stage.fault(["path": "/shows/*", "kind": "cut_body", "count": 1])
            try await stage.fault(["path": "/shows/*", "kind": "html", "status": 503, "count": 1])
            #expect(try await stage.value(of: "return trakt.shows.get('breaking-bad').title") == "Breaking Bad")
            #expect(try await stage.requests().count == 3)
        }
    }

    @Test("A server that is down: nothing was sent, and what to check")
    func down() async throws {
        try await withStage { stage in
            let run = try await stage.unreachable.run("trakt.shows.get('breaking-bad')")
            #expect(try run.failure.kind == "not_sent")
            #expect(try run.failure.message.contains("nothing was sent"))
            #expect(try run.failure.message.contains("Check the network"))
            #expect(try run.failure.place == "test.lua:1")
            #expect(run.report.wasRefused)
        }
    }

    @Test("An error object keeps its fields through `error` and a second `pcall`")
    func rethrown() async throws {
        try await withStage { stage in
            let run = try await stage.run(
                """
                local ok, first = pcall(trakt.shows.get, "no-such-show")
                local again, second = pcall(function() error(first) end)
                assert(not ok and not again and rawequal(first, second))
                error(first)
                """)
            #expect(try run.failureFields["endpoint"] == "shows.get")
            #expect(try run.failureFields["status"] == 404)
        }
    }
}
