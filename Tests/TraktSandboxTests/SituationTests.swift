import Synchronization
import Testing

@testable import TraktSandbox

@Suite("What can be wrong between a person, an app and Trakt")
struct SituationTests {
    /// An app whose sandbox has this fault, and whose user signed in before.
    private func app(_ kind: String, _ extra: JSONValue = [:]) throws -> (app: SigningIn, tokens: JSONValue) {
        let app = try SigningIn()
        let tokens = app.signIn()
        var fault: JSONValue = ["kind": .string(kind)]
        fault.merge(extra)
        let document = fault
        try app.client.sandbox.contents.withLock { contents in _ = try contents.faults.add(document) }
        return (app, tokens)
    }

    private func settings(_ app: SigningIn, _ tokens: JSONValue) -> Answer {
        app.client.with(token: tokens["access_token"]?.string).get("/users/settings")
    }

    private func chart(_ app: SigningIn) -> Answer { app.client.with(token: nil).get("/shows/trending") }

    @Test("a deleted app is Trakt's own 403 everywhere, empty or with a document")
    func appDeleted() throws {
        let (app, tokens) = try app("app_deleted")
        for answer in [settings(app, tokens), chart(app), app.send("/oauth/device/code", [:])] {
            #expect(answer.status == 403)
            #expect(answer.bytes.isEmpty)
            #expect(answer.header("x-request-id") != nil)
            #expect(answer.header("server") == nil)
        }
        #expect(app.visit("/activate").status == 200)
        let (other, _) = try self.app("app_deleted", ["body": ["error": "unapproved"]])
        #expect(chart(other).json == ["error": "unapproved"])
    }

    @Test("a key for members only is 426 with the address to upgrade, everywhere")
    func vipRequired() throws {
        let (app, tokens) = try app("vip_required")
        for answer in [settings(app, tokens), chart(app), app.refresh(tokens["refresh_token"]?.string)] {
            #expect(answer.status == 426)
            #expect(answer.header("X-Upgrade-URL") == "https://trakt.tv/vip")
        }
    }

    @Test("an account whose user took the access back refuses token and refresh, and nothing else")
    func accountRevoked() throws {
        let (app, tokens) = try app("account_revoked")
        #expect(settings(app, tokens).status == 401)
        let refresh = app.refresh(tokens["refresh_token"]?.string)
        #expect(refresh.status == 400)
        #expect(refresh.json["error"] == "invalid_grant")
        #expect(chart(app).status == 200)
        #expect(app.send("/oauth/device/code", [:]).status == 200)
    }

    @Test("an expired refresh token fails alone: the access token works, and so does a new sign-in")
    func refreshExpired() throws {
        let (app, tokens) = try app("refresh_expired")
        #expect(settings(app, tokens).status == 200)
        let refresh = app.refresh(tokens["refresh_token"]?.string)
        #expect(refresh.status == 401)
        #expect(refresh.json["error"] == "invalid_grant")
        let form = "grant_type=refresh_token&client_id=id&client_secret=secret&refresh_token=x"
        #expect(app.submit("/oauth/token", form).status == 401)
        #expect(app.user(app.signIn()["access_token"]?.string) == "demo-user")
    }

    @Test(
        "a locked account is 423 and says how it is locked",
        arguments: [("account_locked", "false"), ("account_deactivated", "true")])
    func locked(_ kind: String, _ deactivated: String) throws {
        let (app, tokens) = try app(kind)
        let answer = settings(app, tokens)
        #expect(answer.status == 423)
        #expect(answer.header("X-Account-Locked") == "true")
        #expect(answer.header("X-Account-Deactivated") == deactivated)
        #expect(chart(app).status == 200)
    }

    @Test("a private user is 401 with X-Private-User, while the own account answers")
    func privateUser() throws {
        let (app, tokens) = try app("private_user")
        let client = app.client.with(token: tokens["access_token"]?.string)
        let answer = client.get("/users/ada-marlow/history")
        #expect(answer.status == 401)
        #expect(answer.header("X-Private-User") == "true")
        for target in [
            "/users/me/history", "/users/settings", "/users/ada-marlow", "/users/hidden/calendar",
            "/users/settings/plex",
            "/users/demo-user/lists", "/users/Demo-User/history", "/users/reactions/comments",
        ] {
            #expect(client.get(target).status == 200, "\(target)")
        }
        #expect(app.client.with(token: nil).get("/users/demo-user/lists").status == 401)
    }

    @Test("a wrong clock shows in the Date alone")
    func clockWrong() throws {
        let (app, tokens) = try app("clock_wrong")
        let answer = settings(app, tokens)
        #expect(answer.status == 200)
        #expect(answer.header("Date") == "Thu, 05 Mar 2026 12:34:56 GMT")
        let (late, _) = try self.app("clock_wrong", ["seconds": -3600])
        #expect(chart(late).header("Date") == "Wed, 04 Mar 2026 11:34:56 GMT")
    }

    @Test("maintenance is 503 to everything")
    func maintenance() throws {
        let (app, tokens) = try app("maintenance")
        for answer in [settings(app, tokens), chart(app), app.refresh(tokens["refresh_token"]?.string)] {
            #expect(answer.status == 503)
        }
    }
}
