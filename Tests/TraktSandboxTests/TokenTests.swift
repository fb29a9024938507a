import Synchronization
import Testing

@testable import TraktSandbox

@Suite("Tokens")
struct TokenTests {
    @Test("an access token expires a day later by the sandbox's clock, the demo's never")
    func expiry() throws {
        let app = try SigningIn()
        let token = app.signIn()["access_token"]?.string
        app.advance(86_399)
        #expect(app.user(token) == "demo-user")
        app.advance(1)
        #expect(app.user(token) == 401)
        app.advance(86_400 * 400)
        #expect(app.user("token-0") == "demo-user")
    }

    @Test("a refresh gives a new pair, and leaves the former access token until it expires")
    func refresh() throws {
        let app = try SigningIn()
        let first = app.signIn(as: "nils-quiet")
        app.advance(86_000)
        let second = app.refresh(first["refresh_token"]?.string)
        #expect(second.status == 200)
        #expect(second.json["refresh_token"] != first["refresh_token"])
        #expect(app.user(first["access_token"]?.string) == "nils-quiet")
        app.advance(1000)
        #expect(app.user(first["access_token"]?.string) == 401)
        #expect(app.user(second.json["access_token"]?.string) == "nils-quiet")
    }

    @Test("a refresh token that comes twice is invalid_grant and ends its sign-in, not the others")
    func reuse() throws {
        let app = try SigningIn()
        let other = app.signIn(as: "ada-marlow")
        let first = app.signIn()
        let second = app.refresh(first["refresh_token"]?.string).json
        let again = app.refresh(first["refresh_token"]?.string)
        #expect(again.status == 401)
        #expect(again.json["error"] == "invalid_grant")
        #expect(again.json["error_description"]?.string?.isEmpty == false)
        #expect(app.user(second["access_token"]?.string) == 401)
        #expect(app.refresh(second["refresh_token"]?.string).status == 401)
        #expect(app.user(other["access_token"]?.string) == "ada-marlow")
    }

    @Test(
        "a revocation kills both tokens and is 200 {} also for a token nobody knows",
        arguments: ["access_token", "refresh_token"])
    func revoke(_ name: String) throws {
        let app = try SigningIn()
        let tokens = app.signIn()
        for token in [tokens[name]?.string ?? "", "nothing"] {
            let answer = app.send("/oauth/revoke", ["token": token])
            #expect(answer.status == 200)
            #expect(answer.json == [:])
        }
        #expect(app.user(tokens["access_token"]?.string) == 401)
        #expect(app.refresh(tokens["refresh_token"]?.string).json["error"] == "invalid_grant")
    }

    @Test("forms are read like JSON; HTTP Basic does not prove who the app is")
    func bodies() throws {
        let app = try SigningIn()
        let token = app.signIn()["refresh_token"]?.string ?? ""
        let grant = "grant_type=refresh_token&refresh_token=\(token)"
        let basic = app.client.sandbox.reply(
            to: Call(
                method: "POST", target: "/oauth/token",
                headers: [
                    "user-agent": "Tests/1.0", "content-type": "application/x-www-form-urlencoded",
                    "authorization": "Basic aWQ6c2VjcmV0",
                ], body: Array(grant.utf8)))
        #expect(basic.answer.status == 403)
        #expect(app.submit("/oauth/token", grant + "&client_id=id&client_secret=secret").status == 200)
    }

    @Test("what is missing from a token call is said as OAuth says it")
    func mistakes() throws {
        let app = try SigningIn()
        #expect(app.send("/oauth/token", [:]).json["error"] == "invalid_request")
        #expect(app.send("/oauth/token", ["grant_type": "password"]).json["error"] == "unsupported_grant_type")
        #expect(app.send("/oauth/token", ["grant_type": "refresh_token"]).status == 400)
        #expect(app.refresh("nothing").status == 401)
        #expect(app.send("/oauth/revoke", [:]).status == 400)
    }

    @Test("the panel makes tokens expire, revokes them, and shortens what they last")
    func panel() throws {
        let app = try SigningIn()
        let info = SandboxInfo(address: "", clientID: "", clientSecret: "", accessToken: "", user: "", now: "")
        let panel = ControlPanel(sandbox: app.client.sandbox, info: info)
        func control(_ method: String, _ path: String, _ body: JSONValue = [:]) -> Answer {
            panel.answer(Call(method: method, target: "/_sandbox/sign-ins" + path, headers: [:], body: body.bytes))
        }
        let tokens = app.signIn()
        #expect(control("POST", "/expire").status == 204)
        #expect(app.user(tokens["access_token"]?.string) == 401)
        let renewed = app.refresh(tokens["refresh_token"]?.string)
        #expect(renewed.status == 200)
        #expect(control("POST", "/revoke", ["user": "ada-marlow"]).status == 204)
        #expect(app.user(renewed.json["access_token"]?.string) == "demo-user")
        #expect(control("POST", "/revoke", ["user": "demo-user"]).status == 204)
        #expect(app.user(renewed.json["access_token"]?.string) == 401)
        #expect(control("PUT", "/durations", ["access_token": 2]).status == 200)
        #expect(app.signIn()["expires_in"] == 2)
        #expect(control("PUT", "/durations", ["patience": 2]).status == 422)
        for name in ["access_token", "authorization_code", "device_code", "device_interval"] {
            let most: JSONValue = [JSONObject.Member(key: name, value: .int(.max))].json
            #expect(control("PUT", "/durations", most).status == 422, "\(name)")
        }
        #expect(app.signIn()["expires_in"] == 2)
    }

    @Test("tokens and unfinished sign-ins survive in the saved state")
    func kept() throws {
        let app = try SigningIn()
        let tokens = app.signIn()
        let device = app.startDevice()
        let saved = try app.client.sandbox.change { state throws(any Error) in try state.snapshot() }
        let again = try SandboxState(snapshot: saved)
        #expect(again.signIns.user(of: tokens["access_token"]?.string ?? "", at: Fixture.now) == "demo-user")
        #expect(again.signIns.device(withUserCode: device.userCode)?.deviceCode == device.deviceCode)
    }

    @Test("the request log shows neither tokens nor codes nor the secret")
    func log() throws {
        let app = try SigningIn()
        let device = app.startDevice()
        _ = app.submit("/activate", "user_code=\(device.userCode)&decision=approve&user=demo-user")
        let tokens = app.poll(device.deviceCode).json
        _ = app.refresh(tokens["refresh_token"]?.string)
        _ = app.submit(
            "/oauth/revoke", "client_id=id&client_secret=secret&token=\(tokens["access_token"]?.string ?? "")")
        let log = app.client.sandbox.contents.withLock { JSONValue.array($0.log.entries.map(\.json)) }
        let text = String(decoding: log.bytes, as: UTF8.self)
        for secret in [tokens["access_token"], tokens["refresh_token"], .string(device.deviceCode), "\"secret\""] {
            #expect(!text.contains(secret?.string ?? "?"))
        }
        #expect(text.contains("refresh_token") && text.contains("/oauth/revoke"))
    }
}
