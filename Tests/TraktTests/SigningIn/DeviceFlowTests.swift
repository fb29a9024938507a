import Foundation
import TestSupport
import Testing
import Trakt

@Suite("Signing in on another device")
struct DeviceFlowTests {
    private static let tokens = Tokens(
        access: Secret("a"), refresh: Secret("r"), createdAt: .init(timeIntervalSince1970: 0), lifetime: 86_400,
        receivedAt: .init(timeIntervalSince1970: 0))
    private static let down = TraktError(.notSent("down"), endpoint: Catalogue.auth.deviceToken)
    private static let cut = TraktError(.outcomeUnknown("cut"), endpoint: Catalogue.auth.deviceToken)
    private static let refused = TraktError(.forbidden, endpoint: Catalogue.auth.deviceToken)

    private let code = DeviceCode(
        device: Secret("d"), user: "ABCD1234", verificationURL: "https://trakt.tv/activate", lifetime: .seconds(600),
        interval: .seconds(5))

    /// A flow that is asking, begun at 0 and waiting for its first answer at 5 s.
    private func asking() -> DeviceFlow {
        var flow = DeviceFlow(code, at: .zero)
        #expect(flow.begin(at: .zero) == .wait(until: .seconds(5)))
        #expect(flow.awake(at: .seconds(5)) == .ask)
        return flow
    }

    @Test("keeps asking every interval while nobody has decided")
    func pending() {
        var flow = asking()
        for second in stride(from: 5, through: 590, by: 5) {
            #expect(flow.received(.pending, at: .seconds(second)) == .wait(until: .seconds(second + 5)))
            #expect(flow.awake(at: .seconds(second + 5)) == .ask)
        }
    }

    @Test(
        "ends with what Trakt decided, and stays there",
        arguments: [
            (.approved(tokens), .approved(tokens)), (.denied, .denied), (.expired, .expired),
            (.unknownCode, .unknownCode), (.alreadyUsed, .alreadyUsed), (.refused(refused), .failed(refused)),
        ] as [(DeviceFlow.Answer, DeviceFlow.Outcome)])
    func decided(_ answer: DeviceFlow.Answer, _ outcome: DeviceFlow.Outcome) {
        var flow = asking()
        #expect(flow.received(answer, at: .seconds(5)) == .end(outcome))
        #expect(flow.received(.pending, at: .seconds(10)) == .end(outcome))
        #expect(flow.awake(at: .seconds(10)) == .end(outcome))
    }

    @Test("asks less often from then on when it was too fast")
    func tooFast() {
        var flow = asking()
        #expect(flow.received(.tooFast(retryAfter: nil), at: .seconds(5)) == .wait(until: .seconds(15)))
        #expect(flow.received(.pending, at: .seconds(15)) == .wait(until: .seconds(25)))
        #expect(flow.received(.tooFast(retryAfter: .seconds(60)), at: .seconds(25)) == .wait(until: .seconds(85)))
        #expect(flow.received(.pending, at: .seconds(85)) == .wait(until: .seconds(145)))
    }

    @Test("goes on when the network fails, with longer and longer pauses up to a limit")
    func network() {
        var flow = asking()
        var now = 5
        for pause in [10, 15, 25, 35, 35] {
            #expect(flow.received(.unreachable(Self.down), at: .seconds(now)) == .wait(until: .seconds(now + pause)))
            now += pause
        }
        #expect(flow.received(.pending, at: .seconds(now)) == .wait(until: .seconds(now + 5)))
        #expect(flow.received(.unreachable(Self.down), at: .seconds(now)) == .wait(until: .seconds(now + 10)))
    }

    @Test("knows that a used code means a lost answer when an answer was lost")
    func lostAnswer() {
        var flow = asking()
        #expect(flow.received(.unanswered(Self.cut), at: .seconds(5)) == .wait(until: .seconds(15)))
        #expect(flow.received(.alreadyUsed, at: .seconds(15)) == .end(.answerLost))
        var unharmed = asking()
        _ = unharmed.received(.unreachable(Self.down), at: .seconds(5))
        #expect(unharmed.received(.alreadyUsed, at: .seconds(15)) == .end(.alreadyUsed))
    }

    @Test("asks as long as the code lives and once at its very end, whatever the pause should be")
    func deadline() {
        var flow = asking()
        #expect(flow.received(.pending, at: .seconds(595)) == .wait(until: .seconds(600)))
        #expect(flow.received(.pending, at: .seconds(600)) == .end(.expired))
        var late = asking()
        #expect(late.received(.pending, at: .seconds(597)) == .wait(until: .seconds(600)))
        #expect(late.awake(at: .seconds(600)) == .ask)
        #expect(late.received(.tooFast(retryAfter: nil), at: .seconds(600)) == .end(.expired))
        var slowed = asking()
        #expect(slowed.received(.tooFast(retryAfter: .seconds(60)), at: .seconds(570)) == .wait(until: .seconds(600)))
        // The pause after a failure is cut, so that the end is not slept over.
        var failing = asking()
        #expect(failing.received(.unreachable(Self.down), at: .seconds(594)) == .wait(until: .seconds(600)))
    }

