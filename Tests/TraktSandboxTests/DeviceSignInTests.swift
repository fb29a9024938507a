import Testing

@testable import TraktSandbox

@Suite("Signing in a device")
struct DeviceSignInTests {
    @Test("the code answer has eight characters to type, ten minutes, and five seconds between polls")
    func code() throws {
        let app = try SigningIn()
        let answer = app.send("/oauth/device/code", [:])
        #expect(answer.status == 200)
        #expect(answer.json["user_code"]?.string?.count == 8)
        #expect(answer.json["expires_in"] == 600)
        #expect(answer.json["interval"] == 5)
        #expect(answer.json["verification_url"]?.string?.hasSuffix("/activate") == true)
    }

    @Test("a poll is answered 400 until the user approves, then once with tokens, then 409")
    func approve() throws {
        let app = try SigningIn()
        let device = app.startDevice()
        let pending = app.poll(device.deviceCode)
        #expect(pending.status == 400)
        #expect(pending.bytes.isEmpty)
        app.advance(5)
        #expect(app.submit("/activate", "user_code=\(device.userCode)&decision=approve&user=ada-marlow").status == 200)
        let tokens = app.poll(device.deviceCode)
        #expect(tokens.status == 200)
        #expect(tokens.json["token_type"] == "bearer")
        #expect(tokens.json["expires_in"] == 86_400)
        #expect(tokens.json["scope"] == "public")
        #expect(tokens.json["created_at"] == .int(app.client.sandbox.now.milliseconds / 1000))
        #expect(app.user(tokens.json["access_token"]?.string) == "ada-marlow")
        app.advance(5)
        #expect(app.poll(device.deviceCode).status == 409)
    }

    @Test("a denial is 418, an unknown code 404, one ten minutes old 410")
    func ends() throws {
        let app = try SigningIn()
        let denied = app.startDevice()
        _ = app.submit("/activate/\(denied.userCode)", "decision=deny")
        #expect(app.poll(denied.deviceCode).status == 418)
        #expect(app.poll("nothing").status == 404)
        let slow = app.startDevice()
        app.advance(599)
        #expect(app.poll(slow.deviceCode).status == 400)
        app.advance(1)
        #expect(app.poll(slow.deviceCode).status == 410)
        #expect(app.submit("/activate", "user_code=\(slow.userCode)&decision=approve&user=demo-user").status == 410)
    }

    @Test("two polls within the interval: the second is 429, and the next one in time is answered")
    func tooFast() throws {
        let app = try SigningIn()
        let device = app.startDevice()
        #expect(app.poll(device.deviceCode).status == 400)
        app.advance(4)
        #expect(app.poll(device.deviceCode).status == 429)
        app.advance(1)
        #expect(app.poll(device.deviceCode).status == 400)
    }

    @Test("a client id that is none is 403, a wrong or missing secret 401, and neither decides anything")
    func clients() throws {
        var app = try SigningIn()
        let device = app.startDevice()
        #expect(app.send("/oauth/device/code", ["client_id": "other"]).status == 403)
        #expect(app.send("/oauth/device/token", ["client_id": "other", "code": device.deviceCode]).status == 403)
        app.secret = "wrong"
        #expect(app.poll(device.deviceCode).json["error"] == "invalid_client")
        app.secret = nil
        #expect(app.poll(device.deviceCode).status == 401)
        app.secret = "secret"
        #expect(app.poll(device.deviceCode).status == 400)
    }

    @Test("the activation page takes the code as it is typed, asks who, and says what is wrong with a code")
    func page() throws {
        let app = try SigningIn()
        let device = app.startDevice()
        #expect(app.visit("/activate").text.contains("name=\"user_code\""))
        #expect(app.visit("/activate/").status == 200)
        let typed = " \(device.userCode.lowercased().prefix(4))-\(device.userCode.suffix(4))"
        for answer in [
            app.submit("/activate", "user_code=\(typed.replacing(" ", with: "+"))"),
            app.visit("/activate/\(device.userCode)"),
        ] {
            #expect(answer.status == 200)
            #expect(answer.text.contains("value=\"\(device.userCode)\""))
            #expect(answer.text.contains("value=\"nils-quiet\""))
            #expect(answer.text.contains("value=\"approve\"") && answer.text.contains("value=\"deny\""))
        }
        let unknown = app.submit("/activate", "user_code=%3Cscript%3E")
        #expect(unknown.status == 404)
        #expect(unknown.text.contains("&lt;script&gt;") && !unknown.text.contains("<script>"))
        _ = app.submit("/activate", "user_code=\(device.userCode)&decision=deny")
        #expect(app.visit("/activate/\(device.userCode)").status == 409)
    }

    @Test("the control panel approves without the page, on a socket too")
    func panel() async throws {
        try await withClient { client in
            var stranger = client
            stranger.key = nil
            stranger.token = nil
            let app: JSONValue = [
                "client_id": .string(client.info.clientID), "client_secret": .string(client.info.clientSecret),
            ]
            let code = try await stranger.post("/oauth/device/code", app).json
            #expect(code["verification_url"] == .string(client.info.address + "/activate"))
            let decided = try await stranger.post(
                "/_sandbox/sign-ins/decide", ["decision": "approve", "user": "ada-marlow"])
            #expect(try decided.json["user_code"] == code["user_code"])
            var poll = app
            poll["code"] = code["device_code"]
            let tokens = try await stranger.post("/oauth/device/token", poll).json
            stranger.key = client.info.clientID
            stranger.token = tokens["access_token"]?.string
            #expect(try await stranger.get("/users/settings").json["user"]?["username"] == "ada-marlow")
            #expect(try await stranger.post("/_sandbox/sign-ins/decide", ["decision": "approve"]).status == 404)
            stranger.agent = nil
            #expect(try await stranger.post("/oauth/device/code", app).headers["server"] == "cloudflare")
        }
    }
}
