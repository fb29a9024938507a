import Foundation
import Testing

@testable import Trakt

@Suite("Signing in through a browser")
struct AuthorizationCodeTests {
    private let app = App(clientID: "id", clientSecret: Secret("s"), redirectURI: "http://127.0.0.1:8675/done")

    private var request: AuthorizationCode {
        // The verifier of RFC 7636, appendix B.
        AuthorizationCode(
            app, authURL: "https://auth.example.com", verifier: Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            state: Secret("st&te"))
    }

    @Test("asks with the challenge of RFC 7636's example and everything the documentation wants")
    func address() throws {
        let address = request.address()
        #expect(address.hasPrefix("https://auth.example.com/oauth/authorize?"))
        let items = try #require(URLComponents(string: address)?.queryItems)
        #expect(
            Dictionary(uniqueKeysWithValues: items.map { ($0.name, $0.value) }) == [
                "response_type": "code", "client_id": "id", "redirect_uri": "http://127.0.0.1:8675/done",
                "state": "st&te", "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                "code_challenge_method": "S256",
            ])
        #expect(request.address(login: true, signup: true).hasSuffix("&signup=true&prompt=login"))
    }

    @Test("makes a new secret each time, of the letters RFC 7636 allows")
    func unguessable() {
        let requests = (0..<20).map { _ in AuthorizationCode(app) }
        #expect(Set(requests.flatMap { [$0.verifier, $0.state] }).count == 40)
        for request in requests {
            #expect(request.verifier.text.count == 43)
            #expect(
                request.verifier.text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
        }
    }

    @Test("takes the code of its own redirect, and of no other")
    func redirect() throws {
        #expect(try request.code(redirectedTo: "/done?code=c%2B1&state=st%26te") == "c+1")
        #expect(throws: AuthorizationCode.Refusal.wrongState) {
            try request.code(redirectedTo: "/done?code=c&state=other")
        }
        #expect(throws: AuthorizationCode.Refusal.wrongState) { try request.code(redirectedTo: "/done?code=c") }
        #expect(throws: AuthorizationCode.Refusal.denied) {
            try request.code(redirectedTo: "/done?error=access_denied&state=st%26te")
        }
        #expect(throws: AuthorizationCode.Refusal.noCode(detail: nil)) {
            try request.code(redirectedTo: "/done?state=st%26te")
        }
    }

    @Test("takes what people paste: the code alone or the whole address")
    func pasted() throws {
        #expect(try request.code(pasted: " abc123 \n") == "abc123")
        #expect(try request.code(pasted: "http://127.0.0.1:8675/done?code=c&state=st%26te#x") == "c")
        #expect(throws: AuthorizationCode.Refusal.noCode(detail: nil)) { try request.code(pasted: "\n") }
    }

    @Test("exchanges the code with the verifier in a JSON body")
    func exchange() async throws {
        let transport = ScriptedTransport([
            .success(.json(#"{"access_token":"a","expires_in":604800,"created_at":1487889741,"scope":"public"}"#))
        ])
        let server = AuthorizationServer(
            app: app, url: "https://auth.example.com", transport: transport, userAgent: "Tests/1.0")
        let tokens = try await server.tokens(forCode: "c", verifier: request.verifier)
        #expect(tokens.expiresAt == Date(timeIntervalSince1970: 1_487_889_741 + 604_800))
        #expect(
            try JSONValue(parsing: transport.requests[0].body ?? []) == [
                "code": "c", "client_id": "id", "client_secret": "s", "redirect_uri": "http://127.0.0.1:8675/done",
                "grant_type": "authorization_code", "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            ])
        #expect(transport.requests[0].headers["Content-Type"] == "application/json")
    }

    @Test(
        "listens for redirects to a port of this machine only",
        arguments: [
            ("http://127.0.0.1:8675/done", true), ("http://localhost:1/", true), ("http://127.0.0.1:8675", true),
            ("https://127.0.0.1:8675/done", false), ("http://example.com:80/", false), ("http://127.0.0.1/x", false),
            ("http://127.0.0.1:99999/x", false), ("http://127.0.0.1:0/x", false),
            ("urn:ietf:wg:oauth:2.0:oob", false), ("http://127.0.0.1.example.com:80/", false),
        ])
    func listens(_ uri: String, _ listens: Bool) { #expect((RedirectListener(uri) != nil) == listens) }

    @Test("answers the browser with what became of it, and takes the redirect of its own request only")
    func listening() async throws {
        let port = 20_000 + Int.random(in: 0..<20_000)
        let listener = try #require(RedirectListener("http://127.0.0.1:\(port)/done"))
        let transport = HTTPTransport()
        func get(_ target: String, at port: Int = port) async throws -> (status: Int, page: String) {
            let answer = try await transport.send(
                TransportRequest(
                    method: .get, url: "http://127.0.0.1:\(port)\(target)", headers: [:], body: nil,
                    timeout: .seconds(10)))
            return (answer.status, String(decoding: answer.body, as: UTF8.self))
        }
        let code = try await listener.code(of: request) {
            #expect(try await get("/favicon.ico").status == 404)
            for foreign in ["/done?code=stolen&state=other", "/done?error=access_denied"] {
                let answer = try await get(foreign)
                #expect(answer.status == 400 && answer.page.contains("another sign-in"))
            }
            // Nobody else listens there meanwhile.
            let error = await #expect(throws: RedirectListener.Unavailable.self) {
                try await listener.code(of: request) {}
            }
            #expect(error.map { "\($0)".contains("port \(port)") } == true)
            let own = try await get("/done?code=c&state=st%26te")
            #expect(own.status == 200 && own.page.contains("close this page"))
        }
        #expect(code == "c")
        // Programs that other tests start may hold a port for a moment longer than its listener.
        var ending: (any Error)?
        for other in (port + 1)...(port + 20) {
            let listener = try #require(RedirectListener("http://127.0.0.1:\(other)/done"))
            do {
                _ = try await listener.code(of: request) {
                    let denied = try await get("/done?error=access_denied&state=st%26te", at: other)
                    #expect(denied.page.contains("not allowed") && !denied.page.contains("Done"))
                }
            } catch {
                ending = error
            }
            if !(ending is RedirectListener.Unavailable) { break }
        }
        #expect(ending as? AuthorizationCode.Refusal == .denied)
        await transport.shutdown()
    }

    // FIPS 180-4's examples, and lengths on both sides of a block's end (RFC 6234, section 8.5).
    @Test(
        "digests as the standard says",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                String(repeating: "a", count: 1_000),
                "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
            ),
            (
                String(repeating: "a", count: 64),
                "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"
            ),
        ])
    func digest(_ text: String, _ expected: String) {
        let hex = SHA256.digest(of: Array(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        #expect(hex.joined() == expected)
    }
}