    @Test("reads a code as Trakt documents it, and gives the address that has it in it")
    func document() throws {
        let code = try #require(
            DeviceCode(
                answer: JSONValue(
                    parsing: """
                        {"device_code":"d9c126a7","user_code":"5055CC52",
                        "verification_url":"https://trakt.tv/activate","expires_in":600,"interval":5}
                        """)))
        #expect(code.device.text == "d9c126a7" && code.user == "5055CC52")
        #expect(code.lifetime == .seconds(600) && code.interval == .seconds(5))
        #expect(code.directURL == "https://trakt.tv/activate/5055CC52")
        #expect(DeviceCode(answer: ["user_code": "x"]) == nil)
    }

    @Test("carried out: asks at the right moments and ends with the tokens")
    func carriedOut() async throws {
        let clock = TestClock(skipsSleeps: true)
        let transport = ScriptedTransport([
            .success(
                .json(
                    #"{"device_code":"d","user_code":"U","verification_url":"https://x/activate","expires_in":600,"interval":5}"#
                )),
            .success(TransportResponse(status: 400)), .failure(.notSent("down")),
            .success(.json(429, "")), .success(.json(#"{"access_token":"a","refresh_token":"r","expires_in":86400}"#)),
        ])
        let server = AuthorizationServer(
            app: App(clientID: "id", clientSecret: Secret("s")), url: "https://auth.example.com", transport: transport,
            userAgent: "Tests/1.0")
        let outcome = try await DeviceSignIn(server, clock: clock).run { #expect($0.user == "U") }
        guard case .approved(let tokens) = outcome else { throw WrongOutcome() }
        #expect(tokens.access.text == "a" && tokens.refresh?.text == "r")
        #expect(clock.pauses == [.seconds(5), .seconds(5), .seconds(10), .seconds(10)])
        let requests = transport.requests
        #expect(requests[0].url == "https://auth.example.com/oauth/device/code")
        #expect(requests[0].body == Array(#"{"client_id":"id"}"#.utf8))
        #expect(requests[1].url == "https://auth.example.com/oauth/device/token")
        #expect(requests[1].body == Array(#"{"client_id":"id","client_secret":"s","code":"d"}"#.utf8))
        #expect(requests.allSatisfy { $0.headers["Authorization"] == nil && $0.headers["User-Agent"] != nil })
    }

    @Test(
        "understands every status Trakt documents for a question",
        arguments: [
            (400, .pending), (404, .unknownCode), (409, .alreadyUsed), (410, .expired), (418, .denied),
            (429, .tooFast(retryAfter: .seconds(7))),
        ] as [(Int, DeviceFlow.Answer)])
    func statuses(_ status: Int, _ answer: DeviceFlow.Answer) async {
        // 400 and 418 come without JSON.
        let response = TransportResponse(status: status, headers: status == 429 ? ["Retry-After": "7"] : [:])
        let server = AuthorizationServer(
            app: App(clientID: "id"), transport: ScriptedTransport([.success(response)]), userAgent: "Tests/1.0")
        #expect(await server.answer(about: Secret("d")) == answer)
    }

    @Test("hands tokens on that were given out while whoever waits gave up")
    func cancelledQuestion() async throws {
        let transport = HeldTransport()
        let server = AuthorizationServer(
            app: App(clientID: "id", clientSecret: Secret("s")), transport: transport, userAgent: "Tests/1.0")
        let task = Task { try await DeviceSignIn(server, clock: TestClock(skipsSleeps: true)).run { _ in } }
        await transport.arrived()
        transport.answer(.json(#"{"device_code":"d","user_code":"U","verification_url":"https://x/activate"}"#))
        await transport.arrived()
        task.cancel()
        transport.answer(.json(#"{"access_token":"a","refresh_token":"r"}"#))
        guard case .approved(let tokens) = try await task.value else { throw WrongOutcome() }
        #expect(tokens.access == Secret("a"))
        let undecided = Task { try await DeviceSignIn(server, clock: TestClock(skipsSleeps: true)).run { _ in } }
        await transport.arrived()
        transport.answer(.json(#"{"device_code":"d","user_code":"U","verification_url":"https://x/activate"}"#))
        await transport.arrived()
        undecided.cancel()
        transport.answer(.json(400, ""))
        await #expect(throws: CancellationError.self) { try await undecided.value }
    }

    private struct WrongOutcome: Error {}
}
