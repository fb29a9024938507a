import Synchronization
import Trakt
import TraktSandbox

/// The tokens of a world's account, which expire and are renewed.
actor SignedIn: TokenProvider {
    private let door: SandboxDoor
    private let user: String
    private var tokens: (access: String, refresh: String)?

    init(at door: SandboxDoor, as user: String) {
        self.door = door
        self.user = user
    }

    func accessToken() async -> String? { tokens?.access ?? renewed() }

    func accessToken(insteadOf refused: String) async -> String? {
        tokens?.access == refused ? renewed() : tokens?.access
    }

    /// The weather may spoil any of these calls; a person would begin again.
    private func renewed() -> String? {
        for _ in 0..<100 {
            if let refresh = tokens?.refresh,
                let answer = token(["grant_type": "refresh_token", "refresh_token": .string(refresh)])
            {
                tokens = answer
                return answer.access
            }
            guard let code = post("/oauth/device/code", [:]),
                post("/_sandbox/sign-ins/decide", ["decision": "approve", "user": .string(user)]) != nil,
                let device = code["device_code"],
                let answer = post("/oauth/device/token", ["code": device]).flatMap(Self.tokens)
            else { continue }
            tokens = answer
            return answer.access
        }
        return nil
    }

    private func token(_ grant: TraktSandbox.JSONValue) -> (access: String, refresh: String)? {
        post("/oauth/token", grant).flatMap(Self.tokens)
    }

    private static func tokens(_ answer: TraktSandbox.JSONValue) -> (access: String, refresh: String)? {
        guard let access = answer["access_token"]?.string, let refresh = answer["refresh_token"]?.string else {
            return nil
        }
        return (access, refresh)
    }

    private func post(_ target: String, _ body: TraktSandbox.JSONValue) -> TraktSandbox.JSONValue? {
        var body = body
        body["client_id"] = .string(door.info.clientID)
        body["client_secret"] = .string(door.info.clientSecret)
        let answer = door.answer(
            method: "POST", target: target,
            headers: ["User-Agent": "SimulationTests/1.0", "Content-Type": "application/json"], body: body.bytes)
        guard (200..<300).contains(answer.status), answer.delivery == .whole else { return nil }
        return answer.body.isEmpty ? [:] : try? TraktSandbox.JSONValue(parsing: answer.body)
    }
}
