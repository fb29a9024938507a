import Testing

@testable import TraktSandbox

@Suite("Signing in with a browser")
struct AuthorizeTests {
    private static let request = "response_type=code&client_id=id&redirect_uri=http%3A%2F%2F127.0.0.1%3A8123%2Fback"
    private static let redirect = "http://127.0.0.1:8123/back"

    /// The pair in appendix B of RFC 7636.
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    /// Approves a request and takes the code from where the browser is sent.
    private func code(_ app: SigningIn, _ request: String = request) -> String {
        let location = app.submit("/oauth/authorize", request + "&decision=approve&user=demo-user").header("Location")
        let query = location?.split(separator: "?").last.map { Call.query(of: $0) } ?? [:]
        return query["code"] ?? ""
    }

    private func exchange(
        _ app: SigningIn, _ code: String, redirect: String = redirect, verifier: String? = nil
    ) -> Answer {
        var fields = ["grant_type": "authorization_code", "code": code, "redirect_uri": redirect, "client_id": "id"]
        fields["client_secret"] = app.secret
        fields["code_verifier"] = verifier
        return app.submit("/oauth/token", fields.map { "\($0)=\($1)" }.joined(separator: "&"))
    }

    @Test("approving sends the browser back with a code and the state, which buys tokens once")
    func approve() throws {
        let app = try SigningIn()
        let page = app.visit("/oauth/authorize?\(Self.request)&state=a%26b%22&signup=true&prompt=login")
        #expect(page.status == 200)
        #expect(page.text.contains("name=\"state\" value=\"a&amp;b&quot;\""))
        let back = app.submit("/oauth/authorize", Self.request + "&state=a%26b%22&decision=approve&user=ada-marlow")
        #expect(back.status == 302)
        let location = try #require(back.header("Location"))
        #expect(location.hasPrefix(Self.redirect + "?code="))
        #expect(location.hasSuffix("&state=a%26b%22"))
        let code = String(location.dropFirst(Self.redirect.count + 6).prefix { $0 != "&" })
        let tokens = exchange(app, code)
        #expect(tokens.status == 200)
        #expect(app.user(tokens.json["access_token"]?.string) == "ada-marlow")
        let again = exchange(app, code)
        #expect(again.status == 401)
        #expect(again.json["error"] == "invalid_grant")
        // Who has seen the code may have been first: its tokens go too (RFC 6749, 4.1.2).
        #expect(app.user(tokens.json["access_token"]?.string) == 401)
    }

    @Test("denying sends the browser back with access_denied, and an address with a query keeps it")
    func deny() throws {
        let app = try SigningIn()
        let request = "response_type=code&client_id=id&redirect_uri=my.app%3A%2F%2Fback%3Fx%3D1&state=s&decision=deny"
        let back = app.submit("/oauth/authorize", request)
        #expect(back.header("Location") == "my.app://back?x=1&error=access_denied&state=s")
    }

    @Test("the out-of-band address shows the code on the page")
    func outOfBand() throws {
        let app = try SigningIn()
        let redirect = "urn:ietf:wg:oauth:2.0:oob"
        let request = "response_type=code&client_id=id&redirect_uri=\(redirect)&decision=approve&user=demo-user"
        let page = app.submit("/oauth/authorize", request)
        #expect(page.status == 200)
        let code = page.text.split(separator: "id=\"code\">").last?.prefix { $0 != "<" } ?? ""
        #expect(exchange(app, String(code), redirect: redirect).status == 200)
    }

    @Test("a code is for its redirect address only, and for ten minutes")
    func boundaries() throws {
        let app = try SigningIn()
        #expect(exchange(app, code(app), redirect: "http://127.0.0.1:8123/other").status == 401)
        let late = code(app)
        app.advance(600)
        #expect(exchange(app, late).status == 401)
        #expect(exchange(app, "nothing").status == 401)
    }

    @Test(
        "PKCE needs no secret, neither for the code nor for refreshes; the verifier has to fit",
        arguments: [("S256", challenge), ("plain", verifier), (nil, verifier)])
    func pkce(_ method: String?, _ challenge: String) throws {
        var app = try SigningIn()
        app.secret = nil
        let request =
            Self.request + "&code_challenge=\(challenge)" + (method.map { "&code_challenge_method=\($0)" } ?? "")
        let wrong = String(Self.verifier.dropLast() + "x")
        #expect(exchange(app, code(app, request), verifier: wrong).json["error"] == "invalid_grant")
        #expect(exchange(app, code(app, request)).status == 401)
        // A challenge taken out on the way must not go unnoticed.
        #expect(exchange(app, code(app), verifier: Self.verifier).status == 401)
        let tokens = exchange(app, code(app, request), verifier: Self.verifier)
        #expect(tokens.status == 200)
        let refresh =
            "grant_type=refresh_token&client_id=id&refresh_token=\(tokens.json["refresh_token"]?.string ?? "")"
        #expect(app.submit("/oauth/token", refresh).status == 200)
        // One that signed in with the secret has to show it again.
        app.secret = "secret"
        let other = app.signIn()["refresh_token"]?.string ?? ""
        #expect(
            app.submit("/oauth/token", "grant_type=refresh_token&client_id=id&refresh_token=\(other)").status == 401)
    }

    @Test("a stranger's request is refused on the page, never redirected")
    func strangers() throws {
        let app = try SigningIn()
        for query in [
            "response_type=code&client_id=other&redirect_uri=http%3A%2F%2F127.0.0.1", "response_type=code&client_id=id",
            "response_type=code&client_id=id&redirect_uri=javascript%3Aalert(1)",
            "response_type=code&client_id=id&redirect_uri=http%3A%2F%2Fa%0D%0AX%3A%201",
        ] {
            for answer in [app.visit("/oauth/authorize?" + query), app.submit("/oauth/authorize", query)] {
                #expect(answer.status == 400 || answer.status == 403)
                #expect(answer.header("Location") == nil)
            }
        }
        let token = app.visit("/oauth/authorize?" + Self.request.replacing("=code", with: "=token"))
        #expect(token.header("Location") == Self.redirect + "?error=unsupported_response_type")
        let weak = app.visit("/oauth/authorize?\(Self.request)&code_challenge=short")
        #expect(weak.header("Location") == Self.redirect + "?error=invalid_request")
    }

    @Test("SHA-256 gives the digests of FIPS 180-4's examples, around the ends of blocks too")
    func digest() {
        func hex(_ text: String) -> String {
            SHA256.digest(text.utf8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            [55, 56, 64].map { hex(String(repeating: "a", count: $0)) } == [
                "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318",
                "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a",
                "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb",
            ])
        #expect(
            hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        #expect(
            hex(String(repeating: "a", count: 1_000_000))
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }
}
