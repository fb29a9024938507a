import Testing

@testable import TraktSandbox

/// The calls of an app that signs users in, on a sandbox without a socket.
struct SigningIn: Sendable {
    let client: LocalClient
    var secret: String? = "secret"

    init() throws { client = try .fixture() }

    /// Sends these fields as JSON, with the app's id and secret.
    func send(_ path: String, _ fields: KeyValuePairs<String, String>) -> Answer {
        var body: JSONValue = ["client_id": "id"]
        if let secret { body["client_secret"] = .string(secret) }
        for (name, value) in fields { body[name] = .string(value) }
        return client.with(token: nil).post(path, body)
    }

    /// Sends what a browser sends for a form.
    func submit(_ path: String, _ form: String) -> Answer {
        client.sandbox.reply(
            to: Call(
                method: "POST", target: path,
                headers: ["user-agent": "Mozilla/5.0", "content-type": "application/x-www-form-urlencoded"],
                body: Array(form.utf8))
        ).answer
    }

    /// What a browser gets for an address.
    func visit(_ path: String) -> Answer {
        client.sandbox.reply(
            to: Call(method: "GET", target: path, headers: ["user-agent": "Mozilla/5.0"], body: [])
        ).answer
    }

    /// The user of an access token, or the status that refuses it.
    func user(_ accessToken: String?) -> JSONValue {
        let answer = client.with(token: accessToken ?? "").get("/users/settings")
        return answer.status == 200 ? answer.json["user"]?["username"] ?? .null : .int(answer.status)
    }

    func advance(_ seconds: Int) {
        client.sandbox.setClock(client.sandbox.now.adding(seconds: seconds))
    }

    func startDevice() -> (deviceCode: String, userCode: String) {
        let json = send("/oauth/device/code", [:]).json
        return (json["device_code"]?.string ?? "", json["user_code"]?.string ?? "")
    }

    func poll(_ deviceCode: String) -> Answer { send("/oauth/device/token", ["code": deviceCode]) }

    /// Tokens of a user who approved a device.
    func signIn(as user: String = "demo-user") -> JSONValue {
        let device = startDevice()
        _ = submit("/activate", "user_code=\(device.userCode)&decision=approve&user=\(user)")
        return poll(device.deviceCode).json
    }

    func refresh(_ token: String?) -> Answer {
        send("/oauth/token", ["grant_type": "refresh_token", "refresh_token": token ?? "", "redirect_uri": "x:y"])
    }
}

extension Answer {
    var text: String {
        if case .html(let text) = body { return text }
        return ""
    }
}
