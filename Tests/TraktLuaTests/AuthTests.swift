import Automation
import Lua
import TestSupport
import Testing
import Trakt
import TraktSandbox

@Suite("trakt.auth")
struct AuthTests {
    @Test("tells who the script runs as, and asks Trakt once")
    func user() async throws {
        try await withStage { stage in
            let script = """
                local me = trakt.auth.user()
                return { me.ids.slug, trakt.auth.user().username == me.username, trakt.auth.signed_in() }
                """
            #expect(try await stage.value(of: script) == ["demo-user", true, true])
            #expect(try await stage.requests().filter { $0.path == "/users/settings" }.count == 1)
        }
    }

    @Test("says that nobody is signed in without asking anybody")
    func nobody() async throws {
        try await withStage { stage in
            var configuration = stage.client().configuration
            configuration.tokens = FixedToken(nil)
            let client = Client(configuration: configuration, transport: stage.transport)
            let run = try await stage.run("return { trakt.auth.signed_in(), pcall(trakt.auth.user) }", client: client)
            let value = try run.value
            #expect(value.array?.first == false && value.array?[1] == false)
            #expect(value.array?[2]["kind"] == "signed_out")
            #expect(try await stage.requests().isEmpty)
        }
    }

    @Test("signs somebody in on another device, and gives the script everything but the tokens")
    func device() async throws {
        try await withStage { stage in
            let host = SandboxHost(stage.sandbox, stage.transport)
            let begin = try await stage.signingIn("return trakt.auth.device.code()", host).value
            #expect(begin["user_code"]?.string?.isEmpty == false && begin["expires_in"] == 600)
            let code = try #require(begin["device_code"]?.string)
            let poll = "return trakt.auth.device.token { code = ... }"
            let pending = try await stage.signingIn(poll, host, code).failureFields
            #expect(pending["kind"] == "pending" && pending["status"] == 400)
            try await stage.decide(#"{"decision":"approve","user":"ada-marlow"}"#)
            try await stage.setClock("2026-03-04T12:35:30.000Z")
            let answer = try await stage.signingIn(poll, host, code).value
            #expect(Set(answer.object?.keys ?? [:].keys) == ["account", "created_at", "expires_in", "user"])
            #expect(answer["user"]?["ids"]?["slug"] == "ada-marlow" && answer["account"] == "kept")
            #expect(host.kept.count == 1)
        }
    }

    @Test("lets no token and no secret reach a script, whatever it does with the answers and errors")
    func tokens() async throws {
        try await withStage { stage in
            let host = SandboxHost(stage.sandbox, stage.transport)
            let script = """
                local out = {}
                local function see(...)
                  for i = 1, select("#", ...) do
                    local v = select(i, ...)
                    out[#out + 1] = tostring(v)
                    if type(v) == "table" then
                      local ok, text = pcall(json.encode, v)
                      if ok then out[#out + 1] = text end
                      for k, w in pairs(v) do out[#out + 1] = tostring(k) .. tostring(w) end
                    end
                  end
                end
                local auth = trakt.auth
                see(auth, auth.device, auth.token, auth.revoke)
                see(pcall(auth.device.code))
                see(pcall(auth.device.token, { code = "nonsense" }))
                see(pcall(auth.token, { grant_type = "refresh_token" }))
                see(pcall(auth.token, { grant_type = "authorization_code", code = "nonsense" }))
                see(pcall(auth.authorize))
                see(pcall(auth.token, { grant_type = "authorization_code", code = "nonsense" }))
                for _, name in ipairs { "client_id", "client_secret", "refresh_token", "redirect_uri", "code_verifier" } do
                  see(pcall(auth.token, { grant_type = "refresh_token", [name] = "mine" }))
                end
                see(pcall(auth.token.each, auth.token), pcall(auth.authorize.all, auth.authorize))
                print(table.concat(out, "\\n"))
                see(pcall(auth.revoke, { token = "mine" }))
                see(pcall(auth.revoke))
                return table.concat(out, "\\n")
                """
            let run = try await stage.signingIn(script, host)
            let seen = try #require(run.value.string) + run.printed.joined()
            for secret in [stage.sandbox.accessToken, stage.sandbox.clientSecret] + host.secrets {
                #expect(!seen.contains(secret))
            }
            #expect(seen.contains("which keeps tokens and secrets from scripts"))
            #expect(seen.contains("code_challenge_method=S256"))
            #expect(host.signOuts == 1 && host.renewals == 1)
        }
    }

    @Test("is refused to a rule that does not name the account among what it writes")
    func rule() async throws {
        try await withStage { stage in
            for call in ["auth.revoke()", "auth.device.code()", "auth.token { grant_type = 'refresh_token' }"] {
                let host = SandboxHost(stage.sandbox, stage.transport)
                let source = "return { writes = { %s }, run = function() trakt.\(call) end }"
                let refused = try await stage.signingIn(source.replacing("%s", with: "'lists'"), host)
                #expect(try refused.failureFields["kind"] == "not_allowed")
                #expect(host.signOuts == 0 && host.renewals == 0)
                let allowed = try await stage.signingIn(source.replacing("%s", with: "'account'"), host)
                _ = try allowed.value
            }
        }
    }

    @Test(
        "names wrong arguments before anything is sent",
        arguments: [
            ("trakt.auth.device.code { client_id = 'x' }", "client_id is put in by Moonreel"),
            ("trakt.auth.device.token {}", "code is missing"),
            ("trakt.auth.device.token { cod = 'x' }", "it takes no cod; it takes code"),
            ("trakt.auth.revoke('x')", "its arguments have names; it takes nothing"),
            ("trakt.auth.token { grant_type = 'authorization_code', code = 'x' }", "no sign-in was begun in this run"),
        ])
    func arguments(_ call: String, _ words: String) async throws {
        try await withStage { stage in
            let run = try await stage.signingIn(call, SandboxHost(stage.sandbox, stage.transport))
            let message = try run.failure.message
            #expect(message.contains(words), "\(message)")
            #expect(try await stage.requests().isEmpty)
        }
    }
}

extension ScriptStage {
    /// Runs a script that may sign in.
    fileprivate func signingIn(_ source: String, _ host: SandboxHost, _ arguments: String...) async throws -> ScriptRun
    {
        try await run(source, arguments: arguments, accounts: host)
    }

    fileprivate func decide(_ decision: String) async throws {
        _ = try await transport.send(
            TransportRequest(
                method: .post, url: sandbox.address + "/_sandbox/sign-ins/decide", headers: [:],
                body: Array(decision.utf8), timeout: .seconds(10)))
    }
}
