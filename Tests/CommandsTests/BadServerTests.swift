import Testing

private let read = "\nprint(#trakt.sync.watchlist.get())"

@Suite("Bad servers")
struct BadServerTests {
    @Test("A server that is down ends the command with 3, and says that nothing was sent")
    func down() async throws {
        let environment = [
            "MOONREEL_API_URL": "http://127.0.0.1:1", "MOONREEL_CLIENT_ID": "id", "MOONREEL_ACCESS_TOKEN": "token",
        ]
        let ended = try await runScript(read, environment: environment, sandbox: false)
        #expect(ended.code == 3)
        #expect(
            ended.errors == "moonreel: users.settings.get: nothing was sent, because Connection refused. "
                + "Check the network and the address of the server.\n")
    }

    @Test("A server that is slow is given up after MOONREEL_CALL_TIMEOUT")
    func slow() async throws {
        let ended = try await runScript(
            read, against: #"{"kind": "latency", "path": "/sync/watchlist*", "delay_ms": 60000}"#,
            environment: ["MOONREEL_CALL_TIMEOUT": "100ms"])
        #expect(ended.code == 3)
        #expect(
            ended.errors == "moonreel: test.lua:2: sync.watchlist.get: there is no answer, because no answer in time. "
                + "Try again later.\n")
    }

    @Test(
        "Every bad answer has its own sentence and ends with 3",
        arguments: [
            (#""kind": "html", "status": 200"#, "the answer was an HTML page instead of JSON (200). Try again later."),
            (
                #""kind": "html", "status": 403"#,
                "Cloudflare refused the call before it reached Trakt (403). "
                    + "Wait some minutes and call less often; Cloudflare watches the address the calls come from."
            ),
            (
                #""kind": "status", "status": 403"#,
                "Trakt refused the API key (403). Check the client id, and whether the app still exists on trakt.tv."
            ),
            (#""kind": "status", "status": 503"#, "Trakt is overloaded (503). Try again in half a minute."),
            (
                #""kind": "status", "status": 401"#,
                "Trakt did not accept the access token (401). It is expired or revoked; a new one is needed."
            ),
            (
                #""kind": "status", "status": 423"#,
                "the account is locked (423). Its owner has to contact Trakt's support."
            ),
            (
                #""kind": "cut_body""#,
                "there is no answer, because the connection was closed before the answer was complete. Try again later."
            ),
        ])
    func answer(_ fault: String, _ sentence: String) async throws {
        let ended = try await runScript(read, against: #"{"path": "/sync/watchlist*", \#(fault)}"#)
        #expect(ended.code == 3)
        #expect(ended.errors == "moonreel: test.lua:2: sync.watchlist.get: \(sentence)\n")
        #expect(ended.output == "")
    }

    @Test("A list where an object belongs is an error, not an empty object")
    func array() async throws {
        let ended = try await runScript(
            "print(trakt.movies.get(507).title)", against: #"{"kind": "empty_array", "path": "/movies/507"}"#)
        #expect(ended.code == 3)
        #expect(
            ended.errors == "moonreel: test.lua:1: movies.get: the answer was an array instead of an object "
                + "(200). Try again later.\n")
    }

    @Test("A write whose answer is cut is looked for, and made once")
    func cutWrite() async throws {
        let ended = try await runScript(
            """
            local list = trakt.lists.create('me', { name = 'x' })
            local found = 0
            for _, other in ipairs(trakt.users.lists.all('me')) do if other.name == 'x' then found = found + 1 end end
            print(list.name, found)
            """,
            against: #"{"kind": "apply_then_cut", "method": "POST", "path": "/users/me/lists", "count": 1}"#)
        #expect(ended.code == 0, "\(ended.errors)")
        #expect(ended.output == "x\t1\n")
    }

    @Test(
        "A list that does not exist and one of a private user are refused",
        arguments: [
            ("me", "no-such-list", "Trakt has no such thing (404). Check the id."),
            (
                "nils-quiet", "anything",
                "this user is private (401). Only friends of the user can read this; signing in again does not help."
            ),
        ])
    func list(_ user: String, _ list: String, _ sentence: String) async throws {
        let ended = try await runScript("trakt.users.lists.items('\(user)', '\(list)')")
        #expect(ended.code == 3)
        #expect(ended.errors == "moonreel: test.lua:1: users.lists.items: \(sentence)\n")
    }

    @Test("A full account refuses the next list, and what was made before is said")
    func full() async throws {
        // A free account has five lists; the demo user begins with two.
        let ended = try await runScript("for i = 1, 9 do\n  trakt.list('List ' .. i)\nend")
        #expect(ended.code == 3)
        #expect(
            ended.errorLines == [
                "moonreel: test.lua:2: lists.create: the account's limit is reached, 5 (420). "
                    + "Remove something first, or become a VIP member at https://trakt.tv/vip.",
                "  Before that it made 3 writing calls, which stay.",
            ])
    }

    @Test("Ten thousand items go in one call of the script, and the answer counts every one")
    func many() async throws {
        let ended = try await runScript(
            """
            local items = {}
            for i = 1, 10000 do items[i] = { movie = { ids = { trakt = 10000000 + i } } } end
            local answer = trakt.list("Many"):add(items)
            print(answer.sent, #answer.not_found, answer.added)
            """)
        #expect(ended.errors == "")
        #expect(ended.output == "10000\t10000\t0\n")
    }
}
